import * as vscode from 'vscode';
import type { SettingsReader } from './settings';

/** Runs something only while a setting says so: started, stopped and started again as the setting changes. */
export function whileSettings(
  settings: SettingsReader,
  wanted: (current: ReturnType<SettingsReader['current']>) => boolean,
  start: () => vscode.Disposable,
): vscode.Disposable {
  let running: vscode.Disposable | undefined;
  const follow = (): void => {
    const on = wanted(settings.current());
    if (on && !running) running = start();
    else if (!on) {
      running?.dispose();
      running = undefined;
    }
  };
  follow();
  const subscription = settings.onDidChange(follow);
  return new vscode.Disposable(() => {
    subscription.dispose();
    running?.dispose();
  });
}
