import * as path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors';
import type { GitRepository } from '../../core/ports/git';
import { plainMessage } from '../../host/plainText';

/**
 * What stands in an editor only is in no file, and would stay behind: the person says how it goes on.
 * @throws CancelledError when the person says no
 */
export async function saveFirst(repositories: readonly GitRepository[]): Promise<void> {
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) =>
      isDirty &&
      uri.scheme === 'file' &&
      repositories.some(({ root }) => uri.fsPath.startsWith(root + path.sep)),
  );
  if (unsaved.length === 0) return;
  const save = vscode.l10n.t('Save and Share');
  const without = vscode.l10n.t('Share Without');
  const names = unsaved.map(({ uri }) => path.basename(uri.fsPath)).join(', ');
  const answer = await vscode.window.showWarningMessage(
    plainMessage(vscode.l10n.t('Not saved, and so not in what is shared: {0}', names)),
    { modal: true },
    save,
    without,
  );
  if (answer === undefined) throw new CancelledError('not shared');
  if (answer === save) for (const document of unsaved) await document.save();
}
