import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

describe('A share that is killed', () => {
  let pair: Pair;
  afterEach(() => pair?.remove());

  it('between any two starts of git leaves its author’s repository as it was, no lock, and the next share works', async function () {
    this.timeout(300_000);
    pair = createPair({ 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n' });
    const { author, folder } = pair;
    author.write('a.txt', 'staged\n');
    author.git('add', 'a.txt');
    author.write('a.txt', 'changed\n');
    rmSync(author.path('b.txt'));
    author.write('new.txt', 'new\n');
    author.git('add', '-N', 'new.txt');
    author.write('untracked.txt', 'x\n');
    const before = fingerprint(author);
    const bin = deadlyGit(folder);
    const starts = join(folder, 'starts');
    const program = join(folder, 'cli.cjs');
    buildSync({
      entryPoints: [join(process.cwd(), 'src/cli.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      logLevel: 'error',
    });
    let killed = 0;
    for (let deadly = 1; ; deadly += 1) {
      assert.ok(deadly < 60, 'a share does not start git for ever');
      rmSync(starts, { force: true });
      const temporary = join(folder, 'tmp');
      mkdirSync(temporary, { recursive: true });
      const {
        signal,
        status: code,
        stderr,
      } = spawnSync(
        process.execPath,
        [program, 'share', author.root, '--login', 'ana', '--name', 'work', '--state', join(folder, 'state')],
        {
          env: {
            ...env,
            PATH: `${bin}:${env['PATH'] ?? ''}`,
            BATON_PATH: env['PATH'],
            BATON_STARTS: starts,
            BATON_DEADLY: String(deadly),
            TMPDIR: temporary,
          },
          encoding: 'utf8',
        },
      );
      assert.deepEqual(fingerprint(author), before, `killed before start ${deadly}`);
      assert.deepEqual(locksIn(author.path('.git')), [], `killed before start ${deadly}`);
      if (signal !== 'SIGKILL') {
        assert.equal(code, 0, stderr);
        // What the killed ones left of their own is gone too.
        assert.deepEqual(
          readdirSync(temporary).filter((name) => name.startsWith('baton-share-')),
          [],
        );
        assert.equal(readFileSync(starts, 'utf8').split('\n').length - 1, deadly - 1);
        break;
      }
      killed += 1;
      if (deadly % 5 === 0) await share(author);
    }
    console.log(`      killed before each of ${killed} starts of git`);
    assert.ok(killed >= 8);
    const picked = await pick(pair.receiver);
    assert.equal(status(picked.worktree), status(author.root));
    assert.deepEqual(bytesOf(picked.worktree), bytesOf(author.root));
  });
});

function locksIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.lock'));
}
