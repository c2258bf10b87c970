import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { remove } from './removing';

/**
 * Runs a line as a task of a folder, and comes back when VS Code has told its end. The line begins when VS Code has seen
 * the task start: of a process that is gone before it was looked at, VS Code may never tell the end.
 */
export async function runTask(folder: vscode.WorkspaceFolder, name: string, line: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'baton-task-'));
  const seen = join(directory, 'seen');
  const listening: vscode.Disposable[] = [];
  try {
    const ended = new Promise<void>((resolve) => {
      listening.push(
        vscode.tasks.onDidStartTaskProcess(({ execution }) => {
          if (execution.task.name === name && !existsSync(seen)) void writeFile(seen, '');
        }),
        vscode.tasks.onDidEndTaskProcess(({ execution }) => {
          if (execution.task.name === name) resolve();
        }),
      );
    });
    const shell = new vscode.ShellExecution(`until [ -e '${seen}' ]; do sleep 0.05; done; ${line}`);
    await vscode.tasks.executeTask(new vscode.Task({ type: 'baton-test' }, folder, name, 'baton', shell));
    await ended;
  } finally {
    for (const each of listening) each.dispose();
    await remove(directory);
  }
}
