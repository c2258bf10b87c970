import type { WorkingWeek } from '../team/model';
import { scheduleOf } from '../team/spans';
import type { DateTime } from '../time/luxon';
import { DAY, localDay, rulesOf, startOfDay } from '../time/rules';
import { instantIn } from '../time/zone';
import type { Window } from './model';

/** Nobody's working week leaves out more days in a row. */
const lookBack = 15 * DAY;

/**
 * What a note speaks of: what was asked for, else everything since the last handoff, else since the beginning of the
 * last working day, which is the date on which work last began (on a Monday before work, that is Friday). Instants
 * are shown in `zone`.
 */
export function handoffWindow(request: {
  readonly since: DateTime | null;
  readonly until: DateTime;
  readonly lastHandoff: DateTime | null;
  readonly zone: string;
  readonly week: WorkingWeek;
}): Window {
  const { since, lastHandoff, zone } = request;
  const shown = (time: DateTime): DateTime => instantIn(time.toMillis(), zone);
  const until = shown(request.until);
  if (since !== null) return { since: shown(since), until, reason: 'flag' };
  if (lastHandoff !== null && lastHandoff < until) {
    return { since: shown(lastHandoff), until, reason: 'last-handoff' };
  }
  return { since: lastWorkingDay(until, zone, request.week), until, reason: 'working-day' };
}

function lastWorkingDay(until: DateTime, zone: string, week: WorkingWeek): DateTime {
  const rules = rulesOf(zone);
  const at = until.toMillis();
  const begun = scheduleOf({ leave: [] }, week, rules)
    .stretches(at - lookBack, at)
    .findLast(({ start }) => start < at);
  const day = localDay(begun?.start ?? at - 1, rules);
  return instantIn(startOfDay(day, rules) ?? begun?.start ?? at - DAY, zone);
}
