import type { DateTime } from './luxon';
import { currentName, formatOffset, instantIn } from './zone';

/** ISO 8601 with a numeric offset, always; fractions of a second only where there are any. */
export function isoOf(time: DateTime): string {
  const fraction = time.millisecond > 0 ? '.SSS' : '';
  return time.toFormat(`yyyy-MM-dd'T'HH:mm:ss${fraction}`, { locale: 'en' }) + formatOffset(time.offset);
}

/** What people call a zone: its city (`Buenos Aires`), or the zone itself when it names none (`UTC+05:30`, `UTC`). */
export function placeOf(zone: string): string {
  const name = currentName(zone);
  const city = name.slice(name.lastIndexOf('/') + 1);
  return zone.startsWith('Etc/') ? zone : city.replaceAll('_', ' ');
}

/**
 * An instant for many readers: `Fri 10:00 Lisbon (10:00 UTC)`, with UTC's weekday where it differs, and with the date
 * where the instant is a week or more from `reference` (when the text is written).
 */
export function postedTime(time: DateTime, zone: string, reference?: DateTime): string {
  const local = instantIn(time.toMillis(), zone);
  const utc = time.toUTC();
  const far = reference !== undefined && Math.abs(time.diff(reference, 'days').days) >= 6;
  const day = local.toFormat(far ? 'ccc d LLL' : 'ccc', { locale: 'en' });
  const clock = `${day} ${local.toFormat('HH:mm', { locale: 'en' })}`;
  if (zone === 'UTC') return `${clock} UTC`;
  const sameDay = utc.day === local.day;
  return `${clock} ${placeOf(zone)} (${utc.toFormat(sameDay ? 'HH:mm' : 'ccc HH:mm', { locale: 'en' })} UTC)`;
}

/** `05:36`, or `5:36 AM` for a reader whose clock shows twelve hours; never broken before AM or PM. */
export function clockText(time: DateTime, hour12: boolean): string {
  return time.toFormat(hour12 ? 'h:mm\u00a0a' : 'HH:mm', { locale: 'en' });
}

/** `Fri 05:36`, or `Fri 5:36 AM`. */
export function dayAndClock(time: DateTime, hour12: boolean): string {
  return `${time.toFormat('ccc', { locale: 'en' })} ${clockText(time, hour12)}`;
}

/** `3 h 24`, `24 min`, `2 d 4 h`: a length of time for the reader's own view, rounded up to whole minutes. */
export function formatLength(ms: number): string {
  const minutes = Math.max(0, Math.ceil(ms / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return rest > 0 ? `${hours} h ${String(rest).padStart(2, '0')}` : `${hours} h`;
  return `${rest} min`;
}
