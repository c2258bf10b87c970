import * as vscode from 'vscode';
import { UserError } from '../../../core/errors';
import type { TextPieces } from '../../../core/ports/pieces';
import { readTrace } from '../../../core/trace/readTrace';
import { readLog } from '../../../usecases/report/readLog';
import { isDebugging, stoppedOnException } from './debug';
import { problem } from './diagnostic';
import type { Source } from './source';
import { failedTask, type FailedTasks } from './task';
import { lastCommand, terminalSelection, type LastCommands } from './terminal';
import { copiedFailure, failedTest, isTestItem, isTestMessage } from './test';

export interface Observed {
  readonly commands: LastCommands;
  readonly tasks: FailedTasks;
}

/** What is not on this machine's disk is read whole up to this size. */
const mostBytes = 256 * 1024 * 1024;

/**
 * The text that a report is written from: what the menu passed, else the selection, else the exception on which a debug
 * session is stopped, else what was copied.
 * @throws UserError when none of it holds a stack trace
 */
export async function sourceOf(
  argument: unknown,
  withVariables: boolean,
  files: TextPieces,
): Promise<Source> {
  if (isTestMessage(argument)) return failedTest(argument);
  if (isTestItem(argument)) return copiedFailure(argument);
  if (isCallStack(argument)) return stoppedOnException(withVariables);
  if (
    argument instanceof vscode.Uri &&
    vscode.window.activeTextEditor?.document.uri.toString() !== argument.toString()
  )
    return fromFile(argument, files);
  const selected = selection();
  if (readTrace(selected)) return { text: selected };
  if (selected.trim() === '' && isDebugging()) {
    const stopped = await stoppedOnException(withVariables).catch(() => null);
    if (stopped) return stopped;
  }
  const copied = await vscode.env.clipboard.readText();
  if (readTrace(copied)) return { text: copied };
  throw new UserError(
    vscode.l10n.t(
      'There is no stack trace in the selection or the clipboard. Select or copy one and try again.',
    ),
  );
}

/** What the menu of the call stack passes. */
function isCallStack(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'sessionId' in value;
}

/** Asks where the trace is. */
export async function askForSource(
  observed: Observed,
  withVariables: boolean,
  files: TextPieces,
): Promise<Source> {
  const choices: readonly { readonly label: string; readonly read: () => Promise<Source> }[] = [
    {
      label: vscode.l10n.t('$(clippy) Clipboard'),
      read: async () => ({ text: await vscode.env.clipboard.readText() }),
    },
    { label: vscode.l10n.t('$(file) A file or log…'), read: async () => fromFile(await chooseFile(), files) },
    {
      label: vscode.l10n.t('$(terminal) The last command in the terminal'),
      read: () => lastCommand(observed.commands),
    },
    {
      label: vscode.l10n.t('$(list-selection) The selection in the terminal'),
      read: async () => (await terminalSelection()) ?? nothing(),
    },
    {
      label: vscode.l10n.t('$(debug) The exception on which debugging stopped'),
      read: () => stoppedOnException(withVariables),
    },
    ...(observed.tasks.last
      ? [
          {
            label: vscode.l10n.t('$(tools) The failed task "{0}"', observed.tasks.last.name),
            read: () => failedTask(observed.tasks),
          },
        ]
      : []),
    { label: vscode.l10n.t('$(warning) A problem of the active file'), read: () => problem() },
  ];
  const chosen = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Where is the stack trace?'),
  });
  if (!chosen) throw new vscode.CancellationError();
  return chosen.read();
}

/** What a terminal's menu means: its selection, else its last command. */
export async function fromTerminal(observed: Observed): Promise<Source> {
  const selected = await terminalSelection();
  return selected && readTrace(selected.text) ? selected : lastCommand(observed.commands);
}

function nothing(): never {
  throw new UserError(
    vscode.l10n.t('Nothing is selected in the terminal. Select the trace there and try again.'),
  );
}

function selection(): string {
  const editor = vscode.window.activeTextEditor;
  return editor?.selections.map((each) => editor.document.getText(each)).join('\n') ?? '';
}

async function chooseFile(): Promise<vscode.Uri> {
  const [file] =
    (await vscode.window.showOpenDialog({
      canSelectMany: false,
      title: vscode.l10n.t('Which file or log?'),
    })) ?? [];
  if (!file) throw new vscode.CancellationError();
  return file;
}

async function fromFile(uri: vscode.Uri, files: TextPieces): Promise<Source> {
  const pieces = uri.scheme === 'file' ? await files.pieces(uri.fsPath) : null;
  if (pieces) return { text: await readLog(pieces) };
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > mostBytes)
    throw new UserError(
      vscode.l10n.t('{0} is too large to be opened here: run "baton report" on it in a terminal.', uri.path),
    );
  return { text: Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8') };
}
