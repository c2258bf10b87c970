import type { TeamViewModel, Span } from '../../src/protocol';
import { clockAt, localMidnight, offsetAt } from './clock';

/** At `at`, the clocks of these teammates and mine move apart or together by `minutes` (negative: closer). */
export interface ClockChange {
  readonly at: number;
  readonly minutes: number;
  readonly ids: readonly string[];
}

/**
 * The clock changes after `between.start` that alter anybody's difference to me, day by day on my clock: two clocks that
 * change hours apart on one day, and end as far from each other as before, are no change. Whom each concerns alike. Of
 * whoever's clock is wrong here, because the zone data is too old for the zone's rules, the changes would be too.
 */
export function clockChanges(model: TeamViewModel, between: Span): ClockChange[] {
  if (model.rows.some((row) => row.isMe && row.rightOffset !== null)) return [];
  const mine = model.me.offsets;
  const days = new Map<number, number>();
  const instants = [mine, ...model.rows.map((row) => row.offsets)]
    .flatMap((offsets) => offsets.slice(1).map(({ from }) => from))
    .filter((at) => at > between.start && at < between.end);
  for (const at of instants.sort((left, right) => left - right)) {
    const { date } = clockAt(at, offsetAt(mine, at) ?? 0);
    if (!days.has(date)) days.set(date, at);
  }
  return [...days].flatMap(([date, at]) =>
    changesIn(model, { start: localMidnight(date, mine), end: localMidnight(date + 1, mine) }, at),
  );
}

function changesIn(model: TeamViewModel, day: Span, at: number): ClockChange[] {
  const groups = new Map<number, string[]>();
  for (const row of model.rows) {
    const apart = (instant: number) => {
      const theirs = offsetAt(row.offsets, instant);
      const mine = offsetAt(model.me.offsets, instant);
      return theirs === null || mine === null ? null : Math.abs(theirs - mine);
    };
    const [before, after] = [apart(day.start), apart(day.end)];
    if (row.isMe || row.rightOffset !== null || before === null || after === null || before === after)
      continue;
    groups.set(after - before, [...(groups.get(after - before) ?? []), row.id]);
  }
  return [...groups]
    .sort((left, right) => right[1].length - left[1].length)
    .map(([minutes, ids]) => ({ at, minutes, ids }));
}
