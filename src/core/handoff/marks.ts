import type { Hunk } from '../ports/git';
import { linesOf } from '../report/code';
import { escapeInline } from '../text/markdown';
import type { Asking } from './asking';
import { reference, type CodeReading } from './code/reference';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import type { Item, Window } from './model';
import { remarkIn, type Remark } from './remark';

/** What git looks for in the window's commits, as an extended regular expression. */
export const markPattern = '(BLOCKED:|FIXME|TODO)';

const told = 8;
/** A larger file was not written by hand. */
const longestSearched = 200_000;

interface Mark extends Remark {
  readonly path: string;
  readonly line: number | null;
}

/**
 * `BLOCKED:`, `FIXME` and `TODO` remarks that the author added in the window and that were not removed again, and those
 * that the last note told and that stand there still: that somebody has to act on them is inferred. Whoever takes over
 * can where nobody is named.
 */
export function markItems(reading: RepositoryReading, asking: Asking, window: Window): Item[] {
  const { root, hunks, code, texts } = reading;
  const idOf = ({ path, word, text }: Mark): string => factId(root, 'mark', path, word, text);
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
  const known = new Set([...open.values()].map(({ mark }) => idOf(mark)));
  for (const mark of asking.told.size > 0 && texts ? standing(texts) : []) {
    const id = idOf(mark);
    if (!asking.told.has(id) || known.has(id)) continue;
    known.add(id);
    left.push(mark);
  }
  const rank = ({ word }: Mark): number => ['BLOCKED', 'FIXME', 'TODO'].indexOf(word);
  return left
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, told)
    .map((mark) => {
      const id = idOf(mark);
      const { ending, ...asked } = asking.ask(id, mark.owner, { isInferred: true });
      return {
        id,
        section: 'blocked',
        repository: root,
        paths: [mark.path],
        source: 'git',
        certainty: 'inferred',
        ...asked,
        ...asking.aged(id, `${textOf(mark, code)}${ending}`, window.since),
        ...(mark.word === 'BLOCKED' && mark.owner === null && { lacks: 'owner' as const }),
      };
    });
}

/** The remarks in files as they are now: those that the last note told may stand there still. */
function* standing(texts: ReadonlyMap<string, string>): Generator<Mark> {
  for (const [path, text] of texts) {
    if (text.length > longestSearched) continue;
    for (const [index, line] of linesOf(text).entries()) {
      const mark = remarkIn(line, path);
      if (mark) yield { ...mark, path, line: index + 1 };
    }
  }
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
