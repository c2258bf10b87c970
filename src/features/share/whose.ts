import * as vscode from 'vscode';
import type { GitRepository } from '../../core/ports/git';
import type { Sharing } from '../../core/ports/share';
import { addressOfRemote } from '../../core/post/remote';
import type { Services } from '../../host/services';
import { trustedDirectories } from '../../host/workspace';
import { UserError } from '../../core/errors';

/**
 * The repositories of the workspace, each once.
 * @throws UserError when there is none, or git must not run here
 */
export async function openRepositories(
  services: Pick<Services, 'git'>,
): Promise<readonly [GitRepository, ...GitRepository[]]> {
  const opened = await Promise.all(trustedDirectories().map((directory) => services.git.open(directory)));
  const byRoot = new Map<string, GitRepository>();
  for (const repository of opened) if (repository) byRoot.set(repository.root, repository);
  const [first, ...more] = byRoot.values();
  if (first) return [first, ...more];
  throw new UserError(vscode.l10n.t('No git repository is open here. Open the folder of one and try again.'));
}

/** Sharing that signs in with the person's session where git has no way of its own. Nobody is asked for it. */
export function sharingHere(services: Pick<Services, 'sharing' | 'sessions'>): Sharing {
  const access = async (host: string) =>
    services.sessions.existing(host).then(
      (session) => session?.token ?? null,
      () => null,
    );
  return services.sharing.signedIn?.(access) ?? services.sharing;
}

/** The name under which this person shares and picks up: from the team file, GitHub's session, or git's address. */
export async function loginHere(
  repository: GitRepository,
  services: Pick<Services, 'files' | 'sessions' | 'state'>,
): Promise<string> {
  const [{ shareLogin }, { DateTime }] = await Promise.all([
    import('../../usecases/share/whose'),
    import('../../core/time/luxon'),
  ]);
  const address = (await repository.remotes()).map(addressOfRemote).find((each) => each !== null);
  const session = address ? await services.sessions.existing(address.host).catch(() => null) : null;
  return shareLogin(repository, DateTime.now(), services, { account: session?.account ?? null });
}
