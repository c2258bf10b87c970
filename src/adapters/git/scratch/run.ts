import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Cancellation } from '../../../core/cancel';
import { CancelledError } from '../../../core/errors';
import type { Run } from '../../../core/ports/scratch';
import type { Guardian } from './guardian';

/** A trace stands at the end of what is printed, or at its beginning. */
const mostKept = 1_000_000;

export function runCommand(
  command: string,
  tree: string,
  {
    directory,
    limit,
    signal,
  }: { readonly directory: string; readonly limit: number; readonly signal?: Cancellation },
  guardian: Guardian,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new CancelledError('cancelled'));
    const child = start(command, join(tree, directory));
    // It begins only when somebody would end it, were this process to die now.
    guardian.watch(child.pid ?? null, () => child.stdin.end('go\n'));
    let [first, last] = ['', ''];
    const keep = (text: string): void => {
      const room = mostKept - first.length;
      if (room > 0) first += text.slice(0, room);
      last = room >= text.length ? last : (last + text.slice(Math.max(0, room))).slice(-mostKept);
    };
    // It may end, or be ended, before it was told to begin.
    child.stdin.on('error', () => {});
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', keep);
    let timedOut = false;
    let cancelled = false;
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup(child);
    }, limit);
    const stop = (): void => {
      cancelled = true;
      endGroup(child);
    };
    signal?.addEventListener('abort', stop, { once: true });
    const settle = (exitCode: number | null, failure?: Error): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      // What it left in the background goes as well.
      endGroup(child);
      guardian.watch(null);
      if (cancelled) reject(new CancelledError('cancelled'));
      else if (failure) reject(failure);
      else
        resolve({
          exitCode: timedOut ? null : exitCode,
          output: last === '' ? first : `${first}\n…\n${last}`,
          timedOut,
        });
    };
    child.once('error', (failure) => settle(null, failure));
    // Not `close`: something in the background may hold the pipes for ever.
    child.once('exit', (code) => setTimeout(settle, 50, code ?? 1));
  });
}

/** A group of its own, so that all that it starts can be ended with it. It waits for a line before it begins. */
function start(command: string, cwd: string) {
  const options = { cwd, windowsHide: true, env: environment() };
  if (process.platform === 'win32') return spawn(command, { ...options, shell: true });
  const waiting = 'read -r go && exec /bin/sh -c "$1" </dev/null';
  return spawn('/bin/sh', ['-c', waiting, 'sh', command], { ...options, detached: true });
}

/** A program that is run anew must not believe that it is inside of git, of a hook or of the editor. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:GIT_|VSCODE_|ELECTRON_)/.test(name));
  return Object.fromEntries(kept);
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32')
      spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
