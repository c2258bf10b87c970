import type { Span, TeamRow } from '../../src/protocol';
import { clockAt, day } from './clock';

export type State = 'working' | 'off-hours' | 'day-off' | 'on-leave';

/** What a teammate does at an instant; `until` is when that changes, null when the model does not reach so far. */
export interface Presence {
  readonly state: State;
  readonly until: number | null;
}

/** The span that holds `at`, else the next one to start; null when there is neither. */
export function spanFrom<S extends Span>(spans: readonly S[], at: number): S | null {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return spans[low] ?? null;
}

/** The span that holds `at`. */
export function spanAt<S extends Span>(spans: readonly S[], at: number): S | null {
  const span = spanFrom(spans, at);
  return span !== null && span.start <= at ? span : null;
}

/** When work begins next, later than `at`. */
export function nextStart(work: readonly Span[], at: number): number | null {
  const span = spanFrom(work, at);
  if (span === null || span.start > at) return span?.start ?? null;
  return spanFrom(work, span.end)?.start ?? null;
}

/**
 * Null where the zone or the working hours are unknown: nothing is guessed. Who is on leave but still ends the shift
 * of the day before works, as in the core. Work that goes on from day to day to the end of what is `known` has no end.
 */
export function presenceAt(row: TeamRow, at: number, known?: Span): Presence | null {
  if (row.work === null || row.offsets.length === 0) return null;
  const work = spanAt(row.work, at);
  if (work) {
    const isEndless = known !== undefined && work.end >= known.end && work.end - work.start > 2 * day;
    return { state: 'working', until: isEndless ? null : work.end };
  }
  const start = nextStart(row.work, at);
  const leave = spanAt(row.leave, at);
  if (leave) return { state: 'on-leave', until: start ?? leave.end };
  return { state: spanAt(row.daysOff, at) ? 'day-off' : 'off-hours', until: start };
}

export const isOnCall = (row: TeamRow, at: number) => spanAt(row.onCall, at) !== null;

/** Whether the teammate's calendar shows another day than mine. */
export function isOtherDay(at: number, theirs: number, mine: number): boolean {
  return clockAt(at, theirs).date !== clockAt(at, mine).date;
}
