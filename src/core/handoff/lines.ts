import type { Branch, Commit } from '../ports/git';
import type { RepositoryReading } from './facts';
import { withoutCopies, type Copy } from './lines/copies';
import { pushedAmong, reach } from './lines/reach';
import { atHand } from './atHand';

/** Commits of the note that came to the default branch by one merge. */
export interface MergedLine {
  readonly merge: Commit;
  readonly commits: readonly Commit[];
}

/** The note's commits of one branch that is not merged yet. */
export interface BranchLine {
  /** The local name where there is one, else the remote-tracking name. Null: git no longer says by which. */
  readonly name: string | null;
  /** The remote-tracking branch that holds the newest of the commits; null when none does. */
  readonly pushedAs: string | null;
  readonly commits: readonly Commit[];
  /** How many of the commits no remote-tracking branch holds. */
  readonly unpushed: number;
}

/** Every commit of the note, exactly once, where a reader looks for it. */
export interface Lines {
  /** Straight onto the default branch. */
  readonly direct: readonly Commit[];
  readonly merged: readonly MergedLine[];
  readonly current: BranchLine | null;
  readonly others: readonly BranchLine[];
  /** By the commit that is told: the same change on other branches, which is told nowhere else. */
  readonly copies: ReadonlyMap<string, readonly Copy[]>;
}

/** The full shas of commits and of their copies. */
export function shasOf(commits: readonly Commit[], { copies }: Pick<Lines, 'copies'>): string[] {
  return commits.flatMap(({ sha }) => [sha, ...(copies.get(sha) ?? []).map((copy) => copy.sha)]);
}

/** What the way of commits is told by. */
type Standing = Pick<RepositoryReading, 'tree' | 'branches' | 'commits' | 'mine'>;

/** Sorts the note's commits by the way they took: merged, straight onto the default branch, or on a branch still. */
export function linesOf(reading: Standing): Lines {
  const known = new Map(reading.commits.map((commit) => [commit.sha, commit]));
  const places = new Map(reading.commits.map(({ sha }, index) => [sha, index]));
  const place = ({ sha }: Commit): number => places.get(sha) ?? 0;
  const pushed = pushedAmong(reading);
  const taken = new Set<string>();
  const own = (shas: Iterable<string>): Commit[] => {
    const found: Commit[] = [];
    for (const sha of shas) {
      const commit = reading.mine.has(sha) && !taken.has(sha) ? known.get(sha) : undefined;
      if (commit) found.push(commit);
      taken.add(sha);
    }
    return found.sort((a, b) => b.authoredAt.toMillis() - a.authoredAt.toMillis() || place(a) - place(b));
  };

  const shipped = new Set<string>();
  const merged: MergedLine[] = [];
  for (const commit of mainLine(defaultTips(reading), known)) {
    if (shipped.has(commit.sha)) continue;
    shipped.add(commit.sha);
    const brought = own(reach(known, commit.parents.slice(1), shipped));
    if (brought.length > 0) merged.push({ merge: commit, commits: brought });
  }
  const direct = own(shipped);

  let current: BranchLine | null = null;
  const others: BranchLine[] = [];
  const here = atHand(reading.tree);
  const walked = new Set(shipped);
  for (const group of unfinished(reading, shipped)) {
    const commits = own(reach(known, group.shas, walked));
    const isCurrent = here !== null && group.name === here;
    if (commits.length === 0 && !isCurrent) continue;
    const line: BranchLine = {
      name: group.name,
      pushedAs: group.remoteName,
      commits,
      unpushed: commits.filter(({ sha }) => !pushed.has(sha)).length,
    };
    if (isCurrent) current = line;
    else others.push(line);
  }
  // Beneath an ill-dated commit, or on a branch that was deleted while git was asked.
  const rest = own(reading.mine);
  if (rest.length > 0) {
    const unpushed = rest.filter(({ sha }) => !pushed.has(sha)).length;
    others.push({ name: null, pushedAs: null, commits: rest, unpushed });
  }
  return toldOnce({ direct, merged: merged.reverse(), current, others, copies: new Map() }, known, pushed);
}

