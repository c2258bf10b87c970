import type { DateTime } from '../time/luxon';
import { DAY, type ZoneRules, localDay, sharedRules } from '../time/rules';
import { instantIn, zoneOf } from '../time/zone';
import { holderAt } from './baton';
import type { MemberNow, Rotation, Team, TeamNow, Teammate } from './model';
import { sweep } from './overlaps';
import { type Schedule, isDuring, scheduleOf, turnOn } from './spans';

/** How far back the baton is followed. */
const LOOK_BACK = 14 * DAY;

/**
 * The team at one instant. Overlaps and gaps are looked for in [at, at + days × 24 h) and cut at its ends; they count
 * those whose working hours are known. `next` is the first of the others to start work after `at`; the order of the
 * baton decides between equals.
 */
export function teamNow(team: Team, at: DateTime, options: { readonly days: number }): TeamNow {
  const now = at.toMillis();
  const from = now - LOOK_BACK;
  const to = now + options.days * DAY;
  const rules = sharedRules();
  const schedules = team.members.map((member) =>
    member.zone === null || member.week === null ? null : scheduleOf(member, member.week, rules(member.zone)),
  );
  const working = schedules.map((schedule) => schedule?.stretches(from, to) ?? []);
  const members = team.members.map((member, index) =>
    memberNow(
      member,
      schedules[index] ?? null,
      at,
      member.zone === null ? null : rules(member.zone),
      team.rotation,
    ),
  );
  const holder = holderAt(working, from, now);
  const shared = schedules.some(Boolean) ? sweep(working, now, to) : [];
  const nameOf = (index: number): string => team.members[index]?.name ?? '';
  return {
    at,
    source: team.source,
    members: sorted(members),
    baton: { holder: holder === null ? null : nameOf(holder), next: nextOf(members, holder) },
    overlaps: shared
      .filter(({ people }) => people.length > 1)
      .map(({ start, end, people }) => ({
        start: instantIn(start, at.zone),
        end: instantIn(end, at.zone),
        members: people.map(nameOf),
      })),
    gaps: shared
      .filter(({ people }) => people.length === 0)
      .map(({ start, end }) => ({ start: instantIn(start, at.zone), end: instantIn(end, at.zone) })),
  };
}

function memberNow(
  member: Teammate,
  schedule: Schedule | null,
  at: DateTime,
  rules: ZoneRules | null,
  rotation: Rotation | undefined,
): MemberNow {
  const now = at.toMillis();
  const localTime = member.zone === null ? null : at.setZone(zoneOf(member.zone));
  const today = localDay(now, rules ?? { offsetAt: () => at.offset });
  const shown = localTime?.zone ?? at.zone;
  const state = schedule?.state(now);
  const start = schedule?.nextStart(now) ?? null;
  return {
    member,
    localTime,
    state: state?.state ?? null,
    until: typeof state?.until === 'number' ? instantIn(state.until, shown) : null,
    startsAt: start === null ? null : instantIn(start, shown),
    onCall:
      isDuring(member.onCall, today) || (rotation !== undefined && turnOn(rotation, today) === member.name),
  };
}

function nextOf(members: readonly MemberNow[], holder: number | null): TeamNow['baton']['next'] {
  let next: { name: string; startsAt: DateTime } | null = null;
  members.forEach(({ member, startsAt }, index) => {
    if (startsAt === null || index === holder) return;
    if (next === null || startsAt.toMillis() < next.startsAt.toMillis())
      next = { name: member.name, startsAt };
  });
  return next;
}

/** Those who work first, by who ends last; then by who starts first; then those of whom nothing is known. */
function sorted(members: readonly MemberNow[]): MemberNow[] {
  const key = ({ state, until, startsAt }: MemberNow): readonly [number, number] => {
    if (state === 'working') return [0, -(until?.toMillis() ?? Number.POSITIVE_INFINITY)];
    if (startsAt !== null) return [1, startsAt.toMillis()];
    return [state === null ? 3 : 2, 0];
  };
  return members
    .map((member) => ({ member, key: key(member) }))
    .sort((a, b) => a.key[0] - b.key[0] || compare(a.key[1], b.key[1]))
    .map(({ member }) => member);
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
