import * as vscode from 'vscode';
import { UserError } from '../../../core/errors';
import { copiedBy } from './clipboard';
import type { Source } from './source';

interface FailedTask {
  readonly name: string;
  readonly command: string | null;
  readonly directory: string | null;
  readonly exitCode: number;
}

/** The task that failed last, without what it printed. */
export class FailedTasks implements vscode.Disposable {
  last: FailedTask | null = null;
  readonly #listening = vscode.tasks.onDidEndTaskProcess(({ execution: { task }, exitCode }) => {
    if (exitCode === undefined || exitCode === 0) return;
    this.last = { name: task.name, command: commandOf(task), directory: folderOf(task), exitCode };
  });

  dispose(): void {
    this.#listening.dispose();
  }
}

/**
 * What the task that failed last left in its terminal.
 * @throws UserError when its terminal is gone
 */
export async function failedTask(tasks: FailedTasks): Promise<Source> {
  const { last } = tasks;
  const terminal = vscode.window.terminals.find(({ name }) => last !== null && name.includes(last.name));
  if (!last || !terminal)
    throw new UserError(
      vscode.l10n.t(
        'The terminal of the failed task is gone. Run the task again, or copy its output, and try again.',
      ),
    );
  terminal.show(false);
  await vscode.commands.executeCommand('workbench.action.terminal.selectAll');
  const text = await copiedBy('workbench.action.terminal.copySelection');
  await vscode.commands.executeCommand('workbench.action.terminal.clearSelection');
  const { name, command, directory, exitCode } = last;
  return { text, origin: { kind: 'task', name, command, directory, exitCode } };
}

function commandOf({ execution }: vscode.Task): string | null {
  if (execution instanceof vscode.ShellExecution) {
    if (execution.commandLine !== undefined) return execution.commandLine;
    const words = [execution.command, ...(execution.args ?? [])].filter((word) => word !== undefined);
    return words.map((word) => (typeof word === 'string' ? word : word.value)).join(' ');
  }
  return execution instanceof vscode.ProcessExecution
    ? [execution.process, ...execution.args].join(' ')
    : null;
}

function folderOf({ execution, scope }: vscode.Task): string | null {
  const options =
    execution instanceof vscode.ShellExecution || execution instanceof vscode.ProcessExecution
      ? execution.options
      : undefined;
  const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
  return options?.cwd ?? (folder?.uri.scheme === 'file' ? folder.uri.fsPath : null);
}
