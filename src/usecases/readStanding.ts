import type { Cancellation } from '../core/cancel';
import type { RepositoryReading } from '../core/handoff/facts';
import type { DiffStat, GitRepository, Hunk, WorkingTree } from '../core/ports/git';

export type Standing = Pick<RepositoryReading, 'tree' | 'diff' | 'branches'> & {
  readonly worktree: readonly Hunk[];
};

/** How the repository stands now: it does not depend on whose note it is, so it is read while that is found out. */
export function readStanding(repository: GitRepository, signal: Cancellation | undefined): Promise<Standing> {
  const readTree = async () => {
    const tree = await repository.workingTree(signal);
    const isTouched = tree.changes.some(({ kind }) => kind !== 'untracked');
    const worktree = isTouched ? await repository.worktreeHunks(signal) : [];
    const diff = isTouched ? (statsOf(tree, worktree) ?? (await repository.diffStat(signal))) : [];
    return { tree, diff, worktree };
  };
  const reading = Promise.all([readTree(), repository.branches(signal)]).then(([tree, branches]) => ({
    ...tree,
    branches,
  }));
  // Whoever waits for it is told; until then nobody needs to know.
  reading.catch(() => undefined);
  return reading;
}

/** A difference of more lines was read in part only. */
const mostRead = 15_000;

/**
 * How many lines came and went in each file, by what was read of them already; null where that does not tell (a huge
 * difference, a file without lines), so that git is asked.
 */
function statsOf({ changes }: WorkingTree, hunks: readonly Hunk[]): DiffStat[] | null {
  const stats = new Map<string, { path: string; added: number; removed: number }>();
  let lines = 0;
  for (const { path, added, removed } of hunks) {
    const stat = stats.get(path) ?? { path, added: 0, removed: 0 };
    stats.set(path, { path, added: stat.added + added.length, removed: stat.removed + removed.length });
    lines += added.length + removed.length;
  }
  const isKnown = changes.every(({ kind, path }) => kind === 'untracked' || stats.has(path));
  return lines < mostRead && isKnown ? [...stats.values()] : null;
}
