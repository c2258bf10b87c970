import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import {
  bytesOf,
  cloneAt,
  createPair,
  env,
  fingerprint,
  makeExecutable,
  pick,
  share,
  status,
  type Clone,
  type Pair,
} from './sandbox';

/**
 * A git that counts its starts and, at the one that is named, kills whoever started it instead of running. The sweep
 * kills before each start in turn, until a share lives to its end.
 */
function deadlyGit(folder: string): string {
  const bin = join(folder, 'bin');
  // Written once: one that runs cannot be written to.
  if (existsSync(bin)) return bin;
  mkdirSync(bin, { recursive: true });
  writeFileSync(
    join(bin, 'git'),
    `#!/bin/sh
if [ -z "$BATON_COUNTED" ]; then
  echo "$*" >> "$BATON_STARTS"
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

  /** One run that is killed before that start of git; `starts` tells those before. */
  const run = (cwd: string, args: readonly string[], deadly: number) => {
    const { folder } = pair;
    const bin = deadlyGit(folder);
    const starts = join(folder, 'starts');
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary, { recursive: true });
    rmSync(starts, { force: true });
    const outcome = spawnSync(process.execPath, [program(), ...args], {
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
    return { ...outcome, temporary, starts: readFileSync(starts, 'utf8').trimEnd().split('\n') };
  };

  /** Kills before each start in turn; `check` looks after each of them. Answers how many there were, and what the one that lived said. */
  const sweep = async (
    cwd: string,
    args: readonly string[],
    check: (deadly: number, isKilled: boolean) => unknown,
  ) => {
    for (let deadly = 1; ; deadly += 1) {
      assert.ok(deadly < 60, 'git is not started for ever');
      const { signal, status: code, stdout, stderr, temporary, starts } = run(cwd, args, deadly);
      await check(deadly, signal === 'SIGKILL');
      if (signal === 'SIGKILL') continue;
      assert.equal(code, 0, stderr);
      // What the killed ones left of their own is gone too.
      const left = readdirSync(temporary).filter((name) => name.startsWith('baton-share-'));
      assert.deepEqual(left, []);
      assert.equal(starts.length, deadly - 1);
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

  describe('of a pick up,', () => {
    const args = ['pickup', 'ana/work', '--login', 'ben', '--json'];
    const own = () =>
      Object.fromEntries(
        Object.entries(fingerprint(pair.receiver)).filter(
          // What is new stands beside it: a working tree, a branch, what it follows, and that it is being made.
          ([path]) => !/^\.git\/(?:worktrees\/|baton\/|config$|(?:logs\/)?refs\/heads\/main-ana)/.test(path),
        ),
      );
    /** The receiver's side of the folder, to begin from once more. */
    const kept = () => join(pair.folder, 'kept');
    const sides = ['ben', 'ben-work'];
    const keep = (): void => {
      for (const name of sides)
        if (existsSync(join(pair.folder, name)))
          cpSync(join(pair.folder, name), join(kept(), name), { recursive: true, preserveTimestamps: true });
    };
    const restart = (): void => {
      for (const name of sides) rmSync(join(pair.folder, name), { recursive: true, force: true });
      cpSync(kept(), pair.folder, { recursive: true, preserveTimestamps: true });
      pair.receiver.git('update-index', '-q', '--refresh');
    };
    beforeEach(async () => {
      const { author, receiver } = pair;
      change();
      await share(author);
      receiver.write('a.txt', 'mine\n');
      receiver.git('add', 'a.txt');
      receiver.write('mine.txt', 'mine\n');
    });
    /** All is as if nobody had been killed before the last one came through. */
    const standsAlone = (worktree: string): void => {
      const { author, receiver, folder } = pair;
      assert.equal(worktree, `${receiver.root}-work`);
      assert.equal(status(worktree), status(author.root));
      assert.deepEqual(bytesOf(worktree), bytesOf(author.root));
      assert.deepEqual(
        readdirSync(folder).filter((name) => name.startsWith('ben')),
        sides,
      );
      assert.equal(receiver.git('worktree', 'list').split('\n').length, 2);
      assert.equal(receiver.git('branch', '--format=%(refname:short)'), 'main\nmain-ana');
      assert.equal(receiver.git('config', '--get-regexp', '^branch\\.main-ana\\.').split('\n').length, 2);
      assert.equal(existsSync(receiver.path('.git/baton')), false);
    };

    it('leaves what is the receiver’s as it was, no lock, and the next one takes away what was half made', async function () {
      this.timeout(300_000);
      const { receiver } = pair;
      keep();
      let before = own();
      let halfMade = 0;
      const { killed, stdout } = await sweep(receiver.root, args, async (deadly, isKilled) => {
        assert.deepEqual(own(), before, `killed before start ${deadly}`);
        assert.deepEqual(locksIn(receiver.path('.git')), [], `killed before start ${deadly}`);
        if (!isKilled) return;
        if (existsSync(`${receiver.root}-work`)) {
          // Each fourth, because it takes as long as being killed.
          halfMade += 1;
          if (halfMade % 4 === 1) {
            const { worktree, remarks } = await pick(receiver);
            standsAlone(worktree);
            assert.equal(
              remarks[0],
              `A pick up of ana/work was broken off and left ${worktree} half made: it held nothing of yours and is removed.`,
            );
          }
        }
        restart();
        before = own();
      });
      console.log(
        `      killed before each of ${killed} starts of git; ${halfMade} of them left something half made`,
      );
      assert.ok(killed >= 10 && halfMade >= 8);
      standsAlone((JSON.parse(stdout) as { worktree: string }).worktree);
    });

    /** A pick up that was killed shortly before its end. */
    const leaveHalfMade = (): void => {
      const { receiver } = pair;
      const first = run(receiver.root, args, 1_000).starts;
      receiver.git('worktree', 'remove', '--force', `${receiver.root}-work`);
      receiver.git('branch', '-q', '-D', 'main-ana');
      assert.equal(run(receiver.root, args, first.length - 1).signal, 'SIGKILL');
      keep();
    };

    it('may be killed while it takes away what was half made, too', async function () {
      this.timeout(300_000);
      const { receiver } = pair;
      leaveHalfMade();
      const { starts } = run(receiver.root, args, 1_000);
      const changing = ['update-ref -d refs/heads/', 'config --local --remove-section', 'worktree remove'];
      for (const each of changing) {
        restart();
        const at = starts.findIndex((line) => line.startsWith(each));
        assert.ok(at > 0, each);
        assert.equal(run(receiver.root, args, at + 1).signal, 'SIGKILL');
        const { worktree, remarks } = await pick(receiver);
        standsAlone(worktree);
        assert.match(remarks[0] ?? '', /is removed\.$/);
      }
    });

    const yours: readonly (readonly [string, (there: Clone) => void])[] = [
      [
        'a file that git ignores',
        (there) => {
          pair.receiver.write('.git/info/exclude', 'own.log\n');
          there.write('own.log', 'mine\n');
        },
      ],
      ['a change', (there) => there.write('c.txt', 'mine\n')],
      [
        'something staged',
        (there) => {
          const bytes = readFileSync(there.path('c.txt'));
          there.write('c.txt', 'mine\n');
          there.git('add', 'c.txt');
          there.write('c.txt', bytes);
        },
      ],
      ['a commit', (there) => there.git('commit', '-q', '--allow-empty', '-m', 'Mine')],
    ];
    it('leaves what was half made where the receiver has put something into it, and says where', async function () {
      this.timeout(300_000);
      const { receiver } = pair;
      leaveHalfMade();
      const half = cloneAt(`${receiver.root}-work`);
      for (const [what, put] of yours) {
        restart();
        put(half);
        const before = { bytes: bytesOf(half.root), status: status(half.root) };
        const one = await pick(receiver);
        assert.equal(
          one.remarks[0],
          `A pick up of ana/work was broken off and left ${half.root} half made. It stays, because something in it may be yours: "git worktree remove" takes it away.`,
          what,
        );
        assert.equal(one.worktree, `${half.root}-2`, what);
        assert.deepEqual({ bytes: bytesOf(half.root), status: status(half.root) }, before, what);
        receiver.git('worktree', 'remove', '--force', one.worktree);
      }
      // Said once.
      assert.deepEqual((await pick(receiver)).remarks, []);
    });

    it('leaves alone what another window is making at this moment', async () => {
      const { receiver } = pair;
      const making = await pick(receiver);
      const marker = {
        share: { login: 'ana', name: 'work' },
        folder: making.worktree,
        branch: making.branch,
        isUnborn: false,
        start: receiver.git('rev-parse', 'HEAD'),
        whole: receiver.git('rev-parse', 'refs/baton/ana/work'),
        index: receiver.git('rev-parse', 'refs/baton/ana/work^2'),
        pid: process.pid,
        host: hostname(),
      };
      receiver.write('.git/baton/one.json', JSON.stringify(marker));
      const other = await pick(receiver);
      assert.deepEqual(other.remarks, []);
      assert.equal(existsSync(making.worktree), true);
      assert.deepEqual(readdirSync(receiver.path('.git/baton')), ['one.json']);
      // The same, made by one who is no more: it is not that nothing was looked at.
      const { pid } = spawnSync(process.execPath, ['--version']);
      receiver.write('.git/baton/one.json', JSON.stringify({ ...marker, pid }));
      assert.match((await pick(receiver)).remarks[0] ?? '', /is removed\.$/);
    });
  });
});

function locksIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.lock'));
}
