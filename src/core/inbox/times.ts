import type { Teammate } from '../team/model';
import { formatLength } from '../time/format';
import { instantIn } from '../time/zone';

/** `Fri 10:00`, in the reader's own zone; with the date where it is a week or more away. Epoch milliseconds. */
export function myTime(at: number, zone: string, now: number): string {
  const far = Math.abs(at - now) >= 6 * 86_400_000;
  return instantIn(at, zone).toFormat(far ? 'ccc d LLL HH:mm' : 'ccc HH:mm', { locale: 'en' });
}

/** An instant for both sides: `Fri 10:00 for you, 15:30 for pune-dev`, once where the clocks agree. */
export function bothTimes(at: number, zone: string, other: Teammate | null, now: number): string {
  const mine = myTime(at, zone, now);
  if (other === null || other.zone === null) return mine;
  const theirs = instantIn(at, other.zone);
  const own = instantIn(at, zone);
  if (theirs.offset === own.offset) return mine;
  const shown = theirs.toFormat(sameDate(theirs, own) ? 'HH:mm' : 'ccc HH:mm', { locale: 'en' });
  return `${mine} for you, ${shown} for ${other.name}`;
}

/** `2 h ago`, `3 d ago`. */
export function ago(at: number, now: number): string {
  const minutes = Math.floor(Math.max(0, now - at) / 60_000);
  if (minutes < 1) return 'just now';
  const length = formatLength(
    minutes >= 1440
      ? Math.floor(minutes / 1440) * 86_400_000
      : minutes >= 60
        ? Math.floor(minutes / 60) * 3_600_000
        : minutes * 60_000,
  );
  return `${length} ago`;
}

function sameDate(
  one: { readonly day: number; readonly month: number },
  other: { readonly day: number; readonly month: number },
): boolean {
  return one.day === other.day && one.month === other.month;
}
