import { DAY, localDay, sharedRules, type ZoneRules, weekdayOf } from '../time/rules';
import { usualDays, usualHours, weekOf } from './hours';
import type { Teammate } from './model';
import { sweep } from './overlaps';
import { isDuring, scheduleOf, type Stretch } from './spans';

const MINUTE = 60_000;
/** Meetings begin on the quarter of an hour. */
const STEP = 15 * MINUTE;
/** How far ahead they are looked for. */
const MEETING_HORIZON = 14 * DAY;
/** So far from the ends of everybody's hours a meeting is as convenient as it gets. */
const EASE = 60 * MINUTE;
/** Compromises that ask the same people for the same favour are offered on so many days. */
const SAME_FAVOUR = 3;
const MOST = 12;

/** How far outside their working hours somebody would have to be there, in minutes. */
export interface Burden {
  readonly name: string;
  readonly minutes: number;
}

/** A time to meet, in epoch milliseconds, and who would be there outside of their hours (largest first). */
export interface MeetingSlot extends Stretch {
  readonly burdens: readonly Burden[];
}

export interface MeetingPlan {
  /** At most a dozen, best first; either all within everybody's hours, or all compromises. */
  readonly slots: readonly MeetingSlot[];
  readonly isCompromise: boolean;
  /** Whose hours nobody declared: 09:00–17:00 from Monday to Friday was taken for them. */
  readonly assumed: readonly string[];
  /** Who is on leave or without a working day throughout. */
  readonly away: readonly string[];
}

interface Attendee {
  readonly name: string;
  readonly work: readonly Stretch[];
  /** Whether the local date at an instant is a working day, and no leave. */
  worksOn(at: number): boolean;
}

/**
 * When these people (their zones known) can meet for `minutes`, beginning in [from, from + 14 days). Within everybody's
 * hours there is one proposal for each stretch that all share, sooner first, where the very edge of somebody's hours
 * counts like a day's delay. When they share no stretch: what is least outside the hours of whom it hits most, on days
 * on which all work; nobody is asked during leave.
 */
export function planMeeting(members: readonly Teammate[], from: number, minutes: number): MeetingPlan {
  const length = minutes * MINUTE;
  const to = from + MEETING_HORIZON;
  const rules = sharedRules();
  const attendees = members.flatMap((member) =>
    member.zone === null ? [] : attendeeOf(member, rules(member.zone), from, to + length),
  );
  const shared = sweep(
    attendees.map(({ work }) => work),
    from,
    to + length,
  ).filter(({ people }) => people.length === attendees.length);
  const free = shared
    .flatMap((stretch) => easiest(stretch, attendees, from, to, length))
    .sort((a, b) => a.rank - b.rank)
    .map(({ start }) => ({ start, end: start + length, burdens: [] }));
  const away = attendees.filter(({ work }) => work.length === 0).map(({ name }) => name);
  const isCompromise = free.length === 0;
  const slots = isCompromise && away.length === 0 ? compromises(attendees, from, to, length) : free;
  const assumed = members.filter(({ week }) => week === null).map(({ name }) => name);
  return { slots: slots.slice(0, MOST), isCompromise, assumed, away };
}

function attendeeOf(member: Teammate, rules: ZoneRules, from: number, to: number): Attendee {
  const week = member.week ?? weekOf(usualHours, usualDays);
  // What ended before, or starts after, still says how far outside a time in between is.
  const work = scheduleOf(member, week, rules).stretches(from - 4 * DAY, to + 4 * DAY);
  const inside = work.some(({ start, end }) => end > from && start < to);
  return {
    name: member.name,
    work: inside ? work : [],
    worksOn: (at) => {
      const day = localDay(at, rules);
      return !isDuring(member.leave, day) && (week[weekdayOf(day)]?.length ?? 0) > 0;
    },
  };
}

const upToStep = (at: number): number => Math.ceil(at / STEP) * STEP;

/** The most convenient beginning within a stretch that all share; none when the stretch is too short. */
function easiest(
  shared: Stretch,
  attendees: readonly Attendee[],
  from: number,
  to: number,
  length: number,
): { start: number; rank: number }[] {
  let best: { start: number; rank: number } | null = null;
  const last = Math.min(shared.end - length, to - 1);
  const around = attendees.flatMap(({ work }) =>
    work.filter(({ start, end }) => start <= shared.start && end >= shared.end),
  );
  for (let start = upToStep(shared.start); start <= last; start += STEP) {
    const edge = Math.min(
      EASE,
      ...around.map((own) => Math.min(start - own.start, own.end - start - length)),
    );
    const rank = start - from + (1 - edge / EASE) * DAY;
    if (best === null || rank < best.rank) best = { start, rank };
  }
  return best === null ? [] : [best];
}

function compromises(
  attendees: readonly Attendee[],
  from: number,
  to: number,
  length: number,
): MeetingSlot[] {
  const found: (MeetingSlot & { worst: number; sum: number })[] = [];
  for (let start = upToStep(from); start < to; start += STEP) {
    const end = start + length;
    const burdens: Burden[] = [];
    for (const attendee of attendees) {
      const outside = outsideBy(attendee.work, start, end);
      if (outside > 0 && !attendee.worksOn(start)) break;
      burdens.push({ name: attendee.name, minutes: outside / MINUTE });
    }
    if (burdens.length < attendees.length) continue;
    const bearers = burdens.filter(({ minutes }) => minutes > 0).sort((a, b) => b.minutes - a.minutes);
    const sum = bearers.reduce((total, { minutes }) => total + minutes, 0);
    found.push({ start, end, burdens: bearers, worst: bearers[0]?.minutes ?? 0, sum });
  }
  found.sort((a, b) => a.worst - b.worst || a.sum - b.sum || a.start - b.start);
  const favours = new Map<string, Set<number>>();
  return found
    .filter(({ burdens, start }) => {
      // Who bears it is what a team rotates: each such group of people is offered at its best, and not only the
      // cheapest group a dozen times.
      const key = burdens
        .map(({ name }) => name)
        .sort()
        .join('\n');
      const day = Math.floor(start / DAY);
      const days = favours.get(key) ?? new Set();
      if (days.size >= SAME_FAVOUR || days.has(day)) return false;
      favours.set(key, days.add(day));
      return true;
    })
    .map(({ start, end, burdens }) => ({ start, end, burdens }));
}

/** By how much the nearest stretch of work would have to begin earlier and end later, in milliseconds. */
function outsideBy(work: readonly Stretch[], start: number, end: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const own of work)
    least = Math.min(least, Math.max(0, own.start - start) + Math.max(0, end - own.end));
  return least;
}
