import * as path from 'node:path';
import type { Home, Notebook } from '../notebook';
import type { LocalWork } from './sections/share';

/** How the working trees of the workspace stand, the note's own first. */
export async function localWork(
  home: Home,
  notebook: Notebook,
  signal?: AbortSignal,
): Promise<readonly LocalWork[]> {
  const { root } = home.repository;
  const others = (await notebook.homesIfAny()).filter((each) => each.repository.root !== root);
  return Promise.all(
    [home, ...others].map(async ({ repository }) => {
      const { changes, head } = await repository.workingTree(signal);
      return { root: repository.root, name: path.basename(repository.root), changes, head };
    }),
  );
}

/** Whether it holds anything that no remote has, as far as is known here. */
export function isUnpushed({ changes, head }: LocalWork): boolean {
  return changes.length > 0 || head.upstream === null || head.upstream.ahead > 0;
}
