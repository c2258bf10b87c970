import type { Commit } from '../../ports/git';
import { codeSpan } from '../../text/markdown';

/** The same change on another branch, or before it was amended or rebased. */
export interface Copy {
  readonly sha: string;
  /** The branch that it stands on; null for the branch of what it is a copy of, or where git names none. */
  readonly branch: string | null;
}

/** More commits of one author, one second and one subject than this are made by a program, not copied. */
const mostAlike = 20;
const branchesTold = 3;

/**
 * Finds copies: a commit with the author, author date and subject of another one that neither leads to the other.
 * (Picking, rebasing and amending keep all three.) Groups are given the most telling one first; each loses its
 * copies of what an earlier group, or itself, tells.
 */
export function withoutCopies<
  Group extends { readonly commits: readonly Commit[]; readonly name: string | null },
>(
  groups: readonly Group[],
  known: ReadonlyMap<string, Commit>,
): { readonly groups: readonly Group[]; readonly copies: ReadonlyMap<string, readonly Copy[]> } {
  const alike = new Map<string, number>();
  for (const commit of groups.flatMap(({ commits }) => commits)) {
    alike.set(keyOf(commit), (alike.get(keyOf(commit)) ?? 0) + 1);
  }
  const told = new Map<string, { readonly commit: Commit; readonly group: Group }[]>();
  const copies = new Map<string, Copy[]>();
  const kept = groups.map((group) => ({
    ...group,
    commits: group.commits.filter((commit) => {
      const key = keyOf(commit);
      const many = alike.get(key) ?? 0;
      if (many < 2 || many > mostAlike) return true;
      const before = told.get(key) ?? [];
      const original = before.find(
        (each) => !leadsTo(each.commit, commit, known) && !leadsTo(commit, each.commit, known),
      );
      if (!original) {
        told.set(key, [...before, { commit, group }]);
        return true;
      }
      const found = copies.get(original.commit.sha) ?? [];
      const branch = original.group === group ? null : group.name;
      copies.set(original.commit.sha, [...found, { sha: commit.sha, branch }]);
      return false;
    }),
  }));
  return { groups: kept, copies };
}

/** On which other branches the same changes stand, as the end of a line; empty where git names none. */
export function copiesText(
  commits: readonly Commit[],
  { copies }: { readonly copies: ReadonlyMap<string, readonly Copy[]> },
): string {
  const found = commits.flatMap(({ sha }) => (copies.get(sha) ?? []).flatMap(({ branch }) => branch ?? []));
  const names = [...new Set(found)];
  if (names.length === 0) return '';
  const told = names.slice(0, branchesTold).map((name) => codeSpan(name, 80));
  const rest = names.length - told.length;
  return `; the same is on ${told.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function keyOf({ authorEmail, authoredAt, subject }: Commit): string {
  return JSON.stringify([authorEmail, authoredAt.toMillis(), subject]);
}

function leadsTo(from: Commit, to: Commit, known: ReadonlyMap<string, Commit>): boolean {
  const seen = new Set<string>();
  const open = [from.sha];
  for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
    if (sha === to.sha) return true;
    if (seen.has(sha)) continue;
    seen.add(sha);
    open.push(...(known.get(sha)?.parents ?? []));
  }
  return false;
}
