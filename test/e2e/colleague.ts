import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { lisbon } from '../start/sampleTeam';
import type { Scene } from './scene';
import { openWorkbench } from './openWorkbench';
import type { Workbench } from './workbench';

/** Runs git in a folder; returns what it printed, without the last line end. */
export function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8' }).trimEnd();
}

/** lisbon-dev's own clone of the scene's repository; returns its path. */
export function colleaguesClone({ folder, sample: { bare, remoteUrl } }: Scene): string {
  const clone = join(folder, 'lisbon', 'ledger');
  git(folder, 'clone', '-q', bare, clone);
  git(clone, 'config', 'user.name', lisbon.name);
  git(clone, 'config', 'user.email', lisbon.email);
  // Named as at GitHub, and fetched from what stands beside it.
  git(clone, 'remote', 'set-url', 'origin', remoteUrl);
  git(clone, 'config', `url.${bare}.insteadOf`, remoteUrl);
  return clone;
}

/** lisbon-dev's own window, in Lisbon and in a profile of its own. Whoever signs in next is lisbon-dev. */
export function openColleague({ standIn }: Scene, clone: string): Promise<Workbench> {
  standIn.signsIn(lisbon.name);
  return openWorkbench({
    folder: clone,
    timezone: 'Europe/Lisbon',
    settings: { 'github-enterprise.uri': standIn.url },
    env: { TZ: 'UTC', VSCODE_PROXY_URI: standIn.url },
  });
}

/** Says yes to VS Code's own dialogs of signing in. */
export async function signIn(workbench: Workbench): Promise<void> {
  await workbench.dialog(/wants to sign in/, 'Allow');
  await enterCode(workbench);
}

/** The second half of signing in: the page where a code is entered opens, and is closed again. */
export async function enterCode(workbench: Workbench): Promise<void> {
  const opened = workbench.page.context().waitForEvent('page');
  await workbench.dialog(/Your Code: BATN-2026/, 'Copy & Continue to Browser');
  await (await opened).close();
}
