import type { TeamViewModel, Span } from '../../src/protocol';
import { offsetAt } from './clock';

/** At `at`, the clocks of these teammates and mine move apart or together by `minutes` (negative: closer). */
export interface ClockChange {
  readonly at: number;
  readonly minutes: number;
  readonly ids: readonly string[];
}

/** The first clock change after `between.start` that alters anybody's difference to me; null when there is none. */
export function nextClockChange(model: TeamViewModel, between: Span): ClockChange | null {
  const inside = (at: number) => at > between.start && at < between.end;
  const instants = [model.me.offsets, ...model.rows.map((row) => row.offsets)]
    .flatMap((offsets) => offsets.slice(1).map(({ from }) => from))
    .filter(inside)
    .sort((left, right) => left - right);
  for (const at of instants) {
    const groups = new Map<number, string[]>();
    for (const row of model.rows) {
      const apart = (instant: number) => {
        const theirs = offsetAt(row.offsets, instant);
        const mine = offsetAt(model.me.offsets, instant);
        return theirs === null || mine === null ? null : Math.abs(theirs - mine);
      };
      const before = apart(at - 1);
      const after = apart(at);
      if (row.isMe || before === null || after === null || before === after) continue;
      groups.set(after - before, [...(groups.get(after - before) ?? []), row.id]);
    }
    const [largest] = [...groups].sort((left, right) => right[1].length - left[1].length);
    if (largest) return { at, minutes: largest[0], ids: largest[1] };
  }
  return null;
}
