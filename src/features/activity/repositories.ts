import type { RepositoryState } from '../../core/ports/state';
import type { Services } from '../../host/services';
import { trustedDirectoriesIfAny } from '../../host/workspace';

/** The workspace's repositories, each once, with what Baton keeps about them. */
export async function openRepositories({
  git,
  state,
}: Pick<Services, 'git' | 'state'>): Promise<
  readonly { readonly root: string; readonly state: RepositoryState }[]
> {
  const found = new Map<string, { root: string; state: RepositoryState }>();
  for (const directory of trustedDirectoriesIfAny()) {
    const repository = await git.open(directory);
    if (!repository || found.has(repository.commonDirectory)) continue;
    found.set(repository.commonDirectory, {
      root: repository.root,
      state: state.of(repository.commonDirectory),
    });
  }
  return [...found.values()];
}
