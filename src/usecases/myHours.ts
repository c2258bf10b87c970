import type { Files } from '../core/ports/files';
import type { Git } from '../core/ports/git';
import type { StateStore } from '../core/ports/state';
import type { Hours } from '../core/reminder/shift';
import type { DateTime } from '../core/time/luxon';
import { readTeam } from './readTeam';
import { whoAmI } from './whoAmI';

/**
 * When I work by the team file of a folder's repository, and in which zone: null where that says nothing of me, or
 * cannot be read. `as` is the address that was chosen instead of git's own.
 */
export async function myHours(
  { directory, as, at }: { readonly directory: string; readonly as: string | null; readonly at: DateTime },
  ports: { readonly git: Git; readonly files: Files; readonly state: StateStore },
): Promise<{ readonly hours: Hours; readonly zone: string | null } | null> {
  const repository = await ports.git.open(directory);
  if (!repository) return null;
  const { team } = await readTeam({ directory, at, days: 0, inferFromCommits: 'off' }, ports);
  if (team.source !== 'file') return null;
  const { member } = await whoAmI({ repository, team, as: as === null ? [] : [as], zone: 'UTC' });
  if (!member?.week) return null;
  const { week, leave, zone, zoneFrom } = member;
  return { hours: { week, leave }, zone: zoneFrom === 'declared' ? zone : null };
}
