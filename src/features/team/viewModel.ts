import { turns } from '../../core/team/baton';
import type { Leave, Team, Teammate, WorkingWeek } from '../../core/team/model';
import { scheduleOf, turnOn, type Schedule } from '../../core/team/spans';
import {
  changesOf,
  DAY,
  dayOfIso,
  localDay,
  rulesOf,
  startOfDay,
  weekdayOf,
  type ZoneRules,
} from '../../core/time/rules';
import { rightOffset } from '../../core/time/recent';
import { asItComes, type Arrangement } from './arrangement';
import { initialsOf, rowIds } from './rowNames';
import type { OffsetFrom, Span, TeamNotice, TeamRow, TeamViewModel } from '../../protocol';

/** How far the Team view knows what everybody does, both ways: a fortnight. */
const FORTNIGHT = 14 * DAY;
/** Clock changes are told earlier than that. */
const CLOCKS_AHEAD = 45 * DAY;

export interface TeamFacts {
  readonly team: Team;
  /** Epoch milliseconds. */
  readonly at: number;
  /** My own zone. */
  readonly zone: string;
  /** Index among the members of whoever looks at the view; null when not among them. */
  readonly me: number | null;
  readonly notice: TeamNotice | null;
  readonly arrangement?: Arrangement;
  /** My hours where I am in no row; null when they are unknown. */
  readonly week?: WorkingWeek | null;
  /** Where I am from an instant on, when I travel until then. */
  readonly later?: { readonly from: number; readonly zone: string } | null;
  readonly hour12?: boolean;
  /** The address of somebody's picture; left out: initials alone. */
  readonly avatarOf?: (member: Teammate) => string | null;
}

/** The team as spans and offsets to look up, so that the view needs neither zone rules nor a message a minute. */
export function teamViewModel(facts: TeamFacts): TeamViewModel {
  const { team, at, zone, me, notice, arrangement = asItComes, later = null } = facts;
  // The baton is followed for a fortnight before it is shown, as the core does.
  const known: Span = { start: at - FORTNIGHT, end: at + FORTNIGHT };
  const wide: Span = { start: known.start - FORTNIGHT - 3 * DAY, end: known.end + 3 * DAY };
  const zones = new Map<string, { rules: ZoneRules; offsets: readonly OffsetFrom[] }>();
  const knownZone = (name: string) => {
    const known = zones.get(name);
    if (known) return known;
    const rules = rulesOf(name);
    const found = { rules, offsets: offsetsOf(rules, wide.start, at + CLOCKS_AHEAD) };
    zones.set(name, found);
    return found;
  };
  const myOffsets = travelling(knownZone(zone).offsets, later, (name) => knownZone(name).offsets);
  const ids = rowIds(team.members);
  const work = team.members.map((member) => {
    if (member.zone === null || member.week === null) return null;
    const schedule: Schedule = scheduleOf(member, member.week, knownZone(member.zone).rules);
    return schedule.stretches(wide.start, known.end);
  });
  const rows = team.members.map((member, index): TeamRow => {
    const isMe = index === me;
    // My own row shows my own clock, wherever the team file says that I usually am.
    const shown = isMe ? zone : member.zone;
    const days = member.zone === null ? null : daysIn(known, knownZone(member.zone).rules);
    const whole = (leave: readonly Leave[]) =>
      days?.where((day) => leave.some((each) => isBetween(day, each))) ?? [];
    const { week } = member;
    return {
      id: ids[index] ?? String(index),
      name: member.name,
      initials: initialsOf(member.name),
      isMe,
      fromCommits: member.zoneFrom === 'commits',
      canDeclare: member.zoneFrom === 'commits',
      avatar: facts.avatarOf?.(member) ?? null,
      rightOffset: shown === null ? null : rightOffset(shown, at, knownZone(shown).rules),
      zone: isMe || member.zoneFrom === 'declared' ? shown : null,
      offsets: isMe ? myOffsets : shown === null ? [] : knownZone(shown).offsets,
      work: work[index]?.filter((span) => span.end > known.start) ?? null,
      leave: whole(member.leave.filter(({ forAll }) => !forAll)),
      daysOff:
        week === null
          ? []
          : (days?.where(
              (day) =>
                (week[weekdayOf(day)]?.length ?? 0) === 0 ||
                member.leave.some((each) => each.forAll && isBetween(day, each)),
            ) ?? []),
      onCall:
        days?.where(
          (day) =>
            member.onCall.some((each) => isBetween(day, each)) ||
            (team.rotation !== undefined && turnOn(team.rotation, day) === member.name),
        ) ?? [],
      groups: member.groups ?? [],
      pinned: arrangement.pinned.includes(ids[index] ?? ''),
      hidden: arrangement.hidden.includes(ids[index] ?? ''),
    };
  });
  const myWork = (): readonly Span[] | null => {
    const own = me === null ? undefined : rows[me];
    if (own) return own.work;
    if (!facts.week) return null;
    return scheduleOf({ leave: [] }, facts.week, knownZone(zone).rules).stretches(known.start, known.end);
  };
  return {
    at,
    source: team.source,
    ...(team.ever ? { ever: true as const } : {}),
    rows,
    turns: turnsOf(
      work.map((spans) => spans ?? []),
      ids,
      known,
      wide.start + 3 * DAY,
    ),
    me: { zone, offsets: myOffsets, work: myWork() },
    hour12: facts.hour12 ?? false,
    known,
    group: arrangement.group,
    notice,
  };
}

