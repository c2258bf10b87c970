import * as vscode from 'vscode';
import type { Register } from '../../host/services';
import { commands, internalCommands } from '../../ids';
import type { ShareOrder } from './shareCommand';

/** Sharing work in progress and picking it up. What speaks with git is loaded by the first command. */
export const register: Register = (services) => {
  const command = services.commands.register;
  const arrive = (): void => {
    // Asked after the window has opened; a folder that is not trusted yet waits until it is.
    const look = async () => {
      const [{ arriveHere }, { showPickedUp }] = await Promise.all([
        import('./arrive'),
        import('./pickedUp'),
      ]);
      await arriveHere(services);
      await showPickedUp(services);
    };
    look().catch((error: unknown) => services.log.error(error instanceof Error ? error : String(error)));
  };
  const timer = setTimeout(arrive, 0);
  return vscode.Disposable.from(
    { dispose: () => clearTimeout(timer) },
    vscode.workspace.onDidGrantWorkspaceTrust(arrive),
    vscode.languages.registerCodeLensProvider(
      { language: 'markdown' },
      {
        provideCodeLenses: async (document) => {
          const text = document.getText();
          if (!text.includes('refs/baton/') && !text.includes('baton pickup ')) return [];
          const { readReference } = await import('../../core/share/reference');
          if (readReference(text).share === null) return [];
          const title = vscode.l10n.t('$(play) Start Here…');
          const top = new vscode.Range(0, 0, 0, 0);
          return [
            new vscode.CodeLens(top, { title, command: commands.startHere, arguments: [document.uri] }),
          ];
        },
      },
    ),
    command(commands.share, async () => (await import('./shareCommand')).shareWorkInProgress(services)),
    command(internalCommands.shareForNote, async (order: ShareOrder) =>
      (await import('./shareCommand')).shareForNote(services, order),
    ),
    command(commands.startHere, async (from?: unknown) =>
      (await import('./startHere')).startHere(services, from),
    ),
  );
};
