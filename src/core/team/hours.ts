import type { DaySpan, WorkingWeek } from './model';

type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** What the schema says of hours and days, as sources of regular expressions; the parser below takes exactly these. */
const clock = '(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9])?';
const span = `${clock} ?[-–] ?${clock}`;
const dayName =
  '(?:[Mm]on(?:day)?|[Tt]ue(?:s(?:day)?)?|[Ww]ed(?:nesday)?|[Tt]hu(?:r(?:s(?:day)?)?)?|[Ff]ri(?:day)?|[Ss]at(?:urday)?|[Ss]un(?:day)?)';
const dayRange = `${dayName}(?: ?[-–] ?${dayName})?`;
export const patterns = {
  hours: `^${span}(?: ?, ?${span})*$`,
  days: `^${dayRange}(?: ?, ?${dayRange})*$`,
  off: '^off$',
} as const;

const spanShape = new RegExp(`^(${clock}) ?[-–] ?(${clock})$`);
const dayShape = new RegExp(`^(${dayName})(?: ?[-–] ?(${dayName}))?$`);

/** What was read, or one sentence about what is wrong with it. */
export type Read<T> = ({ readonly value: T; readonly warning?: string } | { readonly wrong: string }) & {
  /** What may be written instead, best first. */
  readonly fixes?: readonly string[];
};

/** Reads `09:00-17:00`, `9-12, 13-17` or `22:00–06:00` (over midnight). */
export function readHours(text: string): Read<DaySpan[]> {
  const value: DaySpan[] = [];
  const warnings: { warning: string; fixes?: readonly string[] }[] = [];
  const parts = text.split(',');
  for (const part of parts) {
    const read = readSpan(part.trim());
    if ('wrong' in read) return read;
    value.push(read.value);
    const { warning, fixes } = read;
    // A fix of one span is none of the whole text.
    if (warning !== undefined) warnings.push({ warning, ...(fixes && parts.length === 1 ? { fixes } : {}) });
  }
  return { value, ...warnings[0] };
}

function readSpan(text: string): Read<DaySpan> {
  const match = spanShape.exec(text);
  const start = minutesOf(match?.[1]);
  const end = minutesOf(match?.[2]);
  if (start === null || end === null) {
    return {
      wrong: `"${text.slice(0, 40)}" are not working hours. Write them as 09:00-17:00, between 00:00 and 24:00.`,
    };
  }
  if (start === end) {
    return { wrong: `"${text}" begins and ends at the same time. Round the clock is 00:00-24:00.` };
  }
  if (start === 1440) return { wrong: `"${text}" begins at 24:00. Write 00:00 on the next day.` };
  if (end > start) return { value: { start, end } };
  const value = { start, end: end + 1440 };
  // Nobody works 15 hours through the night; who writes that has most likely put the two the wrong way round.
  if (value.end - value.start < 900) return { value };
  // 9-5 is said of a clock of twelve hours.
  const meant = start <= NOON && end <= NOON && end + NOON > start ? [start, end + NOON] : [end, start];
  const other = meant.map(clockOf).join('-');
  return {
    value,
    warning: `"${text}" ends before it starts: over midnight that is ${lengthOf(value)}. Did you mean ${other}?`,
    fixes: [other],
  };
}

const NOON = 720;

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const lengthOf = ({ start, end }: DaySpan): string => {
  const minutes = (end - start) % 60;
  return `${Math.floor((end - start) / 60)} h${minutes > 0 ? ` ${minutes}` : ''}`;
};

function minutesOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const [hour = '', minute = '0'] = text.split(':');
  const minutes = Number(hour) * 60 + Number(minute);
  return minutes > 1440 ? null : minutes;
}

/** Reads `mon-fri`, `sun-thu` or `mon, wed, fri`; a range may run over the end of the week. */
export function readDays(text: string): Read<Weekday[]> {
  const days = new Set<Weekday>();
  for (const part of text.split(',')) {
    const match = dayShape.exec(part.trim());
    const first = weekday(match?.[1]);
    const last = match?.[2] === undefined ? first : weekday(match[2]);
    if (first === null || last === null) {
      return {
        wrong: `"${part.trim().slice(0, 40)}" is not a weekday. Write mon-fri, sun-thu or mon, wed, fri.`,
      };
    }
    for (let day = first; ; day = ((day % 7) + 1) as Weekday) {
      days.add(day);
      if (day === last) break;
    }
  }
  return { value: [...days].sort() };
}

function weekday(text: string | undefined): Weekday | null {
  if (text === undefined) return null;
  const index = weekdayNames.findIndex((name) => name.startsWith(text.toLowerCase()));
  return index < 0 ? null : ((index + 1) as Weekday);
}

/** The same spans on each of the days. */
export function weekOf(spans: readonly DaySpan[], days: readonly Weekday[]): WorkingWeek {
  return Object.fromEntries(days.map((day) => [day, spans]));
}

/** What is taken for granted of a teammate whose file says no hours: `baton.workingHours`' default. */
export const usualHours: readonly DaySpan[] = [{ start: 540, end: 1020 }];
export const usualDays: readonly Weekday[] = [1, 2, 3, 4, 5];
export type { Weekday };
