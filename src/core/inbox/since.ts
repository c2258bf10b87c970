import { scheduleOf } from '../team/spans';
import type { Leave, WorkingWeek } from '../team/model';
import { rulesOf } from '../time/rules';

const day = 86_400_000;
/** How far back the end of work is looked for. */
const lookBack = 35 * day;

/**
 * When the reader last stopped working, by their declared hours and by nothing else: the end of the last stretch of
 * work before the one that goes on now, or before now. Epoch milliseconds.
 */
export function lastWorkingMoment(
  now: number,
  mine: { readonly zone: string; readonly week: WorkingWeek; readonly leave: readonly Leave[] },
): number {
  const stretches = scheduleOf(mine, mine.week, rulesOf(mine.zone)).stretches(now - lookBack, now);
  return stretches.findLast(({ end }) => end <= now)?.end ?? now - day;
}
