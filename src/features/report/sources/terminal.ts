import * as vscode from 'vscode';
import { UserError } from '../../../core/errors';
import { copiedBy } from './clipboard';
import type { Source } from './source';

/** How the last command of a terminal ended. What it printed is not kept: VS Code is asked for it when it is wanted. */
interface Ended {
  readonly command: string;
  readonly directory: string | null;
  readonly exitCode: number | null;
}

/** The last command of each terminal with shell integration. */
export class LastCommands implements vscode.Disposable {
  readonly #ended = new WeakMap<vscode.Terminal, Ended>();
  readonly #listening = vscode.window.onDidEndTerminalShellExecution(({ terminal, execution, exitCode }) => {
    this.#ended.set(terminal, {
      command: execution.commandLine.value,
      directory: execution.cwd?.fsPath ?? null,
      exitCode: exitCode ?? null,
    });
  });

  of(terminal: vscode.Terminal | undefined): Ended | null {
    return terminal ? (this.#ended.get(terminal) ?? null) : null;
  }

  dispose(): void {
    this.#listening.dispose();
  }
}

/** The selection in the active terminal; null when nothing is selected. */
export async function terminalSelection(): Promise<Source | null> {
  const text = await copiedBy('workbench.action.terminal.copySelection');
  const directory = vscode.window.activeTerminal?.shellIntegration?.cwd?.fsPath ?? null;
  return text.trim() === '' ? null : { text, origin: { kind: 'terminal', directory } };
}

/**
 * The last command of the active terminal with its output.
 * @throws UserError when the terminal does not know its commands
 */
export async function lastCommand(commands: LastCommands): Promise<Source> {
  const terminal = vscode.window.activeTerminal;
  const text = await copiedBy('workbench.action.terminal.copyLastCommandAndLastCommandOutput');
  if (text.trim() === '')
    throw new UserError(
      vscode.l10n.t(
        'The terminal does not tell its last command. Turn on "terminal.integrated.shellIntegration.enabled", or select the output and try again.',
      ),
    );
  const known = commands.of(terminal);
  const [first = ''] = text.split(/\r?\n/);
  return {
    text,
    origin: {
      kind: 'terminal',
      command: known?.command ?? first.trim(),
      directory: known?.directory ?? terminal?.shellIntegration?.cwd?.fsPath ?? null,
      exitCode: known?.exitCode ?? null,
    },
  };
}
