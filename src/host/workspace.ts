import * as vscode from 'vscode';
import { UserError } from '../core/errors';

/**
 * The workspace's folders on disk, as absolute paths, in which git may run.
 * @throws UserError when there is none: no folder is open, the workspace is not trusted, or it is not on disk
 */
export function trustedDirectories(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0)
    throw new UserError(
      vscode.l10n.t('No folder is open. Open the folder of a git repository and try again.'),
      {
        title: vscode.l10n.t('Open Folder'),
        command: 'vscode.openFolder',
      },
    );
  if (!vscode.workspace.isTrusted)
    throw new UserError(
      vscode.l10n.t('Baton does not run git in a folder that you have not trusted. Trust it and try again.'),
      { title: vscode.l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' },
    );
  const directories = directoriesOnDisk();
  if (directories.length === 0)
    throw new UserError(
      vscode.l10n.t(
        'This workspace is not on disk, and Baton reads git repositories on disk. Clone the repository and open the clone.',
      ),
    );
  return directories;
}

/** The same, but empty where there is none. */
export function trustedDirectoriesIfAny(): readonly string[] {
  return vscode.workspace.isTrusted ? directoriesOnDisk() : [];
}

/** The workspace's folders on disk, trusted or not. */
export function directoriesOnDisk(): readonly string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter((folder) => folder.uri.scheme === 'file')
    .map((folder) => folder.uri.fsPath);
}