/** A change that was picked onto another branch, or stands on a branch as it was before a rebase, is told once. */
function toldOnce(lines: Lines, known: ReadonlyMap<string, Commit>, pushed: ReadonlySet<string>): Lines {
  const { groups, copies } = withoutCopies(
    [
      ...lines.merged.map((line) => ({ name: null, commits: line.commits, line })),
      { name: null, commits: lines.direct, line: null },
      ...[lines.current, ...lines.others].flatMap((line) =>
        line ? [{ name: line.name, commits: line.commits, line }] : [],
      ),
    ],
    known,
  );
  const keptOf = (line: MergedLine | BranchLine | null): readonly Commit[] =>
    groups.find((group) => group.line === line)?.commits ?? [];
  const branch = (line: BranchLine): BranchLine => {
    const commits = keptOf(line);
    return { ...line, commits, unpushed: commits.filter(({ sha }) => !pushed.has(sha)).length };
  };
  return {
    direct: keptOf(null),
    merged: lines.merged
      .map((line) => ({ ...line, commits: keptOf(line) }))
      .filter(({ commits }) => commits.length > 0),
    current: lines.current && branch(lines.current),
    others: lines.others.map(branch).filter(({ commits }) => commits.length > 0),
    copies,
  };
}

/** The known commits along the first parents of the tips, oldest first: what a merge brought is then what is new in it. */
export function mainLine(tips: readonly string[], known: ReadonlyMap<string, Commit>): Commit[] {
  return tips.flatMap((tip) => {
    const line: Commit[] = [];
    for (let commit = known.get(tip); commit; commit = known.get(commit.parents[0] ?? '')) line.push(commit);
    return line.reverse();
  });
}

const usualNames = ['main', 'master', 'trunk'];

/** The name of the default branch without its remote; null when nothing tells which it is. */
export function defaultName(branches: readonly Branch[]): string | null {
  const named =
    branches.find(({ isDefault, remote }) => isDefault && remote) ?? branches.find((b) => b.isDefault);
  if (named) return named.remote ? withoutRemote(named.name) : named.name;
  return usualNames.find((name) => branches.some((branch) => plainName(branch) === name)) ?? null;
}

/**
 * Where shipped work is: the remote's default branch. Without a remote one, the local default branch is all there is.
 */
export function defaultTips(reading: Pick<RepositoryReading, 'branches'>): string[] {
  const name = defaultName(reading.branches);
  const all = reading.branches.filter((branch) => branch.isDefault || plainName(branch) === name);
  const remote = all.filter((branch) => branch.remote);
  return (remote.length > 0 ? remote : all).map(({ sha }) => sha);
}

interface Group {
  readonly name: string;
  readonly remoteName: string | null;
  readonly shas: readonly string[];
}

/**
 * Branches that are not merged, a local one together with the remote-tracking one of its name. Published ones first,
 * the older tip first: of a branch on top of another each keeps its own commits, and a backup takes none.
 */
function unfinished(reading: Standing, shipped: ReadonlySet<string>): Group[] {
  const age = new Map(reading.commits.map(({ sha }, index) => [sha, index]));
  const current = atHand(reading.tree);
  const groups = new Map<string, { remoteName: string | null; local: string | null; shas: string[] }>();
  for (const branch of reading.branches) {
    if (shipped.has(branch.sha) && branch.name !== current) continue;
    if (!age.has(branch.sha) && branch.name !== current) continue;
    const name = plainName(branch);
    const group = groups.get(name) ?? { remoteName: null, local: null, shas: [] };
    group.shas.push(branch.sha);
    if (branch.remote) group.remoteName ??= branch.name;
    else group.local = branch.name;
    groups.set(name, group);
  }
  const rank = (group: { remoteName: string | null; local: string | null }): number =>
    group.remoteName !== null ? 0 : group.local === current ? 1 : 2;
  const newest = (shas: readonly string[]): number =>
    Math.min(...shas.map((sha) => age.get(sha) ?? Infinity));
  return [...groups.values()]
    .sort((a, b) => rank(a) - rank(b) || newest(b.shas) - newest(a.shas))
    .map(({ remoteName, local, shas }) => ({ name: local ?? remoteName ?? '', remoteName, shas }));
}

function plainName(branch: Branch): string {
  return branch.remote ? withoutRemote(branch.name) : branch.name;
}

function withoutRemote(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
