import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { Git } from '../../core/ports/git';
import { withProgress } from '../../host/progress';
import type { Services } from '../../host/services';
import { directoriesOnDisk } from '../../host/workspace';
import { reportBug, type WrittenReport } from '../../usecases/report/reportBug';
import { reportDocument, type Reports } from './documents';
import type { Source } from './sources/source';

/** In a folder that is not trusted nothing is run: the report is written from the text and the files alone. */
const noGit: Git = { open: () => Promise.resolve(null) };

/** Writes the report of a trace and opens it. @throws UserError when there is no trace */
export async function write(services: Services, reports: Reports, source: Source): Promise<void> {
  await reports.open(await reportOf(services, source, directoriesOnDisk()), source);
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'git was not asked, because this folder is not trusted: the report has no links or commits.',
      ),
    );
  }
}

/**
 * The trace was printed by another version than the one that is checked out: its lines are carried from there.
 * @throws UserError when the repository does not have that version
 */
export async function setVersion(
  services: Pick<Services, 'git' | 'files' | 'machine' | 'state' | 'secrets'>,
  reports: Reports,
  argument: unknown,
  folders = directoriesOnDisk(),
): Promise<void> {
  const document = await reportDocument(argument);
  const { source, written } = await reports.of(document);
  if (!source)
    throw new UserError(
      vscode.l10n.t('What this report was written from is not known any more: write it anew from the trace.'),
    );
  const revision = await vscode.window.showInputBox({
    title: vscode.l10n.t('Which version printed the trace?'),
    prompt: vscode.l10n.t('A commit, a tag or a branch of this repository.'),
    placeHolder: 'v1.4.2',
    ignoreFocusOut: true,
  });
  if (revision === undefined || revision.trim() === '') throw new vscode.CancellationError();
  const report = await reportOf(services, source, folders, revision.trim());
  if (document.getText().replace(/\r\n/g, '\n') !== written) {
    const go = vscode.l10n.t('Write Anew');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('The report is written anew. What you wrote in it is replaced; Undo brings it back.'),
      { modal: true },
      go,
    );
    if (chosen !== go) throw new vscode.CancellationError();
  }
  await reports.rewrite(document, report, source);
}

async function reportOf(
  services: Pick<Services, 'git' | 'files' | 'machine' | 'state' | 'secrets'>,
  { text, origin, variables }: Source,
  workspaces: readonly string[],
  revision?: string,
): Promise<WrittenReport> {
  const request = {
    text,
    workspaces,
    ...(origin && { origin }),
    ...(variables && { variables }),
    ...(revision !== undefined && { revision }),
  };
  const { git, files, machine, state, secrets: scanner } = services;
  const { os, zone, zoneData } = machine;
  const ports = vscode.workspace.isTrusted
    ? { git, files, machine, state, scanner }
    : { git: noGit, files, machine: { os, zone, zoneData }, state, scanner };
  return withProgress(vscode.l10n.t('Writing the bug report'), (signal) =>
    reportBug({ ...request, signal }, ports),
  );
}
