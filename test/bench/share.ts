import { spawn } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createSharing } from '../../src/adapters/git/share';
import { createSecretScanner } from '../../src/adapters/secrets';
import { pickUp } from '../../src/usecases/share/pickUp';
import { prepareShare, sendShare } from '../../src/usecases/share/shareWork';
import { atMost, median, type Result } from './result';

const files = 50_000;
const changed = 300;
const untracked = 40;
const rounds = 7;

/** Sharing beside `git stash create` and `git push`, and picking up beside `git worktree add`, on the same repository. */
export async function run(): Promise<Result[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'baton-bench-')));
  try {
    const { author, receiver } = generate(folder);
    const sharing = createSharing();
    const ports = {
      sharing,
      secrets: createSecretScanner(),
      now: () => Date.now(),
      isPublic: () => Promise.resolve(false),
    };
    const request = {
      roots: [author],
      login: 'ana',
      name: 'work',
      remote: null,
      maxBytes: 10_000_000,
      leaveOut: [],
      notSecret: [],
      allowPublic: false,
      replace: false,
      open: [],
      command: null,
    };
    const times = {
      share: [] as number[],
      stash: [] as number[],
      pickup: [] as number[],
      worktree: [] as number[],
    };
    const share = async () => void (await sendShare(await prepareShare(request, ports), request, ports));
    change(author, 'warm');
    await share();
    const before = memory();
    for (let round = 0; round < rounds; round += 1) {
      change(author, `stash ${round}`);
      times.stash.push(
        await timed(async () => {
          const sha = (await git(author, 'stash', 'create')).trim();
          await git(author, 'push', '--quiet', 'origin', `${sha}:refs/bench/${round}`);
        }),
      );
      change(author, `share ${round}`);
      times.share.push(await timed(share));
    }
    const grown = memory() - before;
    for (let round = 0; round < 4; round += 1) {
      const plain = join(folder, `plain-${round}`);
      times.worktree.push(
        await timed(async () => {
          await git(receiver, 'fetch', '--quiet', 'origin');
          await git(receiver, 'worktree', 'add', '--quiet', '--detach', plain, 'origin/main');
        }),
      );
      let worktree = '';
      times.pickup.push(
        await timed(async () => {
          const picked = await pickUp(
            {
              root: receiver,
              share: { login: 'ana', name: 'work' },
              remote: null,
              how: 'worktree',
              receiver: 'ben',
              tellAuthor: false,
              note: null,
            },
            ports,
          );
          worktree = picked.worktree;
        }),
      );
      for (const each of [plain, worktree]) rmSync(each, { recursive: true, force: true });
      await git(receiver, 'worktree', 'prune');
    }
    const [own, stash, picked, worktree] = [times.share, times.stash, times.pickup, times.worktree].map(
      median,
    );
    return [
      { name: 'share, 50,000 files, 300 changed, 40 untracked', value: own ?? 0, unit: 'ms' },
      { name: 'git stash create and git push', value: stash ?? 0, unit: 'ms' },
      atMost('share beside git stash create and git push', (own ?? 0) / (stash ?? 0), 'x', 1.3),
      { name: 'pick up, 50,000 files', value: picked ?? 0, unit: 'ms' },
      { name: 'git worktree add', value: worktree ?? 0, unit: 'ms' },
      atMost('pick up beside git worktree add', (picked ?? 0) / (worktree ?? 0), 'x', 1.3),
      atMost(`memory that ${rounds} shares leave behind`, grown / 1e6, 'MB', 10),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function git(cwd: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.on('close', (code) =>
      code === 0 ? resolve(text) : reject(new Error(`git ${args.join(' ')}: ${code}`)),
    );
  });
}

const pathOf = (number: number): string => `src/part${number % 250}/file${number}.ts`;

/** Each call makes another change of the same size. */
function change(root: string, word: string): void {
  for (let number = 0; number < changed; number += 1) {
    writeFileSync(join(root, pathOf(number * 150)), `${text(number * 150)}// ${word}\n`);
  }
  mkdirSync(join(root, 'new'), { recursive: true });
  for (let number = 0; number < untracked; number += 1) {
    writeFileSync(join(root, 'new', `file${number}.ts`), `${text(number)}// new, ${word}\n`);
  }
}

function text(number: number): string {
  return Array.from(
    { length: 20 },
    (_, line) => `export const value${number}x${line} = ${number * line};\n`,
  ).join('');
}

function generate(folder: string): { author: string; receiver: string } {
  const run = (cwd: string, args: readonly string[], input?: string): void =>
    void execFileSync('git', args, {
      cwd,
      input: input ?? '',
      stdio: ['pipe', 'ignore', 'inherit'],
      maxBuffer: 1e9,
    });
  const remote = join(folder, 'remote.git');
  run(folder, ['init', '--bare', '-q', '-b', 'main', remote]);
  const parts = ['commit refs/heads/main\ncommitter Ana <ana@example.com> 1760000000 +0000\ndata 5\nBegin\n'];
  for (let number = 0; number < files; number += 1) {
    const content = text(number);
    parts.push(`M 100644 inline ${pathOf(number)}\ndata ${content.length}\n${content}\n`);
  }
  run(remote, ['fast-import', '--quiet'], parts.join(''));
  for (const name of ['author', 'receiver']) {
    run(folder, ['clone', '-q', remote, name]);
    run(join(folder, name), ['config', 'user.name', name]);
    run(join(folder, name), ['config', 'user.email', `${name}@example.com`]);
  }
  return { author: join(folder, 'author'), receiver: join(folder, 'receiver') };
}
