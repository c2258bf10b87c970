import { execFile } from 'node:child_process';
import { homedir } from 'node:os';

/** The token that the gh CLI keeps for a host (a name without port); null when gh is missing or not signed in there. */
export function ghToken(host: string): Promise<string | null> {
  if (!/^[a-z0-9][a-z0-9.-]{0,252}$/i.test(host)) return Promise.resolve(null);
  return new Promise((resolve) => {
    // Never from the current folder: Windows would start a gh.exe that lies in a cloned repository.
    const options = { cwd: homedir(), timeout: 10_000, windowsHide: true, encoding: 'utf8' } as const;
    execFile('gh', ['auth', 'token', '--hostname', host], options, (error, stdout) => {
      const token = stdout.trim();
      resolve(error || token === '' ? null : token);
    });
  });
}
