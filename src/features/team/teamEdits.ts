import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { TeamEdit } from '../../core/team/edit';

/**
 * Changes the team file in one place, where it can be seen and undone; it is saved unless it had changes of its own.
 * @throws UserError when `edit` finds no place for it: then the file is shown, for a person to change
 */
export async function changeTeamFile(file: string, edit: (text: string) => TeamEdit | null): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  const { isDirty } = document;
  const found = edit(document.getText());
  const editor = await vscode.window.showTextDocument(document, { preview: true });
  if (found === null)
    throw new UserError(
      vscode.l10n.t('The team file is written in a way that Baton does not change. Change it by hand.'),
    );
  const range = new vscode.Range(
    document.positionAt(found.offset),
    document.positionAt(found.offset + found.length),
  );
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, range, found.text);
  if (!(await vscode.workspace.applyEdit(change)))
    throw new UserError(vscode.l10n.t('The team file could not be changed. It may be read-only.'));
  const put = found.text.replace(/^\s+|\s+$/g, '');
  const from = found.offset + found.text.indexOf(put);
  editor.selection = new vscode.Selection(document.positionAt(from), document.positionAt(from + put.length));
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  if (!isDirty) await document.save();
}
