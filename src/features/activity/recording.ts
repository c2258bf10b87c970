import * as vscode from 'vscode';
import { observeDebug } from '../../host/observers/debug';
import { createRecorder } from '../../host/observers/recorder';
import { observeTasks } from '../../host/observers/tasks';
import { observeTerminals } from '../../host/observers/terminals';
import type { Services } from '../../host/services';
import { whileSettings } from '../../host/whileSettings';

/** Records how tasks and debug sessions end, and commands too, while the person allows it and trusts the workspace. */
export function whileRecording(services: Services): vscode.Disposable {
  const { settings } = services;
  const allowed = (): boolean => settings.current().record === 'on' && vscode.workspace.isTrusted;
  return whileSettings(
    settings,
    ({ record }) => record === 'on',
    () => {
      const recorder = createRecorder(services, allowed);
      const terminals = whileSettings(
        settings,
        ({ recordTerminal }) => recordTerminal,
        () => observeTerminals(recorder),
      );
      return vscode.Disposable.from(observeTasks(recorder), observeDebug(recorder), terminals, recorder);
    },
  );
}
