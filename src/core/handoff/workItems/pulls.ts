import type { Commit } from '../../ports/git';
import type { WorkFacts, WorkPullRequest } from '../../ports/workItems';
import { DateTime } from '../../time/luxon';
import { readMerge, readSubject } from '../conventional';
import type { BranchLine, Lines, MergedLine } from '../lines';
import type { Window } from '../model';

/** What GitHub knows of a note's pull requests, beside the commits that git knows. */
export interface Pulls {
  /** The pull request that a merge or a squashed commit is of; null when GitHub did not tell of it. */
  ofMerge(line: MergedLine): WorkPullRequest | null;
  ofCommit(commit: Commit): WorkPullRequest | null;
  /** The open one that a branch is the head of. */
  ofBranch(name: string | null): WorkPullRequest | null;
  /** Those that a line of git's own tells as merged. */
  readonly told: ReadonlySet<number>;
  /** Commits of a branch that came to the default branch squashed, by the pull request that squashed it. */
  readonly squashed: ReadonlyMap<number, readonly Commit[]>;
}

/** The lines without branches that a squash merge ended: git cannot see that their work has shipped, GitHub says so. */
export function withPulls(
  lines: Lines,
  work: WorkFacts | null,
): { readonly lines: Lines; readonly pulls: Pulls } {
  const all = work?.pullRequests ?? [];
  const byNumber = new Map(all.map((pull) => [pull.number, pull]));
  const byMerge = new Map(
    all.flatMap((pull) => (pull.mergeSha === null ? [] : [[pull.mergeSha, pull] as const])),
  );
  const squashed = new Map<number, readonly Commit[]>();
  const remains = (line: BranchLine): boolean => {
    const name = plainName(line.name);
    const pull = all.find(
      ({ state, author, headName, headSha }) =>
        state === 'merged' &&
        author === work?.login &&
        headName === name &&
        line.commits.some(({ sha }) => sha === headSha),
    );
    // What was committed after the merge has not shipped: then the branch stays where it is.
    if (!pull || line.commits[0]?.sha !== pull.headSha) return true;
    squashed.set(pull.number, [...(squashed.get(pull.number) ?? []), ...line.commits]);
    return false;
  };
  const ofMerge = ({ merge }: MergedLine): WorkPullRequest | null =>
    byNumber.get(readMerge(merge.subject, merge.body).pullRequest ?? -1) ?? byMerge.get(merge.sha) ?? null;
  const ofCommit = ({ sha, subject }: Commit): WorkPullRequest | null =>
    byMerge.get(sha) ?? byNumber.get(readSubject(subject).pullRequest ?? -1) ?? null;
  const found = [...lines.merged.map(ofMerge), ...lines.direct.map(ofCommit)];
  const told = new Set(found.flatMap((pull) => pull?.number ?? []));
  const others = lines.others.filter(remains);
  const current =
    lines.current &&
    (remains(lines.current) ? lines.current : { ...lines.current, commits: [], unpushed: 0 });
  return {
    lines: { ...lines, others, current },
    pulls: {
      ofMerge,
      ofCommit,
      ofBranch: (name) =>
        all.find(({ state, headName }) => state === 'open' && headName === plainName(name)) ?? null,
      told,
      squashed,
    },
  };
}

/** A remote-tracking branch is told with its remote's name before it only where no local one is known. */
function plainName(name: string | null): string | null {
  return name?.startsWith('origin/') ? name.slice('origin/'.length) : name;
}

/** Whether an instant of GitHub's lies in the note's window. */
export function isWithin(at: string | null, { since, until }: Window): boolean {
  if (at === null) return false;
  const instant = DateTime.fromISO(at);
  return instant >= since && instant < until;
}
