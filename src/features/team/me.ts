import { usualDays, weekOf } from '../../core/team/hours';
import type { Team, Teammate } from '../../core/team/model';
import type { Settings } from '../../host/settings';

/** What a person's own settings say of their time; null where they leave it to the team file. */
export interface OwnTime {
  readonly zone: string | null;
  readonly workingHours: Settings['workingHours'] | null;
}

/** The team with my entry as my own settings have it: they need not be written where everybody reads them. */
export function withMyTime(team: Team, me: number, { zone, workingHours }: OwnTime): Team {
  const change = (member: Teammate): Teammate => ({
    ...member,
    ...(zone === null ? {} : { zone, zoneFrom: 'declared' as const }),
    ...(workingHours === null ? {} : { week: weekOf([workingHours], daysOf(member)) }),
  });
  return { ...team, members: team.members.map((member, index) => (index === me ? change(member) : member)) };
}

/** Me, who am in no team: my zone and the hours of my settings. */
export function outsider(name: string, zone: string, workingHours: Settings['workingHours']): Teammate {
  const week = weekOf([workingHours], usualDays);
  return { name, emails: [], zone, zoneFrom: 'declared', week, leave: [], onCall: [] };
}

/** The settings say the hours of a working day; which days those are, the team file does. */
function daysOf({ week }: Teammate): (typeof usualDays)[number][] {
  if (week === null) return [...usualDays];
  return Object.keys(week).map((day) => Number(day) as (typeof usualDays)[number]);
}
