import type { Posted } from '../ports/github';
import type { TextEdit } from '../ports/texts';
import { sameText } from './plan';

/** What somebody wrote on GitHub in the moment between re-reading a text and editing it. */
export interface Overwritten {
  readonly editor: string | null;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly text: string;
}

/**
 * The edit that an edit of ours replaced unseen; null when there was none, or GitHub's history does not tell. GitHub
 * takes no expected version, so this is the only way to know. `edits` are newest first; a version's text is the whole
 * text after it, as GitHub shows it today, or before it, which is told by whether ours is among them.
 */
export function overwrittenEdit(
  edits: readonly TextEdit[],
  before: Pick<Posted, 'body'>,
  ours: string,
): Overwritten | null {
  const own = edits.findIndex(({ text }) => text !== null && sameText(text, ours));
  if (own < 0) {
    const [last, previous] = edits;
    if (!last || last.text === null || !previous || sameText(last.text, before.body)) return null;
    return { editor: previous.editor, at: previous.at, text: last.text };
  }
  const older = edits.slice(own + 1);
  const known = older.findIndex(({ text }) => text !== null && sameText(text, before.body));
  const lost = older.slice(0, Math.max(known, 0)).find(({ text }) => text !== null);
  return lost ? { editor: lost.editor, at: lost.at, text: lost.text ?? '' } : null;
}
