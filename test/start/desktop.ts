import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../vscode/install';
import { atExit, end, start, temporaryFolder } from '../vscode/processes';
import { quiet } from '../vscode/server';

/** Opens desktop VS Code on a folder, in a profile of its own, with Baton from this checkout; returns when it is closed. */
export async function openDesktop(
  code: string,
  scene: {
    readonly folder: string;
    readonly settings: Readonly<Record<string, unknown>>;
    readonly own: boolean;
  },
  say: (line: string) => void,
): Promise<void> {
  let profile = '';
  atExit(() => {
    // `code` hands over to a process of another group, which names itself in the profile.
    try {
      const pid = Number(readFileSync(join(profile, 'code.lock'), 'utf8'));
      if (pid > 0) process.kill(pid);
    } catch {
      // It never started, or it is gone.
    }
  });
  profile = temporaryFolder('baton-profile-').path;
  mkdirSync(join(profile, 'User'), { recursive: true });
  writeFileSync(
    join(profile, 'User/settings.json'),
    JSON.stringify({ ...quiet, ...scene.settings }, null, 2),
  );
  say(`Opening ${scene.folder} in VS Code. Closing its window, or Ctrl-C here, ends it.`);
  const args = [
    '--wait',
    '--new-window',
    `--user-data-dir=${profile}`,
    `--extensions-dir=${join(profile, 'extensions')}`,
    `--extensionDevelopmentPath=${root}`,
    ...(scene.own ? [] : ['--disable-workspace-trust']),
    scene.folder,
  ];
  const shell = process.platform === 'win32';
  const child = start(shell ? `"${code}"` : code, shell ? args.map((arg) => `"${arg}"`) : args, {
    stdio: 'inherit',
    shell,
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  await end(child);
  if (status !== 0) throw new Error(`VS Code (${code}) ended with ${status}.`);
}
