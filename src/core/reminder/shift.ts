import type { DaySpan, Leave, WorkingWeek } from '../team/model';
import type { DateTime } from '../time/luxon';

/** When a person works: the same hours from Monday to Friday, or what the team file says of them. */
export type Hours = DaySpan | { readonly week: WorkingWeek; readonly leave: readonly Leave[] };

/** One day's work. `day` is the ISO date on which it begins, in the person's own zone. */
export interface Shift {
  readonly day: string;
  readonly begins: DateTime;
  readonly ends: DateTime;
}

/** The work that begins on the day of `at`; null on a day off. */
export function shiftOf(at: DateTime, hours: Hours): Shift | null {
  const midnight = at.startOf('day');
  const day = midnight.toFormat('yyyy-MM-dd');
  const spans = spansOn(day, midnight.weekday, hours);
  if (spans.length === 0) return null;
  // By the clock on the wall, so that a change of the clocks does not move the end of the day.
  const wall = (minutes: number): DateTime =>
    midnight
      .plus({ days: Math.floor(minutes / 1440) })
      .set({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 });
  return {
    day,
    begins: wall(Math.min(...spans.map(({ start }) => start))),
    // An end that is not after the start is on the next day.
    ends: wall(Math.max(...spans.map(({ start, end }) => (end > start ? end : end + 1440)))),
  };
}

function spansOn(day: string, weekday: DateTime['weekday'], hours: Hours): readonly DaySpan[] {
  if (!('week' in hours)) return weekday <= 5 ? [hours] : [];
  const isAway = hours.leave.some(({ from, to }) => from <= day && day <= to);
  return isAway ? [] : (hours.week[weekday as keyof WorkingWeek] ?? []);
}
