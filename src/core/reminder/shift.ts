import type { DateTime } from '../time/luxon';

/** Minutes from midnight; an end that is not after the start is on the next day. */
export interface Hours {
  readonly start: number;
  readonly end: number;
}

/** One day's work. `day` is the ISO date on which it begins, in the person's own zone. */
export interface Shift {
  readonly day: string;
  readonly begins: DateTime;
  readonly ends: DateTime;
}

/** The work that begins on the day of `at`; null on a Saturday and a Sunday. */
export function shiftOf(at: DateTime, { start, end }: Hours): Shift | null {
  const midnight = at.startOf('day');
  if (midnight.weekday > 5) return null;
  // By the clock on the wall, so that a change of the clocks does not move the end of the day.
  const wall = (minutes: number): DateTime =>
    midnight
      .plus({ days: Math.floor(minutes / 1440) })
      .set({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 });
  return {
    day: midnight.toFormat('yyyy-MM-dd'),
    begins: wall(start),
    ends: wall(end > start ? end : end + 1440),
  };
}
