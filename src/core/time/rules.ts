import { zoneOf } from './zone';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * No zone has changed its clock away and back again within less than this since 1970 (the shortest is just under a
 * week), nor twice in a row: within one such stretch of time there is at most one change.
 */
const BUCKET = 6 * DAY;

/** A zone's offsets, in minutes east of UTC, by epoch milliseconds. */
export interface ZoneRules {
  offsetAt(epochMs: number): number;
}

/** The offset throughout a stretch of time, or the two sides of the change in it. */
interface Bucket {
  readonly before: number;
  readonly change: number;
  readonly after: number;
}

/**
 * A zone's rules, asked of the runtime's zone data once per stretch of six days and remembered: asking costs some
 * microseconds, which thousands of questions about one zone should not pay each.
 */
export function rulesOf(zone: string): ZoneRules {
  const asked = zoneOf(zone);
  if (asked.isUniversal) {
    const offset = asked.offset(0);
    return { offsetAt: () => offset };
  }
  const edges = new Map<number, number>();
  const edge = (index: number): number => {
    let offset = edges.get(index);
    if (offset === undefined) edges.set(index, (offset = asked.offset(index * BUCKET)));
    return offset;
  };
  const changes = new Map<number, Bucket>();
  const changeIn = (index: number): Bucket => {
    const known = changes.get(index);
    if (known) return known;
    const before = edge(index);
    let low = index * BUCKET;
    let high = low + BUCKET;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (asked.offset(middle) === before) low = middle;
      else high = middle;
    }
    const found = { before, change: high, after: edge(index + 1) };
    changes.set(index, found);
    return found;
  };
  return {
    offsetAt(epochMs) {
      const index = Math.floor(epochMs / BUCKET);
      const before = edge(index);
      if (before === edge(index + 1)) return before;
      const { change, after } = changeIn(index);
      return epochMs < change ? before : after;
    },
  };
}

/** Rules by zone: each zone's are looked up once, however many people live in it. */
export function sharedRules(): (zone: string) => ZoneRules {
  const known = new Map<string, ZoneRules>();
  return (zone) => {
    let rules = known.get(zone);
    if (!rules) known.set(zone, (rules = rulesOf(zone)));
    return rules;
  };
}

/** The offsets of a zone over [from, to): `offsets[i]` holds from `starts[i]` on. */
export interface Changes {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

/** Every change of a zone's offset over [from, to), to the millisecond. */
export function changesOf(offsetAt: (epochMs: number) => number, from: number, to: number): Changes {
  const starts = [from];
  const offsets = [offsetAt(from)];
  for (let left = from; left < to; left += BUCKET) {
    const right = Math.min(left + BUCKET, to - 1);
    const before = offsets.at(-1) ?? 0;
    if (offsetAt(right) === before) continue;
    let low = left;
    let high = right;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    starts.push(high);
    offsets.push(offsetAt(high));
  }
  return { starts, offsets };
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
