import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { Git } from '../../core/ports/git';
import { withProgress } from '../../host/progress';
import type { Register, Services } from '../../host/services';
import { directoriesOnDisk } from '../../host/workspace';
import { commands } from '../../ids';

/** A stack trace, selected or copied, becomes a bug report. */
export const register: Register = (services) =>
  services.commands.register(commands.report, () => reportFromTrace(services));

/** In a folder that is not trusted nothing is run: the report is written from the text and the files alone. */
const noGit: Git = { open: () => Promise.resolve(null) };

async function reportFromTrace(services: Services): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const text = await textWithTrace(editor);
  const { reportBug } = await import('../../usecases/report/reportBug');
  const trusted = vscode.workspace.isTrusted;
  const report = await withProgress(vscode.l10n.t('Writing the bug report'), (signal) =>
    reportBug(
      { text, workspaces: directoriesOnDisk(), signal },
      {
        git: trusted ? services.git : noGit,
        files: services.files,
        machine: services.machine,
        state: services.state,
        scanner: services.secrets,
      },
    ),
  );
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: report.markdown,
  });
  // Beside: the selection that it came from stays as it is.
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  if (!trusted) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'git was not asked, because this folder is not trusted: the report has no links or commits.',
      ),
    );
  }
}

/**
 * What was selected, else what was copied.
 * @throws UserError when neither holds a stack trace
 */
async function textWithTrace(editor: vscode.TextEditor | undefined): Promise<string> {
  const selected = editor?.selections.map((selection) => editor.document.getText(selection)).join('\n') ?? '';
  const { readTrace } = await import('../../core/trace/readTrace');
  if (readTrace(selected)) return selected;
  const copied = await vscode.env.clipboard.readText();
  if (readTrace(copied)) return copied;
  throw new UserError(
    vscode.l10n.t(
      'There is no stack trace in the selection or the clipboard. Select or copy one and try again.',
    ),
  );
}
