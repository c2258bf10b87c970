import { DAY, type ZoneRules, dayOfIso, instantOfWall, localDay, startOfDay, weekdayOf } from '../time/rules';
import type { Leave, PresenceState, Rotation, Teammate } from './model';

const MINUTE = 60_000;

/** A stretch of time in epoch milliseconds, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

type Days = readonly { readonly from: number; readonly to: number }[];

/** When one teammate works, by epoch milliseconds. Made for one question after another about the same person. */
export interface Schedule {
  /** The stretches of work that touch [from, to), sorted, apart from each other; not cut at `from` and `to`. */
  stretches(from: number, to: number): Stretch[];
  state(at: number): { readonly state: PresenceState; readonly until: number | null };
  /** When the first stretch of work later than `at` begins; null when there is none for more than a year. */
  nextStart(at: number): number | null;
}

/** How far ahead a change of state is looked for. */
const HORIZON_DAYS = 400;

const daysOf = (leave: readonly Leave[]): Days =>
  leave.flatMap(({ from, to }) => {
    const [first, last] = [dayOfIso(from), dayOfIso(to)];
    return first === null || last === null ? [] : [{ from: first, to: last }];
  });

const holds = (days: Days, day: number): boolean => days.some(({ from, to }) => from <= day && day <= to);

/** Whether a local date (days since 1970-01-01) is one of the whole days. */
export function isDuring(leave: readonly Leave[], day: number): boolean {
  return holds(daysOf(leave), day);
}

/** Whose turn it is on a local date (days since 1970-01-01); null before the rotation begins. */
export function turnOn({ members, from, everyDays }: Rotation, day: number): string | null {
  const first = dayOfIso(from);
  if (first === null || day < first) return null;
  return members[Math.floor((day - first) / everyDays) % members.length] ?? null;
}

/**
 * The schedule of a teammate whose hours are known. A stretch belongs to the day on which it begins: who is on leave on
 * Friday does not work Friday's night shift, and who is on leave on Saturday still ends it. A date that the zone
 * skipped has no work on it.
 */
export function scheduleOf(
  member: Pick<Teammate, 'leave'>,
  week: NonNullable<Teammate['week']>,
  rules: ZoneRules,
): Schedule {
  const leave = daysOf(member.leave.filter(({ forAll }) => !forAll));
  const off = daysOf(member.leave.filter(({ forAll }) => forAll));
  const longest = Math.max(0, ...Object.values(week).flatMap((spans) => spans.map((span) => span.end)));
  const daysBack = Math.ceil(longest / 1440) + 1;

  const dayState = (day: number): Exclude<PresenceState, 'working'> => {
    if (holds(leave, day)) return 'on-leave';
    return !holds(off, day) && (week[weekdayOf(day)]?.length ?? 0) > 0 ? 'off-hours' : 'day-off';
  };

  const spansOf = (day: number): Stretch[] => {
    if (dayState(day) !== 'off-hours' || startOfDay(day, rules) === null) return [];
    return (week[weekdayOf(day)] ?? [])
      .map((span) => ({
        start: instantOfWall(day * DAY + span.start * MINUTE, rules),
        end: instantOfWall(day * DAY + span.end * MINUTE, rules),
      }))
      .filter(({ start, end }) => start < end);
  };

  const stretches = (from: number, to: number): Stretch[] => {
    const found: Stretch[] = [];
    const last = localDay(to, rules);
    for (let day = localDay(from, rules) - daysBack; day <= last; day++) found.push(...spansOf(day));
    return joined(found).filter(({ start, end }) => end > from && start < to);
  };

  const nextStart = (at: number): number | null => {
    // Look a fortnight ahead first: it nearly always suffices.
    for (const days of [14, HORIZON_DAYS]) {
      const next = stretches(at, at + days * DAY).find(({ start }) => start > at);
      if (next) return next.start;
    }
    return null;
  };

  const state = (at: number): { state: PresenceState; until: number | null } => {
    const [now] = stretches(at, at + 1);
    if (now) return { state: 'working', until: endOf(now) };
    const today = localDay(at, rules);
    const state = dayState(today);
    const start = nextStart(at) ?? Number.POSITIVE_INFINITY;
    for (let day = today + 1; day <= today + HORIZON_DAYS; day++) {
      const midnight = startOfDay(day, rules);
      if (midnight === null) continue;
      if (midnight >= start) break;
      if (dayState(day) !== state) return { state, until: midnight };
    }
    return { state, until: Number.isFinite(start) ? start : null };
  };

  /** Where a stretch of work ends that may go on for days; null when it never does. */
  const endOf = (now: Stretch): number | null => {
    let end = now.end;
    const limit = now.start + HORIZON_DAYS * DAY;
    while (end < limit) {
      const [next] = stretches(end - 1, end + 7 * DAY);
      if (!next || next.end <= end) return end;
      end = next.end;
    }
    return null;
  };

  return { stretches, state, nextStart };
}

/** Sorts stretches and joins those that touch. */
function joined(found: readonly Stretch[]): Stretch[] {
  const sorted = [...found].sort((a, b) => a.start - b.start);
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
