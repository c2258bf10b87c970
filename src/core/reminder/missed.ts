import { DateTime } from '../time/luxon';
import { shiftOf, type Hours } from './shift';

/** Who still works that long after the end of the day has not left, hours. */
const grace = 4;

/** A working day that ended without a note. */
export interface MissedDay {
  /** ISO date, in the person's own zone. */
  readonly day: string;
  /** What was done before this is of that day. */
  readonly until: DateTime;
}

/**
 * The last working day, when it is over and no note speaks of it. `noted` is the latest moment that any note speaks of,
 * `tried` the day for which a note was made last.
 */
export function missedDay({
  now,
  hours,
  noted,
  tried,
}: {
  /** In the person's own zone. */
  readonly now: DateTime;
  readonly hours: Hours;
  readonly noted: DateTime | null;
  readonly tried: string | null;
}): MissedDay | null {
  for (let back = 0; back <= 10; back++) {
    const shift = shiftOf(now.minus({ days: back }), hours);
    if (!shift || shift.ends.plus({ hours: grace }) > now) continue;
    if (tried === shift.day || (noted !== null && noted >= shift.begins)) return null;
    // Before midnight, so that it is a note of that day and not of this one.
    const midnight = now.startOf('day').minus({ milliseconds: 1 });
    return { day: shift.day, until: DateTime.max(midnight, shift.ends) };
  }
  return null;
}
