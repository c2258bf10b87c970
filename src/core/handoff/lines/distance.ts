import type { Commit } from '../../ports/git';
import type { RepositoryReading } from '../facts';
import { defaultName, defaultTips } from '../lines';
import { reach } from './reach';

/** How far a branch and the default branch are apart, in commits. */
export interface Distance {
  readonly trunk: string;
  readonly ahead: number;
  readonly behind: number;
  /** They parted before the history that was read begins: both are at least as many. */
  readonly isLeast: boolean;
}

/** How far a local branch is from the default branch; null for that branch itself, and where it is not known. */
export function distanceOf(
  reading: Pick<RepositoryReading, 'branches' | 'commits'>,
  name: string,
): Distance | null {
  const trunk = defaultName(reading.branches);
  const tip = reading.branches.find((branch) => !branch.remote && branch.name === name)?.sha;
  if (trunk === null || trunk === name || tip === undefined) return null;
  const known = new Map(reading.commits.map((commit) => [commit.sha, commit]));
  const tips = defaultTips(reading);
  if (!known.has(tip) && !tips.includes(tip)) return null;
  const [own, theirs] = [new Set<string>(), new Set<string>()];
  reach(known, [tip], own);
  reach(known, tips, theirs);
  const ahead = [...own].filter((sha) => !theirs.has(sha));
  const behind = [...theirs].filter((sha) => !own.has(sha));
  return {
    trunk,
    ahead: ahead.length,
    behind: behind.length,
    isLeast: [...ahead, ...behind].some((sha) => leadsOut(known.get(sha), known, tips, tip)),
  };
}

/** Whether history goes on below a commit where it was not read. */
function leadsOut(
  commit: Commit | undefined,
  known: ReadonlyMap<string, Commit>,
  tips: readonly string[],
  tip: string,
): boolean {
  return (commit?.parents ?? []).some(
    (parent) => !known.has(parent) && parent !== tip && !tips.includes(parent),
  );
}
