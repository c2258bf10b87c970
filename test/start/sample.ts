import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { history } from './sampleHistory';
import * as program from './sampleProgram';
import { pune } from './sampleTeam';

export interface SampleOptions {
  readonly now: Date;
  /** What `origin` is called; fetching and pushing reach the bare repository beside it. */
  readonly remoteUrl?: string;
  /** Who sits at the keyboard: takes the place of pune-dev. */
  readonly me?: { readonly name: string; readonly email: string };
  /** Whether the repository declares its team in `.baton/team.yml`; default true. */
  readonly withTeamFile?: boolean;
}

export interface SampleInfo {
  /** The working tree. */
  readonly root: string;
  /** The bare repository that `origin` reaches. */
  readonly bare: string;
  readonly remoteUrl: string;
  /** The branch that is checked out. */
  readonly branch: string;
  readonly me: { readonly name: string; readonly email: string };
  /** A log with a real stack trace in it, from another machine's checkout. */
  readonly trace: string;
}

const branch = 'refund-retry';

/**
 * Makes the sample repository `ledger` of a four-zone team in `directory`, which must not hold one yet: real git
 * history, work in progress, and a script that fails (`node pay.js r-17`). The same for the same options.
 */
export async function makeSample(directory: string, options: SampleOptions): Promise<SampleInfo> {
  const root = path.join(directory, 'ledger');
  const bare = path.join(directory, 'ledger.git');
  const remoteUrl = options.remoteUrl ?? 'https://github.com/four-zones/ledger.git';
  const me = options.me ?? { name: pune.name, email: pune.email };
  const withTeamFile = options.withTeamFile ?? true;

  await mkdir(directory, { recursive: true });
  await git(directory, ['init', '--quiet', '--bare', '--initial-branch=main', bare]);
  await git(bare, ['fast-import', '--quiet', '--force'], history({ now: options.now, me, withTeamFile }));
  await git(directory, ['init', '--quiet', `--initial-branch=${branch}`, root]);
  await cp(path.join(bare, 'objects'), path.join(root, '.git', 'objects'), { recursive: true });
  await shareRefs(root, bare);

  const settings: readonly (readonly [string, string])[] = [
    ['user.name', me.name],
    ['user.email', me.email],
    ['commit.gpgsign', 'false'],
    ['remote.origin.url', remoteUrl],
    ['remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'],
    [`url.${bare}.insteadOf`, remoteUrl],
    ...['main', branch].flatMap((each) => [
      [`branch.${each}.remote`, 'origin'] as const,
      [`branch.${each}.merge`, `refs/heads/${each}`] as const,
    ]),
  ];
  for (const [key, value] of settings) await git(root, ['config', key, value]);
  await git(root, ['reset', '--quiet', '--hard']);

  await workInProgress(root, options.now);
  return { root, bare, remoteUrl, branch, me, trace: path.join(root, 'logs', 'worker.log') };
}

/** The working repository knows what a clone would, and the local branch is ahead of what was pushed. */
async function shareRefs(root: string, bare: string): Promise<void> {
  const listed = await git(bare, ['for-each-ref', '--format=%(objectname) %(refname)']);
  const refs = new Map(
    listed
      .trim()
      .split('\n')
      .map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))] as const),
  );
  const mine = `refs/heads/${branch}`;
  const pushed = refs.get(`refs/pushed/${branch}`) ?? '';
  const working = [
    `create ${mine} ${refs.get(mine)}`,
    `create refs/heads/main ${refs.get('refs/heads/main')}`,
  ];
  for (const [name, sha] of refs) {
    if (name.startsWith('refs/tags/')) working.push(`create ${name} ${sha}`);
    else if (name.startsWith('refs/heads/'))
      working.push(
        `create refs/remotes/origin/${name.slice('refs/heads/'.length)} ${name === mine ? pushed : sha}`,
      );
  }
  const remote = [
    `update ${mine} ${pushed}`,
    `delete refs/pushed/${branch}`,
    `create refs/pull/142/head ${pushed}`,
    `create refs/pull/139/head ${refs.get('refs/heads/lisbon-dev/fee-table')}`,
  ];
  await git(root, ['update-ref', '--stdin'], `${working.join('\n')}\n`);
  await git(root, ['symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main']);
  await git(bare, ['update-ref', '--stdin'], `${remote.join('\n')}\n`);
}

/** One file staged, one changed, one that git does not know yet, and a log that git is told to ignore. */
async function workInProgress(root: string, now: Date): Promise<void> {
  const write = async (name: string, text: string): Promise<void> => {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  await write('lib/backoff.js', program.backoffWithClock);
  await git(root, ['add', 'lib/backoff.js']);
  await write('test/retry.test.js', program.retryTestFailing);
  await write('docs/timers.md', program.experiment);
  await write('logs/worker.log', program.workerLog(now.toISOString().slice(0, 10)));
}

/** git as nobody configured it: neither the machine's nor the person's settings have a say. */
function git(cwd: string, args: readonly string[], input = ''): Promise<string> {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const env = {
    ...Object.fromEntries(kept),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: path.join(cwd, '.no-such-file'),
  };
  return new Promise((resolve, reject) => {
    const child = execFile('git', [...args], { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`git ${args.join(' ')}: ${stderr || error.message}`));
      else resolve(stdout);
    });
    // git may be done before it has read all of it; what went wrong then is in its status.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
