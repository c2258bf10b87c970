import * as path from 'node:path';
import * as vscode from 'vscode';
import type { EndedCommand } from '../../core/journal/commandOutcome';
import type { Recorder } from './recorder';

const confidences = {
  [vscode.TerminalShellExecutionCommandLineConfidence.Low]: 'low',
  [vscode.TerminalShellExecutionCommandLineConfidence.Medium]: 'medium',
  [vscode.TerminalShellExecutionCommandLineConfidence.High]: 'high',
} as const;

/**
 * Records how the commands end that a person types into terminals with shell integration. The terminals of tasks tell
 * of commands too, late and decorated: those are the tasks' own, and told as tasks.
 */
export function observeTerminals(recorder: Pick<Recorder, 'record'>): vscode.Disposable {
  const taskProcesses = new Set<number>();
  const ended = async ({
    execution,
    exitCode,
    terminal,
  }: vscode.TerminalShellExecutionEndEvent): Promise<void> => {
    const at = new Date().toISOString();
    const { value: line, confidence } = execution.commandLine;
    const folder = folderOf(execution.cwd);
    const process = await terminal.processId;
    if (folder === null || (process !== undefined && taskProcesses.has(process))) return;
    const { commandOutcome } = await import('../../core/journal/commandOutcome');
    const command: EndedCommand = { line, confidence: confidences[confidence], exitCode, folder };
    const outcome = commandOutcome(command, at);
    if (outcome) recorder.record(outcome);
  };
  return vscode.Disposable.from(
    vscode.tasks.onDidStartTaskProcess(({ processId }) => taskProcesses.add(processId)),
    vscode.window.onDidEndTerminalShellExecution((event) => void ended(event)),
  );
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
