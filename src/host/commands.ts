import * as vscode from 'vscode';
import { CancelledError, UserError } from '../core/errors';
import { commands as ids } from '../ids';
import { plainMessage } from './plainText';

/** Registers commands with one error surface: a sentence for what is expected, "Show Log" for what is not. */
export interface Commands {
  register(id: string, run: (...args: never[]) => unknown): vscode.Disposable;
  /** Shows an error as a command's failure would be shown; for work that no command started. */
  show(error: unknown): Promise<void>;
}

export function createCommands(log: vscode.LogOutputChannel): Commands {
  const show = async (error: unknown): Promise<void> => {
    if (error instanceof CancelledError || error instanceof vscode.CancellationError) return;
    if (error instanceof UserError) {
      log.info(error.message);
      const remedy = error.remedy;
      const buttons = remedy ? [remedy.title] : [];
      const chosen = await vscode.window.showErrorMessage(plainMessage(error.message), ...buttons);
      if (remedy && chosen === remedy.title) await vscode.commands.executeCommand(remedy.command);
      return;
    }
    log.error(error instanceof Error ? error : String(error));
    const showLog = vscode.l10n.t('Show Log');
    const chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t('Baton could not finish: an unexpected error. Nothing you wrote is lost.'),
      showLog,
    );
    if (chosen === showLog) await vscode.commands.executeCommand(ids.showLog);
  };
  return {
    show,
    register: (id, run) =>
      vscode.commands.registerCommand(id, async (...args: never[]) => {
        try {
          return await run(...args);
        } catch (error) {
          // Not awaited: a command ends when its work ends, not when its message is closed.
          void show(error);
          return undefined;
        }
      }),
  };
}
