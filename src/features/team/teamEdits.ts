import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { TeamEdit } from '../../core/team/edit';

/** Reading a small file anew takes no longer, milliseconds. */
const longest = 5_000;

/**
 * Changes the team file in one place, where it can be seen and undone; it is saved unless it had changes of its own.
 * @throws UserError when `edit` finds no place for it: then the file is shown, for a person to change
 */
export async function changeTeamFile(file: string, edit: (text: string) => TeamEdit | null): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  const editor = await vscode.window.showTextDocument(document, { preview: true });
  if (document.isDirty) return put(editor, edit);
  // Somebody may change the file between any two of these steps: a save that would overwrite it is refused.
  for (let attempt = 0; attempt < 3; attempt++) {
    if (!(await readAnew(document)) && attempt > 0) break;
    await put(editor, edit);
    const { version } = document;
    if (await document.save()) return;
    if (document.version !== version) break;
  }
  throw new UserError(
    vscode.l10n.t('The team file shows the change, but could not be saved. Look at it, then save it.'),
  );
}

/**
 * What an open editor shows may be older than the file: VS Code looks for changes from outside (a `git pull`) now and
 * then. Nobody's changes are lost: there are none but those that this very edit could not save.
 * Says whether it was read.
 */
async function readAnew(document: vscode.TextDocument): Promise<boolean> {
  if (vscode.window.activeTextEditor?.document !== document) return false;
  // A file that is gone cannot be read: then what the editor shows is all that there is.
  const read = vscode.commands.executeCommand('workbench.action.files.revert').then(
    () => true,
    () => false,
  );
  // Where VS Code never answers, what it reads itself is as new, and a save that is refused tells the rest.
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, longest, false)));
  return Promise.race([read, late]).finally(() => clearTimeout(timer));
}

/** Edits, and selects what was put in. */
async function put(editor: vscode.TextEditor, edit: (text: string) => TeamEdit | null): Promise<void> {
  const { document } = editor;
  const found = (await changed(editor, edit)) ?? (await changed(editor, edit));
  if (found === null)
    throw new UserError(vscode.l10n.t('The team file could not be changed. It may be read-only.'));
  const text = found.text.trim();
  const from = found.offset + found.text.indexOf(text);
  editor.selection = new vscode.Selection(document.positionAt(from), document.positionAt(from + text.length));
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Null where the text changed under the edit: an editor does not take what was made for another text. */
async function changed(
  editor: vscode.TextEditor,
  edit: (text: string) => TeamEdit | null,
): Promise<TeamEdit | null> {
  const { document } = editor;
  const found = edit(document.getText());
  if (found === null)
    throw new UserError(
      vscode.l10n.t('The team file is written in a way that Baton does not change. Change it by hand.'),
    );
  const range = new vscode.Range(
    document.positionAt(found.offset),
    document.positionAt(found.offset + found.length),
  );
  return (await editor.edit((change) => change.replace(range, found.text))) ? found : null;
}
