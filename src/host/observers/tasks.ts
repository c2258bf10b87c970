import * as vscode from 'vscode';
import type { Begun, Recorder } from './recorder';

/**
 * Records how tasks end. Tasks that are meant to run on (watchers) end when they are stopped, which says nothing.
 */
export function observeTasks(
  recorder: Pick<Recorder, 'record'>,
  from: Begun = 'from-now-on',
): vscode.Disposable {
  const begun = new WeakSet<vscode.TaskExecution>();
  return vscode.Disposable.from(
    vscode.tasks.onDidStartTask(({ execution }) => begun.add(execution)),
    vscode.tasks.onDidStartTaskProcess(({ execution }) => begun.add(execution)),
    vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      const { task } = execution;
      const folder = folderOf(task);
      const counts = from === 'any-time' || begun.has(execution);
      if (!counts || task.isBackground || folder === null) return;
      recorder.record({
        kind: 'task-ended',
        at: new Date().toISOString(),
        name: task.name,
        exitCode: exitCode ?? null,
        folder,
      });
    }),
  );
}

/** The folder that a task belongs to; one of the whole workspace or the person belongs to the first. */
function folderOf(task: vscode.Task): string | null {
  const scope = typeof task.scope === 'object' ? task.scope : vscode.workspace.workspaceFolders?.[0];
  return scope?.uri.scheme === 'file' ? scope.uri.fsPath : null;
}
