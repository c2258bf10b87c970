import * as vscode from 'vscode';
import { UserError } from '../../../core/errors';
import type { MemberNow } from '../../../core/team/model';
import { placeOf, postedTime } from '../../../core/time/format';
import { DateTime } from '../../../core/time/luxon';
import type { Services } from '../../../host/services';
import { readTeam } from '../../../usecases/readTeam';

/** Those of the team file; who is mentioned and off hours is said, and nothing else depends on it. */
export async function peopleNow(
  directory: string,
  services: Pick<Services, 'git' | 'files' | 'state'>,
  signal: AbortSignal | undefined,
): Promise<readonly MemberNow[]> {
  const request = {
    directory,
    at: DateTime.now(),
    days: 1,
    inferFromCommits: 'off' as const,
    ...(signal && { signal }),
  };
  try {
    return (await readTeam(request, services)).now.members;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [];
  }
}

/** When somebody works again, as a note says it; null when that is not known. */
export function backAt({ member, startsAt }: MemberNow): string | null {
  return member.zone !== null && startsAt ? postedTime(startsAt, member.zone, DateTime.now()) : null;
}

/** The local time of those who are away and when they are back, by login in lower case. */
export function awayOf(members: readonly (MemberNow | null)[]): ReadonlyMap<string, string> {
  const now = DateTime.now();
  return new Map(
    members.flatMap((each) => {
      const login = each?.member.login?.toLowerCase();
      const zone = each?.member.zone;
      if (!each || !login || !zone || each.state === 'working' || each.state === null) return [];
      const clock = now.setZone(zone).toFormat('HH:mm', { locale: 'en' });
      const note = each.until
        ? vscode.l10n.t('{0} in {1}, off until {2}', clock, placeOf(zone), postedTime(each.until, zone, now))
        : vscode.l10n.t('{0} in {1}, off', clock, placeOf(zone));
      return [[login, note] as const];
    }),
  );
}
