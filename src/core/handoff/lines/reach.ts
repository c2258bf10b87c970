import type { Commit } from '../../ports/git';
import type { RepositoryReading } from '../facts';

/** Adds to `reached` the known commits that lead from the tips, and returns those that are new in it. */
export function reach(
  known: ReadonlyMap<string, Commit>,
  tips: readonly string[],
  reached: Set<string>,
): string[] {
  const added: string[] = [];
  const open = [...tips];
  for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
    const commit = reached.has(sha) ? undefined : known.get(sha);
    if (!commit) continue;
    reached.add(sha);
    added.push(sha);
    open.push(...commit.parents);
  }
  return added;
}

/** Of the commits that were read, those that a remote-tracking branch holds: others can fetch them. */
export function pushedAmong({
  commits,
  branches,
}: Pick<RepositoryReading, 'commits' | 'branches'>): ReadonlySet<string> {
  const known = new Map(commits.map((commit) => [commit.sha, commit]));
  const tips = branches.filter(({ remote }) => remote).map(({ sha }) => sha);
  return new Set(reach(known, tips, new Set()));
}
