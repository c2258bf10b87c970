// A second implementation of states, spans, overlaps and answers, on Temporal and by plain enumeration, that shares
// nothing with the one in src/core: what the two disagree about is a bug in one of them.
import { Temporal } from 'temporal-polyfill';
import type { Leave, WorkingWeek } from '../../../src/core/team/model';

export interface Person {
  readonly zone: string;
  readonly week: WorkingWeek;
  readonly leave: readonly Leave[];
}

export interface ReferenceDay {
  readonly midnight: number;
  readonly kind: 'off-hours' | 'day-off' | 'on-leave';
}

export interface Reference {
  readonly days: readonly ReferenceDay[];
  readonly spans: readonly (readonly [number, number])[];
}

/** Everything about a person over the local dates from `before` days before `at` to `after` days after it. */
export function reference(person: Person, at: number, before: number, after: number): Reference {
  const { zone, week, leave } = person;
  const start = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  const days: ReferenceDay[] = [];
  const spans: [number, number][] = [];
  for (let step = -before; step <= after; step++) {
    const date = start.add({ days: step });
    const midnight = date.toZonedDateTime({ timeZone: zone });
    // A date that the zone skipped has a first instant that belongs to another date.
    if (!midnight.toPlainDate().equals(date)) continue;
    const text = date.toString();
    const onLeave = leave.some(({ from, to }) => from <= text && text <= to);
    const work = week[date.dayOfWeek as 1 | 2 | 3 | 4 | 5 | 6 | 7] ?? [];
    days.push({
      midnight: midnight.epochMilliseconds,
      kind: onLeave ? 'on-leave' : work.length > 0 ? 'off-hours' : 'day-off',
    });
    if (onLeave) continue;
    for (const span of work) {
      const [from, to] = [span.start, span.end].map(
        (minutes) =>
          date
            .add({ days: Math.floor(minutes / 1440) })
            .toPlainDateTime({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 })
            .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
      );
      if (from !== undefined && to !== undefined && from < to) spans.push([from, to]);
    }
  }
  return { days, spans };
}

const works = ({ spans }: Reference, at: number): boolean =>
  spans.some(([from, to]) => from <= at && at < to);

const stateAt = (known: Reference, at: number): string =>
  works(known, at) ? 'working' : (known.days.findLast(({ midnight }) => midnight <= at)?.kind ?? 'none');

const edgesOf = (known: Reference): number[] => [
  ...known.days.map(({ midnight }) => midnight),
  ...known.spans.flat(),
];

/** The state at an instant, and the first later instant at which it is another one (null when none is in sight). */
export function referenceState(known: Reference, at: number): { state: string; until: number | null } {
  const state = stateAt(known, at);
  const later = edgesOf(known)
    .filter((edge) => edge > at)
    .sort((a, b) => a - b);
  return { state, until: later.find((edge) => stateAt(known, edge) !== state) ?? null };
}

/** [start, end, who works] over [from, to), cut wherever that changes. */
export function referenceShared(
  people: readonly Reference[],
  from: number,
  to: number,
): [number, number, string][] {
  const edges = [...new Set([from, to, ...people.flatMap(edgesOf)])]
    .filter((edge) => edge >= from && edge <= to)
    .sort((a, b) => a - b);
  const shared: [number, number, string][] = [];
  edges.slice(0, -1).forEach((start, index) => {
    const end = edges[index + 1] ?? to;
    const who = people.flatMap((person, each) => (works(person, start) ? [each] : [])).join();
    const last = shared.at(-1);
    if (last && last[2] === who) last[1] = end;
    else shared.push([start, end, who]);
  });
  return shared;
}

/** When an answer is due, by adding up working time piece by piece. */
export function referenceAnswer(
  known: Reference,
  at: number,
  elapsed: number,
  working: number,
): number | null {
  const edges = [...new Set([at, at + elapsed, ...edgesOf(known)])]
    .filter((e) => e >= at)
    .sort((a, b) => a - b);
  let worked = 0;
  for (const [index, start] of edges.slice(0, -1).entries()) {
    const end = edges[index + 1] ?? start;
    if (!works(known, start)) continue;
    const enough = start + Math.max(0, working - worked);
    const due = Math.max(start, enough, at + elapsed);
    if (due <= end) return due;
    worked += end - start;
  }
  return null;
}
