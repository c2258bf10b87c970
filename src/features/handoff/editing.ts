import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { nextPlaceholder, statePlaceholder } from '../../core/handoff/note';

/** How often a text is changed anew that somebody is just typing into. */
const tries = 50;

/**
 * Replaces the lines that differ once `change` has a document's text as one edit, so that one Undo takes it back, and
 * saves it. VS Code refuses an edit of a text that was typed into meanwhile: what stands there then is changed.
 * @throws UserError when somebody types all the while
 */
export async function changeText(
  document: vscode.TextDocument,
  change: (text: string) => string,
): Promise<void> {
  for (let left = tries; !(await applied(document, change)); left--)
    if (left === 0)
      throw new UserError(
        vscode.l10n.t('The note was typed into all the while, so it stays as it is. Pause, and try again.'),
      );
  await document.save();
}

async function applied(document: vscode.TextDocument, change: (text: string) => string): Promise<boolean> {
  const before = document.getText();
  const text = change(before);
  const after = document.eol === vscode.EndOfLine.CRLF ? text.replace(/\r?\n/g, '\r\n') : text;
  if (before === after) return true;
  const { start, end, inserted } = difference(before, after);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  edit.replace(document.uri, range, inserted);
  return vscode.workspace.applyEdit(edit);
}

/** The whole lines [start, end) of `before` that are replaced, and by what, to become `after`. */
function difference(before: string, after: string): { start: number; end: number; inserted: string } {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same++;
  let tail = 0;
  while (tail < shorter - same && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const start = same === 0 ? 0 : before.lastIndexOf('\n', same - 1) + 1;
  const lineEnd = before.indexOf('\n', before.length - tail);
  const end = lineEnd < 0 ? before.length : lineEnd + 1;
  return { start, end, inserted: after.slice(start, after.length - (before.length - end)) };
}

/** Shows a note with what only its author can say, or has to confirm, selected, so that typing replaces it. */
export async function showNote(document: vscode.TextDocument): Promise<void> {
  const found = firstToSay(document.getText());
  // Selected as it opens: whoever types at once must not type somewhere else.
  await vscode.window.showTextDocument(document, {
    preview: false,
    ...(found && {
      selection: new vscode.Range(document.positionAt(found.start), document.positionAt(found.end)),
    }),
  });
}

/** The first of the two lines that open a note of which its author did not say yet what is true, without its label. */
function firstToSay(text: string): { start: number; end: number } | null {
  const concluded = /^\*\*.{1,400}?:\*\* (\*inferred:\* .*?)(?: <!-- b:[0-9a-z]{1,20} -->)?\r?$/m.exec(text);
  const places = [
    ...[statePlaceholder, nextPlaceholder].map((said) => ({ start: text.indexOf(said), said })),
    ...(concluded
      ? [{ start: concluded[0].indexOf('*inferred:*') + concluded.index, said: concluded[1] ?? '' }]
      : []),
  ];
  const [first] = places.filter(({ start }) => start >= 0).sort((one, other) => one.start - other.start);
  return first ? { start: first.start, end: first.start + first.said.length } : null;
}
