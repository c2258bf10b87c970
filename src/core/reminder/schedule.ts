import type { DateTime } from '../time/luxon';
import { shiftOf, type Hours, type Shift } from './shift';

/** How long before the end of the working day the reminder comes, minutes. */
const minutesBefore = 20;

/** What the reminder depends on. Days are ISO dates of the day on which the work began, in the person's own zone. */
export interface ReminderInput {
  /** In the person's own zone. */
  readonly now: DateTime;
  readonly hours: Hours;
  /** The day on which the person closed the reminder. */
  readonly dismissed: string | null;
  /** The day on which a notification was shown last. */
  readonly notified: string | null;
  /** When a note was posted last. */
  readonly handedOver: DateTime | null;
  readonly debugging: boolean;
}

export interface Reminder {
  /** Whether the quiet status-bar item is to be seen now. */
  readonly shown: boolean;
  /** Whether to notify now, which is done once a day. */
  readonly notify: boolean;
  /** The working day that this is about; null when nothing is shown. */
  readonly day: string | null;
  /** When to ask again at the latest. */
  readonly next: DateTime;
}

/**
 * Whether to remind of the handoff now: in the last twenty minutes of a working day (Monday to Friday) on which
 * nothing was handed over and the reminder was not closed. It waits while the person debugs.
 */
export function remind(input: ReminderInput): Reminder {
  const { now, debugging } = input;
  // Yesterday's work may end today.
  for (const back of [1, 0]) {
    const shift = shiftOf(now.minus({ days: back }), input.hours);
    if (!shift || now < remindFrom(shift) || now >= shift.ends) continue;
    const { day, begins, ends: until } = shift;
    const done = input.dismissed === day || (input.handedOver !== null && input.handedOver >= begins);
    if (done) return { shown: false, notify: false, day: null, next: nextWindow(now, input.hours) };
    return { shown: !debugging, notify: !debugging && input.notified !== day, day, next: until };
  }
  return { shown: false, notify: false, day: null, next: nextWindow(now, input.hours) };
}

/** The next moment at which a reminder may be due, after `now`. */
function nextWindow(now: DateTime, hours: ReminderInput['hours']): DateTime {
  for (let ahead = -1; ahead <= 7; ahead++) {
    const shift = shiftOf(now.plus({ days: ahead }), hours);
    if (shift && remindFrom(shift) > now) return remindFrom(shift);
  }
  return now.plus({ days: 1 });
}

function remindFrom({ ends }: Shift): DateTime {
  return ends.minus({ minutes: minutesBefore });
}
