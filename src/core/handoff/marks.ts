import type { Hunk } from '../ports/git';
import { escapeInline } from '../text/markdown';
import { ownerEnding, type Asked, type Asking } from './asking';
import { reference, type CodeReading } from './code/reference';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import type { Item } from './model';
import { remarkIn, type Remark } from './remark';

/** What git looks for in the window's commits, as an extended regular expression. */
export const markPattern = '(BLOCKED:|FIXME|TODO)';

const told = 8;

interface Mark extends Remark {
  readonly path: string;
  readonly line: number | null;
}

/**
 * `BLOCKED:`, `FIXME` and `TODO` remarks that the author added in the window and that were not removed again: that
 * somebody still has to act on them is inferred. Whoever takes over can where nobody is named.
 */
export function markItems(reading: RepositoryReading, asking: Asking): Item[] {
  const { root, hunks } = reading;
  const open = new Map<string, { mark: Mark; times: number }>();
  const count = (mark: Mark, by: number): void => {
    const key = factId(mark.path, mark.word, mark.text);
    const was = open.get(key);
    const better = was && mark.line === null ? was.mark : mark;
    open.set(key, { mark: better, times: (was?.times ?? 0) + by });
  };
  for (const { hunk, isCommitted } of [
    ...hunks.committed.map((hunk) => ({ hunk, isCommitted: true })),
    ...hunks.worktree.map((hunk) => ({ hunk, isCommitted: false })),
  ]) {
    for (const mark of marksIn(hunk, hunk.removed, true)) count(mark, -1);
    for (const mark of marksIn(hunk, hunk.added, isCommitted)) count(mark, 1);
  }
  const left = [...open.values()].filter(({ times }) => times > 0).map(({ mark }) => mark);
  const rank = ({ word }: Mark): number => ['BLOCKED', 'FIXME', 'TODO'].indexOf(word);
  return left
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, told)
    .map((mark) => {
      const id = factId(root, 'mark', mark.path, mark.word, mark.text);
      const { ending, ...asked } = askedBy(mark, id, asking);
      return {
        id,
        section: 'blocked',
        text: `${textOf(mark, reading.code)}${ending}`,
        repository: root,
        paths: [mark.path],
        source: 'git',
        certainty: 'inferred',
        ...asked,
        ...(mark.word === 'BLOCKED' && mark.owner === null && { lacks: 'owner' as const }),
      };
    });
}

/** What blocks needs an answer; what is to be done some day has no deadline, and somebody only where one is known. */
function askedBy({ word, owner }: Mark, id: string, asking: Asking): Asked {
  if (word === 'BLOCKED') return asking.ask(id, owner, { isInferred: true });
  const who = asking.ownerOf(owner);
  return who === null ? { ending: '' } : { ending: ownerEnding(who), owner: who.name };
}

/** A remark in a line that is not pushed says that line already. */
function placeText(
  place: { readonly path: string; readonly line: number | null },
  code: CodeReading | null,
): string {
  return reference(place, code && { ...code, texts: new Map() });
}

/** Where the remarks of a note stand. */
export function markPaths({ committed, worktree }: RepositoryReading['hunks']): string[] {
  const found = [...worktree, ...committed].filter((hunk) => marksIn(hunk, hunk.added, false).length > 0);
  return [...new Set(found.map(({ path }) => path))];
}

/** The line is told where nothing can have moved it since. */
function marksIn({ path, line }: Hunk, lines: readonly string[], hasMoved: boolean): Mark[] {
  return lines.flatMap((text, index) => {
    const mark = remarkIn(text, path);
    return mark ? [{ ...mark, path, line: hasMoved ? null : line + index }] : [];
  });
}

function textOf({ path, line, word, text }: Mark, code: CodeReading | null): string {
  return `${word}: ${escapeInline(text, 200)} (${placeText({ path, line }, code)})`;
}