/** The offsets of where I am, then of where I am from an instant on. */
function travelling(
  here: readonly OffsetFrom[],
  later: (TeamFacts['later'] & object) | null,
  offsetsIn: (zone: string) => readonly OffsetFrom[],
): readonly OffsetFrom[] {
  if (later === null) return here;
  const { from, zone } = later;
  const there = offsetsIn(zone);
  const first = there.findLast((each) => each.from <= from)?.minutes ?? 0;
  return [
    ...here.filter((each) => each.from < from),
    { from, minutes: first },
    ...there.filter((each) => each.from > from),
  ];
}

function offsetsOf({ offsetAt }: ZoneRules, from: number, to: number): OffsetFrom[] {
  const { starts, offsets } = changesOf(offsetAt, from, to);
  return starts.map((start, index) => ({ from: start, minutes: offsets[index] ?? 0 }));
}

function turnsOf(
  working: readonly (readonly Span[])[],
  ids: readonly string[],
  known: Span,
  since: number,
): (Span & { id: string })[] {
  const found: (Span & { id: string })[] = [];
  for (const { person, start, end } of turns(working, since)) {
    if (start >= known.end) break;
    if (end > known.start) found.push({ id: ids[person] ?? '', start, end });
  }
  return found;
}

const isBetween = (day: number, { from, to }: Leave): boolean => {
  const [first, last] = [dayOfIso(from), dayOfIso(to)];
  return first !== null && last !== null && first <= day && day <= last;
};

/** The local days that touch a span; `where` joins those that fit into spans of instants. */
function daysIn(within: Span, rules: ZoneRules): { where(fits: (day: number) => boolean): Span[] } {
  const first = localDay(within.start, rules);
  const last = localDay(within.end, rules);
  return {
    where: (fits) => {
      const found: { start: number; end: number }[] = [];
      for (let day = first; day <= last; day++) {
        const start = startOfDay(day, rules);
        // A date that the zone skipped takes no time.
        if (start === null || !fits(day)) continue;
        const end = startOfDay(day + 1, rules) ?? startOfDay(day + 2, rules) ?? start + DAY;
        const before = found.at(-1);
        if (before?.end === start) before.end = end;
        else found.push({ start, end });
      }
      return found;
    },
  };
}
