import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createFiles } from '../../src/adapters/files';
import { createGit } from '../../src/adapters/git';
import { gitEnvironment } from '../../src/adapters/git/environment';
import { createStateStore } from '../../src/adapters/state';
import { noEditor } from '../../src/core/ports/editor';
import { DateTime } from '../../src/core/time/luxon';
import { draftHandoff } from '../../src/usecases/draftHandoff';
import { atMost, median, type Result } from './result';

const rounds = 9;
const author = 'bench@example.com';

/** The draft beside the git commands that it runs, bare, on this repository and on generated ones. */
export async function run(): Promise<Result[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'baton-bench-')));
  try {
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
  const head = execFileSync('git', ['log', '-1', '--format=%ct %ae'], { cwd: root, encoding: 'utf8' });
  const [seconds = '0', email = author] = head.trim().split(' ');
  const until = DateTime.fromSeconds(Number(seconds) + 60);
  const trace = join(folder, 'trace.json');
  const draft = (env?: NodeJS.ProcessEnv): Promise<unknown> =>
    draftHandoff(
      { directories: [root], as: [email], since: until.minus({ days: 1 }), until, zone: 'UTC', id: 'bench' },
      {
        git: createGit(env ? { env } : {}),
        files: createFiles(),
        state: createStateStore(join(folder, 'state')),
        editor: noEditor,
      },
    );
  writeFileSync(trace, '');
  await draft({ ...process.env, GIT_TRACE2_EVENT: trace });
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
