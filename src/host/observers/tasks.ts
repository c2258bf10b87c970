import * as vscode from 'vscode';
import type { Recorder } from './recorder';

/** Records how tasks end. Tasks that are meant to run on (watchers) end when they are stopped, which says nothing. */
export function observeTasks(recorder: Pick<Recorder, 'record'>): vscode.Disposable {
  return vscode.tasks.onDidEndTaskProcess(({ execution: { task }, exitCode }) => {
    const folder = folderOf(task);
    if (task.isBackground || folder === null) return;
    recorder.record({
      kind: 'task-ended',
      at: new Date().toISOString(),
      name: task.name,
      exitCode: exitCode ?? null,
      folder,
    });
  });
}

/** The folder that a task belongs to; one of the whole workspace or the person belongs to the first. */
function folderOf(task: vscode.Task): string | null {
  const scope = typeof task.scope === 'object' ? task.scope : vscode.workspace.workspaceFolders?.[0];
  return scope?.uri.scheme === 'file' ? scope.uri.fsPath : null;
}
