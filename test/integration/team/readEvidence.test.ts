import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGit } from '../../../src/adapters/git/index';
import { createStampStore } from '../../../src/adapters/state/stamps';
import type { RecordedStamp, StampRange } from '../../../src/core/ports/authors';
import type { GitRepository } from '../../../src/core/ports/git';
import { DateTime } from '../../../src/core/time/luxon';
import { readEvidence } from '../../../src/usecases/readEvidence';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const HOUR = 3_600;

describe('what is read of the authors of a history', function () {
  // Real repositories, on machines that may be busy.
  this.timeout(60_000);
  let root = '';
  let repository: GitRepository;
  /** How many stamps git was asked for since the last look. */
  let read = 0;
  beforeEach(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'baton-evidence-')));
    git(['init', '-q', '-b', 'main']);
    await open();
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const git = (args: readonly string[], env: Record<string, string> = {}, cwd = root): string =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@y.z', ...args], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();

  /** A commit `hours` before now. */
  function commit(name: string, hours: number, offset = '+0100', committed = hours): void {
    const at = NOW / 1000 - hours * HOUR;
    git(['commit', '-q', '--allow-empty', '-m', 'x', `--author=${name} <${name}@x.y>`], {
      GIT_AUTHOR_DATE: `${at} ${offset}`,
      GIT_COMMITTER_DATE: `${NOW / 1000 - committed * HOUR} +0000`,
    });
  }

  async function open(directory = root): Promise<void> {
    const found = await createGit().open(directory);
    assert(found);
    const stamps = async function* (range: StampRange): AsyncGenerator<readonly RecordedStamp[]> {
      for await (const portion of found.authors.stamps(range)) {
        read += portion.length;
        yield portion;
      }
    };
    repository = { ...found, authors: { ...found.authors, stamps } };
    read = 0;
  }

  const store = () => createStampStore(join(root, '.git', 'baton-state'));
  async function people(options: { kept?: boolean; at?: number } = {}): Promise<unknown> {
    const at = DateTime.fromMillis(options.at ?? NOW, { zone: 'utc' });
    const evidence = await readEvidence({
      repository,
      from: at.minus({ years: 2 }),
      at,
      store: options.kept === false ? null : store(),
    });
    return evidence.people().sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  /** The people by what is kept; the same as without it. Says how many commits were read for it. */
  async function sameAsAnew(): Promise<number> {
    read = 0;
    const kept = await people();
    const count = read;
    assert.deepEqual(kept, await people({ kept: false }));
    return count;
  }

  it('is read once, and then only what is new', async () => {
    for (let n = 9; n > 0; n--) commit('ada', n * 30);
    assert.equal(await sameAsAnew(), 9);
    assert.equal(await sameAsAnew(), 0);
    commit('bo', 5, '-0800');
    git(['switch', '-q', '-c', 'topic']);
    commit('bo', 4, '-0800');
    assert.equal(await sameAsAnew(), 2);
  });

  it('forgets what was rewritten, and whose branch is gone', async () => {
    for (let n = 5; n > 0; n--) commit('ada', n * 30);
    git(['switch', '-q', '-c', 'topic']);
    commit('bo', 10, '-0800');
    await sameAsAnew();
    git(['commit', '-q', '--amend', '--allow-empty', '--author=ci <ci@x.y>', '-m', 'y'], {
      GIT_COMMITTER_DATE: `${NOW / 1000 - HOUR} +0000`,
    });
    assert.equal(await sameAsAnew(), 2, 'one gone, one come');
    git(['switch', '-q', 'main']);
    git(['branch', '-q', '-D', 'topic']);
    assert.equal(await sameAsAnew(), 1);
    git(['reset', '-q', '--hard', 'HEAD~2']);
    assert.equal(await sameAsAnew(), 2);
  });

  it('is read anew when git no longer has what was read', async () => {
    commit('ada', 9);
    commit('bo', 8);
    await sameAsAnew();
    git(['reset', '-q', '--hard', 'HEAD~1']);
    git(['reflog', 'expire', '--expire=now', '--all']);
    git(['gc', '-q', '--prune=now']);
    commit('ci', 7);
    assert.equal(await sameAsAnew(), 2);
  });

  it('follows a changed .mailmap without reading a commit', async () => {
    commit('ada', 9);
    commit('lovelace', 8);
    assert.equal(((await people()) as unknown[]).length, 2);
    writeFileSync(join(root, '.mailmap'), 'Ada L <ada@x.y>\nAda L <ada@x.y> <lovelace@x.y>\n');
    assert.equal(await sameAsAnew(), 0);
    assert.deepEqual(
      ((await people()) as { name: string; emails: string[] }[]).map(({ name, emails }) => [name, emails]),
      [['Ada L', ['ada@x.y']]],
    );
  });

  it('is not mended by what is kept of a clone that has grown deeper', async () => {
    for (let n = 5; n > 0; n--) commit('ada', n * 30);
    const clone = join(root, 'clone');
    git(['clone', '-q', '--depth', '2', `file://${root}`, clone]);
    await open(clone);
    assert.equal(await sameAsAnew(), 2);
    git(['fetch', '-q', '--unshallow'], {}, clone);
    await open(clone);
    assert.equal(await sameAsAnew(), 5);
  });

  it('is read anew where what is kept is broken, of another version or begins later', async () => {
    commit('ada', 9);
    const file = join(root, '.git', 'baton-state', 'authors.bin');
    await sameAsAnew();
    const good = readFileSync(file);
    const header = good.toString('latin1', 0, good.indexOf(10));
    const rows = good.subarray(good.indexOf(10));
    const withHeader = (text: string): Buffer => Buffer.concat([Buffer.from(text), rows]);
    for (const bad of [
      Buffer.from(''),
      Buffer.from('{}\n'),
      good.subarray(0, good.length - 3),
      good.subarray(0, good.length - 4),
      withHeader(header.replace('"version":1', '"version":9')),
      withHeader(header.replace(/"authors":\[.*\]/, '"authors":[]')),
      withHeader(header.replace(/"tips":\["[^"]*"\]/, '"tips":["--output=/tmp/x"]')),
      withHeader(header.replace(/"since":\d+/, '"since":1790000000')),
    ]) {
      writeFileSync(file, bad);
      assert.equal(await sameAsAnew(), 1, bad.toString('latin1'));
    }
  });

  it('is read all the same where nothing can be kept', async () => {
    commit('ada', 9);
    writeFileSync(join(root, '.git', 'baton-state'), 'in the way');
    assert.equal(await sameAsAnew(), 1);
  });

  it('leaves out what was merged later than the instant, as a clone made then does', async () => {
    const at = NOW - 100 * HOUR * 1000;
    commit('ada', 400);
    git(['switch', '-q', '-c', 'topic']);
    commit('bo', 300, '-0800');
    git(['switch', '-q', 'main']);
    commit('ada', 200);
    const then = git(['rev-parse', 'main']);
    git(['merge', '-q', '--no-ff', '-m', 'x', 'topic'], {
      GIT_AUTHOR_DATE: `${NOW / 1000 - 50 * HOUR} +0100`,
      GIT_COMMITTER_DATE: `${NOW / 1000 - 50 * HOUR} +0100`,
    });
    git(['branch', '-q', '-D', 'topic']);
    commit('late', 150, '+0900', 20);
    const whole = await people({ at });
    assert.deepEqual(whole, await people({ at, kept: false }));
    const clone = join(root, 'clone');
    mkdirSync(clone);
    git(['init', '-q', '-b', 'main'], {}, clone);
    git(['fetch', '-q', root, then], {}, clone);
    git(['reset', '-q', '--hard', then], {}, clone);
    await open(clone);
    assert.deepEqual(await people({ at, kept: false }), whole);
    assert.deepEqual(
      (whole as { name: string }[]).map(({ name }) => name),
      ['ada'],
    );
  });

  it('takes no part in commits without a proper date or address', async () => {
    const broken = [
      'author a <> 99999999999999 +0100',
      'author b <b@x.y> 1700000000 +9900',
      'author c <c@x.y> 1763000000 +0100',
      'author d <> 1763000000 -0230',
    ].map((author) => {
      const text = `tree ${git(['hash-object', '-t', 'tree', '-w', '/dev/null'])}\n${author}\ncommitter x <x@y.z> 1763000000 +0000\n\nx\n`;
      return execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], {
        cwd: root,
        input: text,
        encoding: 'utf8',
      }).trim();
    });
    broken.forEach((sha, index) => git(['update-ref', `refs/heads/b${index}`, sha]));
    await sameAsAnew();
    assert.deepEqual(
      ((await people()) as { name: string }[]).map(({ name }) => name),
      ['c', 'd'],
    );
  });
});
