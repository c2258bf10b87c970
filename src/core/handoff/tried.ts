import type { Commit } from '../ports/git';
import { codeSpan, escapeInline } from '../text/markdown';
import { commitReferences } from './code/commit';
import { readSubject } from './conventional';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import type { Lines } from './lines';
import type { Author, Item, Window } from './model';
import { authorTest } from './rule';

/**
 * What was undone may have been a dead end: Baton infers it, the author decides. The commits themselves are named
 * where they shipped or are under way, so none is named here.
 */
export function triedItems(reading: RepositoryReading, lines: Lines): Item[] {
  const { root } = reading;
  const named = commitReferences(reading);
  const branches = [lines.current, ...lines.others].flatMap((line) => line?.commits ?? []);
  const all = [...lines.direct, ...lines.merged.flatMap(({ commits }) => commits), ...branches];
  return all.flatMap((commit) => {
    const undone = revertedBy(commit);
    if (undone === null) return [];
    const text = `${escapeInline(undone)} (reverted in ${named(commit.sha)})`;
    const id = factId(root, 'reverted', commit.sha);
    return [{ id, section: 'tried', text, repository: root, source: 'git', certainty: 'inferred' } as const];
  });
}

const branchesTold = 5;

/**
 * Branches of the author that were left in the window and are gone, while nothing with their last commit's subject is
 * on any branch that is still there: they may have been given up. Their work is on no branch, so it is told nowhere else.
 */
export function abandonedItems(reading: RepositoryReading, author: Author, window: Window): Item[] {
  const { root, branches, commits, left, remote } = reading;
  // It is on no branch any more, so that no clone brings it.
  const gone = remote ? ', which nobody else can fetch' : '';
  const isAuthor = authorTest(author.emails);
  const names = new Set(
    branches.map(({ name, remote }) => (remote ? name.slice(name.indexOf('/') + 1) : name)),
  );
  const shas = new Set(commits.map(({ sha }) => sha));
  // Rebased, picked and squashed work keeps its subject, the last one with the pull request's number behind it.
  const subjects = new Set(commits.map(({ subject }) => readSubject(subject).description));
  return left
    .filter(
      ({ name, sha, authorEmail, authoredAt, subject }) =>
        isAuthor(authorEmail) &&
        authoredAt >= window.since &&
        authoredAt < window.until &&
        !names.has(name) &&
        !shas.has(sha) &&
        !subjects.has(readSubject(subject).description),
    )
    .slice(0, branchesTold)
    .map(({ name, sha, subject }) => ({
      id: factId(root, 'abandoned', name),
      section: 'tried',
      text: `${escapeInline(subject)} (branch ${codeSpan(name, 80)}, given up at ${codeSpan(sha.slice(0, 7))}${gone})`,
      repository: root,
      source: 'git',
      certainty: 'inferred',
    }));
}

/** What a commit made by `git revert` undoes; null for every other commit, and for the revert of a revert. */
function revertedBy({ subject, body }: Commit): string | null {
  const quoted = /^Revert "(.+)"$/.exec(subject)?.[1];
  if (quoted === undefined || quoted.startsWith('Revert "')) return null;
  return /^This reverts commit [0-9a-f]{7,64}/m.test(body) ? quoted : null;
}
