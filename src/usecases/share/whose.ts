import type { Cancellation } from '../../core/cancel';
import type { Files } from '../../core/ports/files';
import type { GitRepository } from '../../core/ports/git';
import type { StateStore } from '../../core/ports/state';
import { loginFrom } from '../../core/share/names';
import type { DateTime } from '../../core/time/luxon';
import { readTeam } from '../readTeam';
import { whoAmI } from '../whoAmI';

/**
 * The name under which somebody shares here: the login of the team file (an address that only the person's own entries
 * name is theirs too) or of a no-reply address, else the account that is signed in, else one made of the address.
 */
export async function shareLogin(
  repository: GitRepository,
  at: DateTime,
  { files, state }: { readonly files: Files; readonly state: Pick<StateStore, 'privateTeam'> },
  more: { readonly account?: string | null; readonly signal?: Cancellation } = {},
): Promise<string> {
  const { signal } = more;
  const [{ team }, identity] = await Promise.all([
    readTeam(
      { directory: repository.root, at, days: 1, inferFromCommits: 'off', ...(signal && { signal }) },
      { git: { open: () => Promise.resolve(repository) }, files, state },
    ),
    repository.identity(signal),
  ]);
  const { author } = await whoAmI({ repository, team, as: [], zone: 'UTC', ...(signal && { signal }) });
  return loginFrom({ ...identity, login: author?.login ?? more.account ?? undefined });
}
