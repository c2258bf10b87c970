import * as vscode from 'vscode';
import { hour12Of } from '../core/time/hourCycle';

const key = 'baton.reportedHour12';

/** Remembers whether clocks show twelve hours on the machine the person sits at, as its browser side says. */
export async function rememberHour12(memory: vscode.Memento, hour12: boolean): Promise<void> {
  if (memory.get<unknown>(key) !== hour12) await memory.update(key, hour12);
}

/**
 * Whether clocks show twelve hours. Until a webview has said so: as the environment has it, where Baton runs on the
 * machine that the person sits at; else as VS Code's language has it; 24 hours where that tells nothing.
 */
export function showsHour12(memory: vscode.Memento): boolean {
  const reported = memory.get<unknown>(key);
  if (typeof reported === 'boolean') return reported;
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  return hour12Of([...(isHere ? [ownLocale()] : []), vscode.env.language]) ?? false;
}

/** What this machine says of its locale; only Windows tells it to programs elsewhere than in the environment. */
function ownLocale(): string | undefined {
  const { LC_ALL, LC_TIME, LANG } = process.env;
  const named = LC_ALL || LC_TIME || LANG;
  return named === undefined && process.platform === 'win32'
    ? new Intl.DateTimeFormat().resolvedOptions().locale
    : named;
}
