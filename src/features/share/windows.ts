import * as vscode from 'vscode';
import type { Services } from '../../host/services';
import type { PickedUpWork } from '../../usecases/share/pickUp';
import { keepIntent, putInPlace, type Intent } from './arrive';

/** What was picked up, and in which of the receiver's repositories. */
export interface Arrived extends PickedUpWork {
  readonly root: string;
}

/**
 * Shows what was picked up: on the branch at hand in this window, new worktrees in one of their own, several of them
 * together. What is open here stays as it is.
 */
export async function showArrived(
  services: Services,
  arrived: readonly Arrived[],
  lead: Arrived,
  intent: Intent,
): Promise<void> {
  const fresh = arrived.filter(({ root, worktree }) => worktree !== root).map(({ worktree }) => worktree);
  if (lead.worktree === lead.root) await putInPlace(services, lead.worktree, intent);
  else await keepIntent(services, lead.worktree, intent);
  const [first, ...more] = fresh;
  if (first === undefined) return;
  const uri = more.length === 0 ? vscode.Uri.file(first) : await workspaceOf(services, fresh, intent.title);
  await vscode.commands.executeCommand('vscode.openFolder', uri, { forceNewWindow: true });
}

/** A workspace of several folders, as a file of its own outside of the work. */
async function workspaceOf(
  services: Services,
  folders: readonly string[],
  title: string,
): Promise<vscode.Uri> {
  const directory = vscode.Uri.joinPath(services.context.globalStorageUri, 'picked-up');
  await vscode.workspace.fs.createDirectory(directory);
  const name = title.replace(/[^a-z0-9.-]+/g, '-');
  const uri = vscode.Uri.joinPath(directory, `${name}.code-workspace`);
  const content = JSON.stringify({ folders: folders.map((path) => ({ path })) }, null, 2);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return uri;
}
