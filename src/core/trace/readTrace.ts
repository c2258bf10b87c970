import type { PrintedTrace } from '../report/model';
import { Reading, type PlacedTrace } from './reading';
import { notSummarised } from './languages/xunit';
import { sortLines } from './text/lines';
import { leftOutOf } from './text/leftOut';
import { RegionFinder, type Region } from './text/regions';
import { unwrapped } from './text/wrap';

/** Every trace in a text, in the order in which they begin. Linear in the length of the text. */
export function readTraces(text: string): readonly PrintedTrace[] {
  const reader = new TraceReader();
  const { rest, omitted } = leftOutOf(text);
  const traces = [...reader.take(rest), ...reader.end()];
  const last = traces.at(-1);
  return omitted === 0 || !last ? traces : [...traces.slice(0, -1), { ...last, omitted }];
}

/** The trace that a text is about: the first whose frames have lines. Null when the text holds none. */
export function readTrace(text: string): PrintedTrace | null {
  const traces = readTraces(text);
  return traces.find(isPlaced) ?? traces[0] ?? null;
}

/** Reads the traces of a text that comes in pieces, of any size; holds no more of it than a trace needs. */
export class TraceReader {
  private readonly regions = new RegionFinder();

  /** The traces that are complete with this piece. */
  take(piece: string): readonly PrintedTrace[] {
    return tracesOf(this.regions.take(piece));
  }

  /** The traces that the end of the text completes. */
  end(): readonly PrintedTrace[] {
    return tracesOf(this.regions.end());
  }
}

function tracesOf(regions: readonly Region[]): readonly PrintedTrace[] {
  const [first, ...more] = regions;
  if (first === undefined) return [];
  return more.length === 0 ? tracesIn(first.text) : regions.flatMap(({ text }) => tracesIn(text));
}

/** The traces of a region, as it is or as it was before its lines were broken: whichever tells more places. */
function tracesIn(region: string): readonly PrintedTrace[] {
  const { traces: asIs, broken } = read(region);
  const before = broken ? unwrapped(region) : null;
  if (!before) return asIs;
  const { traces } = read(before.text);
  const more = placesIn(traces) - placesIn(asIs) || namesIn(traces) - namesIn(asIs);
  // A full line is hardly full by chance: that a message was broken is reason enough, also when its place was a
  // trace of its own.
  const merged = asIs.length - traces.length;
  return more > 0 || (before.certain && merged >= 0 && more + merged >= 0) ? traces : asIs;
}

/** The traces of a region, and whether its lines may have been broken. */
function read(region: string): { readonly traces: readonly PrintedTrace[]; readonly broken: boolean } {
  const found: PlacedTrace[] = [];
  // What xUnit.net tells at once, `dotnet test` tells again.
  const early: PlacedTrace[] = [];
  const broken = sortLines(
    region,
    (embedded, writer) => new Reading(embedded, writer.endsWith('xUnit.net') ? early : found),
  );
  found.push(...notSummarised(early, found));
  return { traces: found.sort((one, other) => one.at - other.at).map(({ trace }) => trace), broken };
}

function placesIn(traces: readonly PrintedTrace[]): number {
  return traces.reduce(
    (sum, { errors }) =>
      errors.reduce((all, { frames }) => all + frames.filter(({ line }) => line !== null).length, sum),
    0,
  );
}

function namesIn(traces: readonly PrintedTrace[]): number {
  return traces.reduce((sum, { errors }) => sum + errors.filter(({ type }) => type !== null).length, 0);
}

function isPlaced({ errors }: PrintedTrace): boolean {
  return errors.some(({ frames }) => frames.some(({ line }) => line !== null));
}
