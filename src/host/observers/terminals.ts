import * as path from 'node:path';
import * as vscode from 'vscode';
import type { EndedCommand } from '../../core/journal/commandOutcome';
import type { Begun, Recorder } from './recorder';

const confidences = {
  [vscode.TerminalShellExecutionCommandLineConfidence.Low]: 'low',
  [vscode.TerminalShellExecutionCommandLineConfidence.Medium]: 'medium',
  [vscode.TerminalShellExecutionCommandLineConfidence.High]: 'high',
} as const;

/**
 * Records how the commands end that a person types into terminals with shell integration. The terminals
 * of tasks tell of commands too, of the very line of the task and often after its end: those are told as tasks.
 */
export function observeTerminals(
  recorder: Pick<Recorder, 'record'>,
  from: Begun = 'from-now-on',
): vscode.Disposable {
  const taskProcesses = new Set<number>();
  const begun = new WeakSet<vscode.TerminalShellExecution>();
  let observing = true;
  const ended = async ({
    execution,
    exitCode,
    terminal,
  }: vscode.TerminalShellExecutionEndEvent): Promise<void> => {
    const at = new Date().toISOString();
    const { value: line, confidence } = execution.commandLine;
    const folder = folderOf(execution.cwd);
    const counts = from === 'any-time' || begun.has(execution);
    if (!counts || folder === null || runsOneLine(terminal)) return;
    const process = await terminal.processId;
    if (process !== undefined && taskProcesses.has(process)) return;
    const { commandOutcome } = await import('../../core/journal/commandOutcome');
    const command: EndedCommand = { line, confidence: confidences[confidence], exitCode, folder };
    const outcome = commandOutcome(command, at);
    if (outcome && observing) recorder.record(outcome);
  };
  return vscode.Disposable.from(
    vscode.tasks.onDidStartTaskProcess(({ processId }) => taskProcesses.add(processId)),
    vscode.window.onDidStartTerminalShellExecution(({ execution }) => begun.add(execution)),
    vscode.window.onDidEndTerminalShellExecution((event) => void ended(event)),
    new vscode.Disposable(() => (observing = false)),
  );
}

/** Whether a terminal's shell was started with a line to run (`bash -c …`): a task's, into which nobody types. */
function runsOneLine({ creationOptions }: vscode.Terminal): boolean {
  const given = 'shellArgs' in creationOptions ? (creationOptions.shellArgs ?? []) : [];
  const first = typeof given === 'string' ? given.split(' ') : given;
  return first.some((argument) => /^(?:-[a-z]{0,3}c|-command|\/c)$/i.test(argument));
}

/** Where the command ran, when that is in the workspace: git is run nowhere else. */
function folderOf(cwd: vscode.Uri | undefined): string | null {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const place = cwd?.fsPath ?? folders[0]?.uri.fsPath;
  if (place === undefined || (cwd && cwd.scheme !== 'file')) return null;
  const isInside = folders.some(({ uri }) => {
    const relative = path.relative(uri.fsPath, place);
    return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
  });
  return isInside ? place : null;
}
