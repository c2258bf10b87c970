import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createFiles } from '../../src/adapters/files';
import { createGit } from '../../src/adapters/git';
import { gitEnvironment } from '../../src/adapters/git/environment';
import { createSecretScanner } from '../../src/adapters/secrets';
import { createStateStore } from '../../src/adapters/state';
import { reportBug } from '../../src/usecases/report/reportBug';
import { atMost, median, type Result } from './result';

const rounds = 9;
const files = 50_000;
const frames = 60;

/** The whole report of a 60-frame trace in a 50,000-file workspace, beside bare git. */
export async function run(): Promise<Result[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'baton-bench-')));
  try {
    const root = generate(folder);
    const text = traceOf();
    const events = join(folder, 'git.json');
    const machine = { os: 'linux x64', runtime: 'Node 20', zone: 'UTC', zoneData: '' };
    const scanner = createSecretScanner();
    const report = (env?: NodeJS.ProcessEnv): Promise<unknown> =>
      reportBug(
        { text, workspaces: [root] },
        {
          git: createGit(env ? { env } : {}),
          files: createFiles(),
          machine,
          state: createStateStore(join(folder, 'state')),
          scanner,
        },
      );
    writeFileSync(events, '');
    await report({ ...process.env, GIT_TRACE2_EVENT: events });
    const commands = recorded(events);
    const replayed = commands.filter(([, verb]) => verb === 'blame' || verb === 'log');
    const times = { report: [] as number[], bare: [] as number[], all: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      times.bare.push(await timed(() => replay(root, [['git', 'status'], ...replayed])));
      times.report.push(await timed(() => report()));
      times.all.push(await timed(() => replay(root, commands)));
    }
    const [whole, bare, all] = [median(times.report), median(times.bare), median(times.all)];
    return [
      {
        name: `report of ${frames} frames among ${files.toLocaleString('en')} files`,
        value: whole,
        unit: 'ms',
      },
      { name: `git status and its ${replayed.length} blame and log commands, bare`, value: bare, unit: 'ms' },
      { name: `all its ${commands.length} git commands, one after the other, bare`, value: all, unit: 'ms' },
      atMost('report beside git status, blame and log', whole / bare, 'x', 1.5),
    ];
  } finally {
    if (!process.env.KEEP) rmSync(folder, { recursive: true, force: true });
    else console.log(folder);
  }
}

/** The command lines that git itself says were started. */
function recorded(events: string): string[][] {
  return readFileSync(events, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { event: string; argv?: string[]; sid: string })
    .filter(({ event, sid, argv }) => event === 'start' && argv !== undefined && !sid.includes('/'))
    .map(({ argv }) => argv ?? []);
}

async function replay(root: string, commands: readonly (readonly string[])[]): Promise<void> {
  const env = gitEnvironment(process.env);
  for (const [, ...args] of commands) {
    await new Promise<void>((resolve, reject) => {
      const child = spawn('git', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] });
      child.stdout.resume();
      child.once('error', reject).once('close', () => resolve());
    });
  }
}

const pathOf = (at: number): string => `packages/p${Math.floor(at / 500)}/src/d${at % 25}/file${at}.js`;

/** A trace of another checkout: 20 own frames, 40 of libraries. */
function traceOf(): string {
  const lines = Array.from({ length: frames }, (_, at) =>
    at % 3 === 0
      ? `    at Ledger.read${at} (/srv/ci/shop/${pathOf(at * 701)}:7:12)`
      : `    at Layer.handle${at} (/srv/ci/shop/node_modules/express/lib/router/layer${at}.js:95:5)`,
  );
  return `TypeError: Cannot read properties of undefined (reading 'amount')\n${lines.join('\n')}\n`;
}

function generate(folder: string): string {
  const root = join(folder, 'shop');
  mkdirSync(root);
  const git = (args: readonly string[], input?: string): void =>
    void execFileSync('git', args, { cwd: root, input: input ?? '', maxBuffer: 1e9 });
  git(['init', '-q', '-b', 'main']);
  const source = (at: number, extra = ''): string =>
    `class Ledger {\n  async read(id) {\n    const row = this.rows.get(id);\n${extra}    // ${at}\n    check(row);\n    log(id);\n    return row.amount;\n  }\n}\n`;
  const blob = (path: string, text: string): string =>
    `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const commit = (mark: number, message: string, at: number, changes: readonly string[]): string =>
    `commit refs/heads/main\nmark :${mark}\ncommitter Bench <bench@example.com> ${at} +0000\n` +
    `data ${message.length}\n${message}\n${mark > 1 ? `from :${mark - 1}\n` : ''}${changes.join('')}`;
  const end = Date.UTC(2026, 10, 19) / 1000;
  const all = Array.from({ length: files }, (_, at) => blob(pathOf(at), source(at)));
  const lock = JSON.stringify({ packages: { 'node_modules/express': { version: '4.19.2' } } }, null, 2);
  const stream = [
    commit(1, 'feat: all', end - 90 * 86_400, [...all, blob('package-lock.json', lock)]),
    ...Array.from({ length: 2_000 }, (_, index) => {
      const at = index % 50 === 0 ? 0 : (index * 37) % files;
      return commit(index + 2, `fix: change ${index}`, end - (2_000 - index) * 3_600, [
        blob(pathOf(at), source(at, `    count(${index});\n`)),
      ]);
    }),
  ];
  git(['fast-import', '--quiet'], stream.join(''));
  git(['reset', '-q', '--hard', 'main']);
  git(['remote', 'add', 'origin', 'https://github.com/acme/shop.git']);
  git(['update-ref', 'refs/remotes/origin/main', 'HEAD']);
  writeFileSync(join(root, pathOf(3)), source(3, '    changed();\n'));
  return root;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
