import type { Commit } from '../ports/git';
import { codeSpan, escapeInline } from '../text/markdown';
import { factId } from './id';
import type { Lines } from './lines';
import type { Item } from './model';

/**
 * What was undone may have been a dead end: Baton infers it, the author decides. The commits themselves are named
 * where they shipped or are under way, so none is named here.
 */
export function triedItems(root: string, lines: Lines): Item[] {
  const branches = [lines.current, ...lines.others].flatMap((line) => line?.commits ?? []);
  const all = [...lines.direct, ...lines.merged.flatMap(({ commits }) => commits), ...branches];
  return all.flatMap((commit) => {
    const undone = revertedBy(commit);
    if (undone === null) return [];
    const text = `${escapeInline(undone)} (reverted in ${codeSpan(commit.sha.slice(0, 7))})`;
    const id = factId(root, 'reverted', commit.sha);
    return [{ id, section: 'tried', text, repository: root, source: 'git', certainty: 'inferred' } as const];
  });
}

/** What a commit made by `git revert` undoes; null for every other commit, and for the revert of a revert. */
function revertedBy({ subject, body }: Commit): string | null {
  const quoted = /^Revert "(.+)"$/.exec(subject)?.[1];
  if (quoted === undefined || quoted.startsWith('Revert "')) return null;
  return /^This reverts commit [0-9a-f]{7,64}/m.test(body) ? quoted : null;
}
