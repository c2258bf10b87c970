import { spawn } from 'node:child_process';

/** Cleans up behind a process that may die at any moment. */
export interface Guardian {
  /** A group of processes that must not outlive this one; null when it has ended. `then` is called when that is sure. */
  watch(group: number | null, then?: () => void): void;
  /** Removes everything and resolves when it is gone. */
  end(): Promise<void>;
}

/**
 * Waits for the end of its standard input, which comes with the word or with the death of whoever holds the other end,
 * ends the group of processes it was told of, and removes the working tree and its folder.
 */
const program = `
const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const [root, folder] = process.argv.slice(1);
let group = 0;
let text = '';
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});
process.stdin.on('data', (chunk) => {
  text += chunk;
  const lines = text.split('\\n');
  text = lines.pop();
  for (const line of lines) group = Number(line);
});
process.stdin.on('error', () => {});
process.stdin.on('close', () => {
  if (group > 0) {
    try {
      if (process.platform === 'win32') execFileSync('taskkill', ['/pid', String(group), '/T', '/F'], { stdio: 'ignore' });
      else process.kill(-group, 'SIGKILL');
    } catch {}
  }
  const attempt = (left) => {
    try { rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }); }
    catch (error) { if (left > 0) return setTimeout(attempt, 200, left - 1); }
    try { execFileSync('git', ['worktree', 'prune'], { cwd: root, stdio: 'ignore' }); } catch {}
  };
  attempt(20);
});
`;

export function startGuardian(root: string, folder: string): Guardian {
  const child = spawn(process.execPath, ['-e', program, root, folder], {
    // A group of its own: what ends this process's group does not end it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
    // Inside of VS Code the program is Electron, which is Node when it is told so.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
  });
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    watch: (group, then) => void child.stdin.write(`${group ?? 0}\n`, () => then?.()),
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}
