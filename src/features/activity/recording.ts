import * as vscode from 'vscode';
import type { Activity } from '../../core/journal/parse';
import { observeDebug } from '../../host/observers/debug';
import { createRecorder, type Begun } from '../../host/observers/recorder';
import { observeTasks } from '../../host/observers/tasks';
import { observeTerminals } from '../../host/observers/terminals';
import type { Services } from '../../host/services';
import { whileSettings } from '../../host/whileSettings';

/**
 * Records how tasks and debug sessions end, and commands too, while the person allows it and trusts the workspace. Each
 * counts only when it began after the yes: its end may be told late, and what came before the yes is nobody's business.
 */
export function whileRecording(
  services: Pick<Services, 'settings' | 'git' | 'state' | 'log' | 'closing'>,
): vscode.Disposable {
  const { settings, closing } = services;
  const allowed = ({ kind }: Activity): boolean => {
    const { record, recordTerminal } = settings.current();
    return record === 'on' && vscode.workspace.isTrusted && (kind !== 'command-ended' || recordTerminal);
  };
  const recorder = createRecorder(services, allowed);
  // A yes of an earlier day is older than all that runs in this window, also than what began before Baton did.
  let from: Begun = 'any-time';
  const recording = whileSettings(
    settings,
    ({ record }) => record === 'on',
    () => {
      const terminals = whileSettings(
        settings,
        ({ recordTerminal }) => recordTerminal,
        () => observeTerminals(recorder, from),
      );
      return vscode.Disposable.from(observeTasks(recorder, from), observeDebug(recorder), terminals);
    },
  );
  from = 'from-now-on';
  return vscode.Disposable.from(
    recording,
    recorder,
    closing.before(() => recorder.settled()),
  );
}
