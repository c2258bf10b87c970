import { usualDays, weekOf } from '../../core/team/hours';
import { DAY, dayOfIso, rulesOf, startOfDay } from '../../core/time/rules';
import { isZone } from '../../core/time/zone';
import { showsHour12 } from '../../host/hourCycle';
import { myZone } from '../../host/myZone';
import type { Services } from '../../host/services';
import type { TeamNotice } from '../../protocol';
import { asItComes } from './arrangement';
import { pictureOf } from './pictures';
import { zoneOfMine, type TeamReading } from './reading';
import type { TeamFacts } from './viewModel';

/** What the view's model is made of: the team as read, and what the person's settings and machine say. */
export function factsOf(
  services: Services,
  reading: TeamReading | null,
  notice: TeamNotice | null,
): TeamFacts {
  const { settings, context } = services;
  const { avatars, workingHours } = settings.current();
  return {
    team: reading?.team ?? { source: 'commits', members: [] },
    at: Date.now(),
    zone: zoneOfMine(services, reading),
    me: reading?.me ?? null,
    notice,
    arrangement: reading?.arrangement ?? asItComes,
    week: weekOf([workingHours], usualDays),
    later: laterOf(services),
    hour12: showsHour12(context.globalState),
    avatarOf: avatars === 'github' ? pictureOf : () => null,
  };
}

/** Where I am once my travel is over, and from when on. */
function laterOf({ settings, context, machine }: Services): NonNullable<TeamFacts['later']> | null {
  const { travel } = settings.current();
  const day = travel === null ? null : dayOfIso(travel.until);
  if (travel === null || day === null || !isZone(travel.zone)) return null;
  const rules = rulesOf(travel.zone);
  const from = startOfDay(day + 1, rules) ?? startOfDay(day + 2, rules) ?? (day + 1) * DAY;
  return { from, zone: myZone({ setting: travel.then, memory: context.globalState, machine: machine.zone }) };
}
