import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

const running = new Set<ChildProcess>();
const cleanups = new Set<() => void>();
let guarded = false;

/** Ends a process and everything it started; asking first, then not asking. */
export async function end(child: ChildProcess, graceMs = 3000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    // The leader is gone; what it left behind in its group is not.
    signal(child, 'SIGKILL');
    running.delete(child);
    return;
  }
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signal(child, 'SIGTERM');
  const timer = setTimeout(() => signal(child, 'SIGKILL'), graceMs);
  await gone;
  clearTimeout(timer);
  signal(child, 'SIGKILL');
  running.delete(child);
}

/** Starts a process as the head of a group of its own, which ends with this process, however that ends. */
export function start(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  guard();
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  running.add(child);
  return child;
}

/** Runs `cleanup` when this process ends, on Ctrl-C too. Returns the way to take it back. */
export function atExit(cleanup: () => void): () => void {
  guard();
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** Makes a fresh folder for temporary files; it goes when `remove` is called, and with this process at the latest. */
export function temporaryFolder(prefix: string): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), prefix));
  // A process that was just killed may still be writing into it.
  const clear = () => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  const forget = atExit(clear);
  return {
    path,
    remove: () => {
      forget();
      clear();
    },
  };
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // No such group: it ended by itself.
  }
}

function guard(): void {
  if (guarded) return;
  guarded = true;
  process.on('exit', () => {
    for (const child of running) signal(child, 'SIGKILL');
    for (const cleanup of cleanups) {
      try {
        cleanup();
      } catch (error) {
        console.error(error);
      }
    }
  });
  for (const [name, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.on(name, () => process.exit(128 + number));
  }
}
