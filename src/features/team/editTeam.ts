import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { Services } from '../../host/services';
import type { TeamReader } from './reader';
import { teamDirectories, teamFile } from './reading';

/**
 * Opens the team file, or, where there is none, a new one with what is known: a person looks at it and saves it.
 * @throws UserError when no folder is open
 */
export async function editTeam(services: Services, reader: TeamReader): Promise<void> {
  if (!reader.isRead) await reader.refresh();
  const { reading } = reader;
  if (reading?.file) return show(vscode.Uri.file(reading.file), reading.problems[0]?.line);
  const directory = reading ? await rootOf(services, reading.directory) : (await teamDirectories())[0];
  if (directory === undefined)
    throw new UserError(vscode.l10n.t('No folder is open. Open a folder to write down who is on the team.'), {
      title: vscode.l10n.t('Open Folder'),
      command: 'vscode.openFolder',
    });
  const target = vscode.Uri.joinPath(vscode.Uri.file(directory), ...teamFile);
  if (await exists(target)) return show(target, undefined);
  const { teamFileText } = await import('./template');
  const document = await vscode.workspace.openTextDocument(target.with({ scheme: 'untitled' }));
  if (document.getText() === '') {
    const edit = new vscode.WorkspaceEdit();
    const { knownCollaborators } = await import('./collaborators');
    const others = await knownCollaborators(services, directory);
    const text = teamFileText(reading?.team ?? { source: 'commits', members: [] }, others);
    edit.insert(document.uri, new vscode.Position(0, 0), text);
    await vscode.workspace.applyEdit(edit);
  }
  await vscode.window.showTextDocument(document);
}

/** The file belongs at the repository's root, where every clone and the terminal look for it. */
async function rootOf(services: Services, directory: string): Promise<string> {
  if (!vscode.workspace.isTrusted) return directory;
  return (await services.git.open(directory))?.root ?? directory;
}

const exists = (uri: vscode.Uri) =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );

async function show(uri: vscode.Uri, line: number | undefined): Promise<void> {
  const editor = await vscode.window.showTextDocument(uri);
  if (line === undefined) return;
  const position = new vscode.Position(line - 1, 0);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(
    new vscode.Range(position, position),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}
