import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { TeamEdit } from '../../core/team/edit';

/**
 * Changes the team file in one place, where it can be seen and undone; it is saved unless it had changes of its own.
 * @throws UserError when `edit` finds no place for it: then the file is shown, for a person to change
 */
export async function changeTeamFile(file: string, edit: (text: string) => TeamEdit | null): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  const editor = await vscode.window.showTextDocument(document, { preview: true });
  const { isDirty } = document;
  const found = (await changed(editor, edit)) ?? (await changed(editor, edit));
  if (found === null)
    throw new UserError(vscode.l10n.t('The team file could not be changed. It may be read-only.'));
  const put = found.text.trim();
  const from = found.offset + found.text.indexOf(put);
  editor.selection = new vscode.Selection(document.positionAt(from), document.positionAt(from + put.length));
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  if (!isDirty) await document.save();
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
