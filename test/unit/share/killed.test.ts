import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import {
  bytesOf,
  createPair,
  env,
  fingerprint,
  makeExecutable,
  pick,
  share,
  status,
  type Pair,
} from './sandbox';

/**
 * A git that counts its starts and, at the one that is named, kills whoever started it instead of running. The sweep
 * kills before each start in turn, until a share lives to its end.
 */
function deadlyGit(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(
    join(bin, 'git'),
    `#!/bin/sh
if [ -z "$BATON_COUNTED" ]; then
  echo x >> "$BATON_STARTS"
  if [ "$(wc -l < "$BATON_STARTS")" -ge "$BATON_DEADLY" ]; then kill -9 $PPID; exit 1; fi
fi
BATON_COUNTED=1 PATH="$BATON_PATH" exec git "$@"
`,
  );
  makeExecutable(join(bin, 'git'));
  return bin;
}

describe('Baton, killed between any two starts of git,', () => {
  let pair: Pair;
  let built = '';
  const program = (): string => join(built, 'cli.cjs');
  before(() => {
    built = realpathSync(mkdtempSync(join(tmpdir(), 'baton-killed-')));
    buildSync({
      entryPoints: [join(process.cwd(), 'src/cli.ts')],
      outfile: program(),
      bundle: true,
      platform: 'node',
      logLevel: 'error',
    });
  });
  beforeEach(() => (pair = createPair({ 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n' })));
  afterEach(() => pair?.remove());
  after(() => rmSync(built, { recursive: true, force: true }));

  /** Kills before each start in turn; `check` looks after each of them. Answers how many there were, and what the one that lived said. */
  const sweep = async (cwd: string, args: readonly string[], check: (deadly: number) => unknown) => {
    const { folder } = pair;
    const bin = deadlyGit(folder);
    const starts = join(folder, 'starts');
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary, { recursive: true });
    for (let deadly = 1; ; deadly += 1) {
      assert.ok(deadly < 60, 'git is not started for ever');
      rmSync(starts, { force: true });
      const {
        signal,
        status: code,
        stdout,
        stderr,
      } = spawnSync(process.execPath, [program(), ...args], {
        cwd,
        env: {
          ...env,
          PATH: `${bin}:${env['PATH'] ?? ''}`,
          BATON_PATH: env['PATH'],
          BATON_STARTS: starts,
          BATON_DEADLY: String(deadly),
          TMPDIR: temporary,
        },
        encoding: 'utf8',
      });
      await check(deadly);
      if (signal === 'SIGKILL') continue;
      assert.equal(code, 0, stderr);
      // What the killed ones left of their own is gone too.
      const left = readdirSync(temporary).filter((name) => name.startsWith('baton-share-'));
      assert.deepEqual(left, []);
      assert.equal(readFileSync(starts, 'utf8').split('\n').length - 1, deadly - 1);
      return { killed: deadly - 1, stdout };
    }
  };
  const change = (): void => {
    const { author } = pair;
    author.write('a.txt', 'staged\n');
    author.git('add', 'a.txt');
    author.write('a.txt', 'changed\n');
    rmSync(author.path('b.txt'));
    author.write('new.txt', 'new\n');
    author.git('add', '-N', 'new.txt');
    author.write('untracked.txt', 'x\n');
  };

  it('leaves the repository of who shares as it was, no lock, and the next share works', async function () {
    this.timeout(300_000);
    const { author, receiver, folder } = pair;
    change();
    const before = fingerprint(author);
    const args = ['share', author.root, '--login', 'ana', '--name', 'work', '--state', join(folder, 'state')];
    const { killed } = await sweep(author.root, args, async (deadly) => {
      assert.deepEqual(fingerprint(author), before, `killed before start ${deadly}`);
      assert.deepEqual(locksIn(author.path('.git')), [], `killed before start ${deadly}`);
      if (deadly % 5 === 0) await share(author);
    });
    console.log(`      killed before each of ${killed} starts of git`);
    assert.ok(killed >= 8);
    const picked = await pick(receiver);
    assert.equal(status(picked.worktree), status(author.root));
    assert.deepEqual(bytesOf(picked.worktree), bytesOf(author.root));
  });

  it('leaves what is the receiver’s as it was, no lock, and the next one to pick up stands where the author stood', async function () {
    this.timeout(300_000);
    const { author, receiver, folder } = pair;
    change();
    await share(author);
    receiver.write('a.txt', 'mine\n');
    receiver.git('add', 'a.txt');
    receiver.write('mine.txt', 'mine\n');
    const own = () =>
      Object.fromEntries(
        Object.entries(fingerprint(receiver)).filter(
          // What is new stands beside it: a working tree, a branch and what it follows.
          ([path]) => !/^\.git\/(?:worktrees\/|config$|(?:logs\/)?refs\/heads\/main-ana)/.test(path),
        ),
      );
    const before = own();
    const args = ['pickup', 'ana/work', '--login', 'ben', '--json', '--state', join(folder, 'state')];
    const { killed, stdout } = await sweep(receiver.root, args, (deadly) => {
      assert.deepEqual(own(), before, `killed before start ${deadly}`);
      assert.deepEqual(locksIn(receiver.path('.git')), [], `killed before start ${deadly}`);
    });
    console.log(`      killed before each of ${killed} starts of git`);
    assert.ok(killed >= 10);
    const last = (JSON.parse(stdout) as { worktree: string }).worktree;
    assert.equal(status(last), status(author.root));
    assert.deepEqual(bytesOf(last), bytesOf(author.root));
  });
});

function locksIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.lock'));
}
