import type { DateTime } from '../time/luxon';
import { linkTo } from './link';
import type { Window } from './model';
import { count } from './outcome';

/** An earlier note, as a line refers to it. */
interface Earlier {
  readonly title: string;
  readonly url: string;
}

/** What earlier notes told already: since the first of them in a row, and the last of them. */
export interface Before {
  readonly since: DateTime;
  readonly from: Earlier;
}

/** Whole days, so that nobody learns the hour. */
export function daysOpen(since: DateTime, until: DateTime): number {
  return Math.max(0, Math.floor(until.diff(since, 'days').days));
}

/** `Open 2 days, carried from [Wednesday's note](https://…).` */
export function carriedText(days: number, from: Earlier): string {
  const age = days === 0 ? 'Open' : `Open ${count(days, 'day')}`;
  return `${age}, carried from ${linkTo(from)}.`;
}

/**
 * The sentence at the end of a line that says since when it stands: by the notes that told it, else by the days since
 * `at`, else by the last note. Null for `at` where nobody knows: then it is no older than this note says.
 */
export function openText(before: Before | undefined, at: DateTime | null, window: Window): string {
  if (before) return carriedText(daysOpen(earlier(before.since, at), window.until), before.from);
  const days = at === null ? 0 : daysOpen(at, window.until);
  if (at !== null && at < window.since && days > 0) return `Open ${count(days, 'day')}.`;
  const isSince = at !== null && at >= window.since && window.reason === 'last-handoff';
  return isSince ? 'Open since the last note.' : 'New in this note.';
}

/** The same as a fact; undefined where nobody knows. */
export function openSince(before: Before | undefined, at: DateTime | null): DateTime | undefined {
  return before ? earlier(before.since, at) : (at ?? undefined);
}

function earlier(one: DateTime, other: DateTime | null): DateTime {
  return other !== null && other < one ? other : one;
}

/** A line with its age behind it, as a sentence of its own. */
export function withAge(line: string, age: string): string {
  return `${/[.!?…]$/.test(line) ? line : `${line}.`} ${age}`;
}

const days = ' Open(?: \\d{1,4} days?)?';
const link = '\\[(?:\\\\.|[^\\\\\\]\\n]){0,400}\\]\\([^\\s<>()]{1,2000}\\)\\.';
const age = new RegExp(
  `${days}(?:, carried from ${link}| since the last note\\.)| Open \\d{1,4} days?\\.(?= |$)| New in this note\\.`,
);
/** Where the note that a line is carried from has no address, its title is the end of the line. */
const unlinked = new RegExp(`${days}, carried from (?!\\[).{0,400}$`);

/** A line without the age that Baton gave it; what its author wrote behind that stays. */
export function withoutAge(text: string): string {
  return text.replace(age, '').replace(unlinked, '');
}
