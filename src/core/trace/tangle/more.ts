import type { PrintedTrace } from '../../report/model';

/** What the traces of some lines tell, counted. */
interface Told {
  readonly places: number;
  readonly names: number;
  readonly words: number;
}

function toldBy(traces: readonly PrintedTrace[]): Told {
  const errors = traces.flatMap((trace) => trace.errors);
  return {
    places: errors.reduce((sum, { frames }) => sum + frames.filter(({ line }) => line !== null).length, 0),
    names: errors.filter(({ type }) => type !== null).length,
    words: errors.reduce((sum, { message }) => sum + (message?.length ?? 0), 0),
  };
}

/**
 * Whether traces that were taken apart tell more calls with places than what was read of their lines as they stand, or
 * as many, and more of their errors, or the same in fewer traces or words. Several that tell as much are better apart.
 */
export function tellsMore(apart: readonly PrintedTrace[], together: readonly PrintedTrace[]): boolean {
  const [one, other] = [toldBy(apart), toldBy(together)];
  if (one.names < other.names) return false;
  const more =
    one.places - other.places ||
    one.names - other.names ||
    together.length - apart.length ||
    other.words - one.words;
  return more > 0 || (more === 0 && apart.length > 1);
}
