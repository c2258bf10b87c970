import type { OffsetFrom } from '../../src/protocol';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Minutes east of UTC at an instant; null when the zone is unknown. Before the first entry, the first holds. */
export function offsetAt(offsets: readonly OffsetFrom[], at: number): number | null {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((offsets[middle]?.from ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return offsets[low]?.minutes ?? null;
}

/** What a wall clock and a calendar show. `date` counts days and is good for comparing only. */
export interface Clock {
  readonly date: number;
  readonly hours: number;
  readonly minutes: number;
  readonly weekday: number;
  readonly dayOfMonth: number;
  readonly month: number;
}

export function clockAt(at: number, offsetMinutes: number): Clock {
  const wall = new Date(at + offsetMinutes * minute);
  return {
    date: Math.floor(wall.getTime() / day),
    hours: wall.getUTCHours(),
    minutes: wall.getUTCMinutes(),
    weekday: wall.getUTCDay(),
    dayOfMonth: wall.getUTCDate(),
    month: wall.getUTCMonth(),
  };
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** `05:36`, or `5:36 AM` where the reader's clock shows twelve hours; never broken before AM or PM. */
export const timeText = ({ hours, minutes }: Clock, hour12: boolean) =>
  hour12
    ? `${hours % 12 === 0 ? 12 : hours % 12}:${twoDigits(minutes)}\u00a0${hours < 12 ? 'AM' : 'PM'}`
    : `${twoDigits(hours)}:${twoDigits(minutes)}`;
/** `Monday`. */
export const weekdayText = ({ weekday }: Clock) => weekdays[weekday] ?? '';
/** `Mon`. */
export const shortWeekdayText = (clock: Clock) => weekdayText(clock).slice(0, 3);
/** `7 Mar`. */
export const dateText = ({ dayOfMonth, month }: Clock) => `${dayOfMonth} ${months[month] ?? ''}`;

/** `24 min`, `3 h 24`, `2 h`; a minute that has begun counts. */
export function durationText(milliseconds: number): string {
  const whole = Math.max(1, Math.ceil(milliseconds / minute));
  if (whole < 60) return `${whole} min`;
  const rest = whole % 60;
  return rest === 0 ? `${Math.floor(whole / 60)} h` : `${Math.floor(whole / 60)} h ${twoDigits(rest)}`;
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `3 hours 24 minutes`, for a screen reader. */
export function spokenDuration(milliseconds: number): string {
  const whole = Math.max(1, Math.ceil(milliseconds / minute));
  const parts: string[] = [];
  if (whole >= 60) parts.push(counted(Math.floor(whole / 60), 'hour'));
  if (whole % 60 !== 0) parts.push(counted(whole % 60, 'minute'));
  return parts.join(' ');
}

/** `+7:30`, `−12:00`, with a true minus; `same time` for no difference. */
export function differenceText(minutes: number): string {
  if (minutes === 0) return 'same time';
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}:${twoDigits(rest)}`;
}

/** `UTC+5:30`, `UTC`. */
export const utcText = (minutes: number) => (minutes === 0 ? 'UTC' : `UTC${differenceText(minutes)}`);

/** The difference as a person says it: `5 hours 30 minutes behind you`. */
export function spokenDifference(minutes: number): string {
  if (minutes === 0) return 'same time as you';
  return `${spokenDuration(Math.abs(minutes) * minute)} ${minutes < 0 ? 'behind' : 'ahead of'} you`;
}

/** The first instant of the local day that holds `at`, and of the next one: 23 or 25 hours when clocks change. */
export function localDay(at: number, offsets: readonly OffsetFrom[]): { start: number; end: number } {
  const date = clockAt(at, offsetAt(offsets, at) ?? 0).date;
  return { start: localMidnight(date, offsets), end: localMidnight(date + 1, offsets) };
}

/** The instant at which local day number `date` begins, `minutes` after its midnight on the wall clock. */
export function localMidnight(date: number, offsets: readonly OffsetFrom[], minutes = 0): number {
  const wall = date * day + minutes * minute;
  const guess = wall - (offsetAt(offsets, wall) ?? 0) * minute;
  // Near a clock change the first guess may have used the offset of its other side.
  const better = wall - (offsetAt(offsets, guess) ?? 0) * minute;
  return wall - (offsetAt(offsets, better) ?? 0) * minute;
}
