import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createSharing } from '../../src/adapters/git/share';
import { createSecretScanner } from '../../src/adapters/secrets';
import { pickUp } from '../../src/usecases/share/pickUp';
import { prepareShare, sendShare } from '../../src/usecases/share/shareWork';
import { option } from './options';
import { atMost, median, type Result } from './result';

const files = Number(option('files') ?? 50_000);
const changed = 300;
const untracked = 40;
/** Pairs: both of one on the same state of the machine, each in turn first, so that what else runs there hits both. */
const sharePairs = 8;
const pickUpPairs = 6;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Sharing beside `git stash create` and `git push`, and picking up beside `git worktree add`, on the same repository. */
export async function run(): Promise<Result[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'baton-bench-')));
  try {
    const { author, receiver } = generate(folder);
    const ports = {
      sharing: createSharing(),
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
    const share = async () => void (await sendShare(await prepareShare(request, ports), request, ports));
    const stash = async (round: number) => {
      const sha = (await git(author, 'stash', 'create')).trim();
      await git(author, 'push', '--quiet', 'origin', `${sha}:refs/bench/${round}`);
    };
    // Once before: caches are warm, and what is loaded on first use is there.
    change(author, 'warm');
    await stash(-1);
    await share();
    const before = memory();
    const sharing = await pairs(sharePairs, {
      prepare: (round, which) => change(author, `${which} ${round}`),
      own: share,
      other: stash,
    });
    const left = memory() - before;
    change(author, 'peak');
    const most = await peak(share);

    const plain = join(folder, 'plain');
    const pick = {
      root: receiver,
      share: { login: 'ana', name: 'work' },
      remote: null,
      how: 'worktree' as const,
      receiver: 'ben',
      tellAuthor: false,
      note: null,
    };
    let opened = '';
    const picking = await pairs(pickUpPairs, {
      own: async () => void (opened = (await pickUp(pick, ports)).worktree),
      other: async () => {
        await git(receiver, 'fetch', '--quiet', 'origin');
        await git(receiver, 'worktree', 'add', '--quiet', '--detach', plain, 'origin/main');
      },
      tidy: async () => {
        for (const each of [plain, opened]) if (each !== '') rmSync(each, { recursive: true, force: true });
        await git(receiver, 'worktree', 'prune');
      },
    });
    const of = `${files.toLocaleString('en')} files`;
    return [
      { name: `share, ${of}, ${changed} changed, ${untracked} untracked`, value: sharing.own, unit: 'ms' },
      { name: 'git stash create and git push', value: sharing.other, unit: 'ms' },
      atMost('share beside git stash create and git push', sharing.ratio, 'x', 1.3),
      { name: `pick up, ${of}`, value: picking.own, unit: 'ms' },
      { name: 'git worktree add', value: picking.other, unit: 'ms' },
      atMost('pick up beside git worktree add', picking.ratio, 'x', 1.3),
      atMost(`memory that ${sharePairs} shares leave behind`, left / 1e6, 'MB', 10),
      atMost('memory that a share needs while it runs', most / 1e6, 'MB', 60),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Compared {
  prepare?(round: number, which: 'own' | 'other'): void;
  own(round: number): Promise<void>;
  other(round: number): Promise<void>;
  tidy?(): Promise<void>;
}

/** Medians of both, and of the ratios of those that ran one right after the other. */
async function pairs(
  count: number,
  compared: Compared,
): Promise<{ readonly own: number; readonly other: number; readonly ratio: number }> {
  const times = { own: [] as number[], other: [] as number[] };
  const ratios: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const order = round % 2 === 0 ? (['other', 'own'] as const) : (['own', 'other'] as const);
    const took = { own: 0, other: 0 };
    for (const which of order) {
      compared.prepare?.(round, which);
      took[which] = await timed(() => compared[which](round));
      times[which].push(took[which]);
    }
    ratios.push(took.own / took.other);
    await compared.tidy?.();
  }
  return { own: median(times.own), other: median(times.other), ratio: median(ratios) };
}

/** Bytes of the heap in use at most while it ran, beyond what was in use before. */
async function peak(work: () => Promise<void>): Promise<number> {
  const before = memory();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed)), 5);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return most - before;
}

function memory(): number {
  collect();
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
  const apart = Math.floor(files / (changed + 33));
  for (let number = 0; number < changed; number += 1) {
    writeFileSync(join(root, pathOf(number * apart)), `${text(number * apart)}// ${word}\n`);
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
