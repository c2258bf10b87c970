import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { gitEnvironment } from '../../../src/adapters/git/environment';
import { createStateStore } from '../../../src/adapters/state';
import { noEditor } from '../../../src/core/ports/editor';
import { DateTime } from '../../../src/core/time/luxon';
import { draftHandoff } from '../../../src/usecases/draftHandoff';
import { option } from '../options';
import { atMost, median, type Result } from '../result';
import { author, generateLarge } from './large';

const rounds = 9;

/**
 * The draft beside the git commands that it runs, bare, on this repository and on generated ones. `--commits 1000000`
 * measures a repository of that size instead, with 2,000 branches and 50,000 files; making it takes a minute or two.
 */
export async function run(): Promise<Result[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'baton-bench-')));
  const wanted = option('commits');
  try {
    if (wanted !== null) {
      const commits = Number(wanted);
      const root = await generateLarge(folder, { commits, branches: 2_000, files: 50_000 });
      const label = `${commits.toLocaleString('en')} commits, 2,000 branches, 50,000 files`;
      // What every draft loads is loaded before memory is looked at.
      await measure(generate(folder, 1_000), folder, 'warm');
      const memory = await grown(root, folder);
      const { results } = await measure(root, folder, label);
      return [
        ...results,
        atMost(`memory of the process up, ${label}`, memory, 'MB', 30),
        atMost(`a draft called off ends within, ${label}`, await cancelled(root, folder), 'ms', 200),
      ];
    }
    const here = await measure(process.cwd(), folder, 'this repository');
    const small = await measure(generate(folder, 20_000), folder, '20,000 commits');
    const large = await measure(generate(folder, 200_000), folder, '200,000 commits');
    const flat = large.draft / small.draft;
    return [
      ...here.results,
      ...small.results,
      ...large.results,
      atMost('draft, 200,000 beside 20,000 commits', flat, 'x', 1.1),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  root: string,
  folder: string,
  label: string,
): Promise<{ readonly results: Result[]; readonly draft: number }> {
  const { draft, until } = drafting(root, folder);
  const trace = join(folder, 'trace.json');
  writeFileSync(trace, '');
  await draft({ env: { ...process.env, GIT_TRACE2_EVENT: trace } });
  const commands = recorded(trace);
  const times = { draft: [] as number[], bare: [] as number[], simple: [] as number[] };
  let stall = 0;
  for (let round = 0; round < rounds; round += 1) {
    times.bare.push(await timed(() => replay(root, commands)));
    const watch = watchStalls();
    times.draft.push(await timed(() => draft()));
    stall = Math.max(stall, watch());
    const since = `--since=${until.minus({ days: 8 }).toISO()}`;
    times.simple.push(
      await timed(() =>
        replay(root, [[['git', 'status']], [['git', 'log', '--branches', '--remotes', since]]].flat()),
      ),
    );
  }
  const [own, bare, simple] = [median(times.draft), median(times.bare), median(times.simple)];
  return {
    draft: own,
    results: [
      { name: `draft, ${label}`, value: own, unit: 'ms' },
      { name: `its ${commands.length} git commands, bare, ${label}`, value: bare, unit: 'ms' },
      atMost(`draft beside its git commands, ${label}`, own / bare, 'x', 1.5),
      atMost(`git commands beside one status and one log, ${label}`, bare / simple, 'x', 3),
      atMost(`longest stall of the event loop, ${label}`, stall, 'ms', 50),
    ],
  };
}

/** A draft of the last day of a repository's newest author. */
function drafting(root: string, folder: string) {
  const head = execFileSync('git', ['log', '-1', '--format=%ct %ae'], { cwd: root, encoding: 'utf8' });
  const [seconds = '0', email = author] = head.trim().split(' ');
  const until = DateTime.fromSeconds(Number(seconds) + 60);
  const request = { directories: [root], as: [email], since: until.minus({ days: 1 }), until, zone: 'UTC' };
  const draft = (how: { env?: NodeJS.ProcessEnv; signal?: AbortSignal } = {}): Promise<unknown> =>
    draftHandoff(
      { ...request, id: 'bench', ...(how.signal && { signal: how.signal }) },
      {
        git: createGit(how.env ? { env: how.env } : {}),
        files: createFiles(),
        state: createStateStore(join(folder, 'state')),
        editor: noEditor,
      },
    );
  return { draft, until };
}

/** By how much the process's memory is above what it was, at the most, while it drafts for the first time; in MB. */
async function grown(root: string, folder: string): Promise<number> {
  const { draft } = drafting(root, folder);
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 2);
  await draft();
  clearInterval(timer);
  return (Math.max(most, process.memoryUsage.rss()) - before) / 1e6;
}

/** The longest time from calling a draft off to its end, at several moments of it; in ms. */
async function cancelled(root: string, folder: string): Promise<number> {
  const { draft } = drafting(root, folder);
  const whole = await timed(() => draft());
  let longest = 0;
  for (let part = 1; part <= rounds; part += 1) {
    const abort = new AbortController();
    const drafted = draft({ signal: abort.signal }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, (whole * part) / (rounds + 1)));
    longest = Math.max(longest, await timed(() => (abort.abort(), drafted)));
  }
  return longest;
}

/** The command lines that git itself says were started. */
function recorded(trace: string): string[][] {
  const events = readFileSync(trace, 'utf8').split('\n').filter(Boolean);
  return events
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

/** A repository of one line of history, the day's work at its end, without a commit graph. */
function generate(folder: string, commits: number): string {
  const root = join(folder, `history-${commits}`);
  execFileSync('git', ['init', '-q', '-b', 'main', root]);
  const end = Date.UTC(2026, 10, 19) / 1000;
  const parts: string[] = [];
  for (let mark = 1; mark <= commits; mark += 1) {
    // Twenty commits a day, a third of them the author's; the oldest are of 1999.
    const at = end - Math.floor(((commits - mark) * 86_400) / 20);
    const who = mark % 3 === 0 || mark === commits ? `Bench <${author}>` : 'Bo <bo@example.com>';
    const message = `fix(area${mark % 7}): change ${mark}\n`;
    const content = `${mark}\n`;
    parts.push(
      `commit refs/heads/main\nmark :${mark}\nauthor ${who} ${at} +0000\ncommitter ${who} ${at} +0000\n`,
      `data ${message.length}\n${message}${mark > 1 ? `from :${mark - 1}\n` : ''}`,
      `M 100644 inline file${mark % 50}.txt\ndata ${content.length}\n${content}\n`,
    );
  }
  execFileSync('git', ['fast-import', '--quiet'], { cwd: root, input: parts.join(''), maxBuffer: 1e9 });
  execFileSync('git', ['reset', '-q', '--hard', 'main'], { cwd: root });
  return root;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The longest time between two turns of the event loop, as far as this process itself was at work in it. */
function watchStalls(): () => number {
  let longest = 0;
  let [last, cpu] = [performance.now(), process.cpuUsage()];
  const timer = setInterval(() => {
    const used = process.cpuUsage(cpu);
    const gap = performance.now() - last - 5;
    longest = Math.max(longest, Math.min(gap, (used.user + used.system) / 1000));
    [last, cpu] = [performance.now(), process.cpuUsage()];
  }, 5);
  return () => {
    clearInterval(timer);
    return longest;
  };
}
