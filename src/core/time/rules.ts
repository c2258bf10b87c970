import { zoneOf } from './zone';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * No zone has changed its clock twice within less than this since 1970 (the shortest is Ramadan's pause of daylight
 * saving time), so that two equal samples this far apart have no change between them. A test holds it against Temporal.
 */
export const SAMPLE = 6 * DAY;

/** A zone's offsets, in minutes east of UTC, by epoch milliseconds. */
export interface ZoneRules {
  offsetAt(epochMs: number): number;
}

/** The changes of a zone's offset over [from, to): `starts[i]` is when `offsets[i]` begins to hold. */
export interface Changes {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

/** Finds every change of a zone's offset over [from, to) by sampling and halving, to the millisecond. */
export function changesOf(offsetAt: (epochMs: number) => number, from: number, to: number): Changes {
  const starts = [from];
  const offsets = [offsetAt(from)];
  let left = from;
  let before = offsets[0] ?? 0;
  while (left < to) {
    const right = Math.min(left + SAMPLE, to);
    const after = offsetAt(right);
    if (after !== before) {
      let low = left;
      let high = right;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (offsetAt(middle) === before) low = middle;
        else high = middle;
      }
      starts.push(high);
      offsets.push(offsetAt(high));
      before = after;
    }
    left = right;
  }
  return { starts, offsets };
}

/** Rules that answer from a table over [from, to), and ask the runtime's zone data outside of it. */
export function tabulatedRules(zone: string, from: number, to: number): ZoneRules {
  const asked = zoneOf(zone);
  const ask = (epochMs: number): number => asked.offset(epochMs);
  if (asked.isUniversal) {
    const offset = ask(from);
    return { offsetAt: () => offset };
  }
  const { starts, offsets } = changesOf(ask, from, to);
  return {
    offsetAt(epochMs) {
      if (epochMs < from || epochMs >= to) return ask(epochMs);
      let index = starts.length - 1;
      while (index > 0 && (starts[index] ?? 0) > epochMs) index--;
      return offsets[index] ?? 0;
    },
  };
}

/** Rules for few questions: each is answered by the runtime's zone data. */
export function rulesOf(zone: string): ZoneRules {
  const asked = zoneOf(zone);
  return { offsetAt: (epochMs) => asked.offset(epochMs) };
}

/**
 * The instant of a wall-clock time, both in milliseconds (the wall time as if its clock showed UTC).
 * An hour that comes twice means its first coming. A time that a gap skips is moved forward by the gap's length,
 * as Temporal's "compatible" does: 02:30 becomes 03:30.
 */
export function instantOfWall(wallMs: number, rules: ZoneRules): number {
  // No offset exceeds 14 hours, so that the instant lies between these two, and so does a change that matters.
  const before = rules.offsetAt(wallMs - 15 * HOUR);
  const after = rules.offsetAt(wallMs + 15 * HOUR);
  const early = wallMs - before * MINUTE;
  if (before === after || rules.offsetAt(early) === before) return early;
  const late = wallMs - after * MINUTE;
  return rules.offsetAt(late) === after ? late : early;
}

/** Days since 1970-01-01 of the local date at an instant. */
export function localDay(epochMs: number, rules: ZoneRules): number {
  return Math.floor((epochMs + rules.offsetAt(epochMs) * MINUTE) / DAY);
}

/** The first instant of a local date (days since 1970-01-01); null when the zone skipped that date. */
export function startOfDay(day: number, rules: ZoneRules): number | null {
  const start = instantOfWall(day * DAY, rules);
  return localDay(start, rules) === day ? start : null;
}

/** ISO weekday, 1 for Monday, of a date in days since 1970-01-01 (which was a Thursday). */
export function weekdayOf(day: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((day + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** Days since 1970-01-01 of an ISO date such as `2026-11-21`; null for what is not one. */
export function dayOfIso(date: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const ms = Date.UTC(year, month - 1, day);
  const read = new Date(ms);
  // Date.UTC takes 30 February for 2 March, and the years 0 to 99 for the 1900s.
  if (read.getUTCFullYear() !== year || read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day)
    return null;
  return ms / DAY;
}
