import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createGit } from '../../../src/adapters/git';
import { addressOfRemote } from '../../../src/core/post/remote';
import { makeSample, type SampleInfo } from '../../start/sample';

const now = new Date('2026-11-21T13:45:00Z');
const remoteUrl = 'http://127.0.0.1:4100/four-zones/ledger.git';

describe('the sample repository', () => {
  let directory: string;
  let sample: SampleInfo;
  const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: sample.root, encoding: 'utf8', env });
  const lines = (...args: string[]): string[] =>
    git(...args)
      .trimEnd()
      .split('\n');

  before(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'baton-sample-'));
    sample = await makeSample(directory, { now, remoteUrl });
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  it('is sound to git', () => {
    assert.equal(git('fsck', '--strict', '--no-dangling'), '');
  });

  it('holds months of history by four people, each in the offsets that their zone really had', () => {
    const stamps = lines('log', '--all', '--format=%aN %ad', '--date=format:%z');
    const offsets = (name: string): string[] =>
      [
        ...new Set(stamps.filter((each) => each.startsWith(name)).map((each) => each.split(' ')[1] ?? '')),
      ].sort();
    assert.ok(stamps.length > 300, `${stamps.length} commits`);
    assert.deepEqual(offsets('pune-dev'), ['+0530']);
    assert.deepEqual(offsets('lisbon-dev'), ['+0000', '+0100']);
    assert.deepEqual(offsets('berlin-dev'), ['+0100', '+0200']);
    assert.deepEqual(offsets('denver-dev'), ['-0600', '-0700']);
  });

  it('knows a person by two addresses, and the .mailmap that joins them', () => {
    assert.ok(lines('log', '--all', '--format=%ae').includes('denver@old.example'));
    assert.ok(!lines('log', '--all', '--format=%aE').includes('denver@old.example'));
  });

  it('has merges, releases, subjects of both styles, and nothing from the future', () => {
    assert.ok(lines('log', '--merges', '--format=%s', 'main').length > 10);
    assert.deepEqual(lines('tag'), ['v2.0.0', 'v2.1.0', 'v2.2.0']);
    const subjects = lines('log', '--no-merges', '--format=%s', 'main');
    const conventional = subjects.filter((each) => /^\w+(\(\w+\))?: /.test(each)).length;
    assert.ok(conventional > subjects.length / 2 && conventional < subjects.length);
    assert.ok(lines('log', '--all', '--format=%ct').every((each) => Number(each) * 1000 < now.getTime()));
  });

  it('has my work of the last hours on refund-retry, two commits ahead of what is pushed', () => {
    assert.equal(git('symbolic-ref', '--short', 'HEAD').trim(), 'refund-retry');
    assert.equal(git('rev-list', '--left-right', '--count', 'HEAD...@{upstream}').trim(), '2\t0');
    const mine = lines('log', '--format=%ae %at', 'main..HEAD');
    const ages = mine.map((each) => now.getTime() / 1000 - Number(each.split(' ')[1]));
    assert.ok(mine.every((each) => each.startsWith('pune-dev@ledger.example ')));
    assert.ok(ages.filter((seconds) => seconds < 4 * 3600).length >= 3);
    assert.ok(ages.some((seconds) => seconds > 20 * 3600));
    assert.equal(git('config', 'user.email').trim(), 'pune-dev@ledger.example');
  });

  it('has something staged, something changed, something untracked, and nothing else', () => {
    assert.deepEqual(lines('status', '--porcelain', '-uall'), [
      'M  lib/backoff.js',
      ' M test/retry.test.js',
      '?? docs/timers.md',
    ]);
  });

  it('calls its remote by the address given, and still fetches and pushes without a network', () => {
    assert.equal(git('config', 'remote.origin.url').trim(), remoteUrl);
    git('fetch', '--quiet', 'origin');
    git('push', '--quiet', 'origin', 'HEAD:refs/heads/tried');
    assert.equal(
      git('ls-remote', 'origin', 'refs/heads/tried').split('\t')[0],
      git('rev-parse', 'HEAD').trim(),
    );
    git('push', '--quiet', 'origin', ':refs/heads/tried');
    assert.match(git('ls-remote', 'origin'), /refs\/pull\/142\/head/);
  });

  it('is taken for the repository on GitHub that its remote names', async () => {
    const repository = await createGit().open(sample.root);
    const [origin] = (await repository?.remotes()) ?? [];
    assert.equal(origin?.configuredUrl, remoteUrl);
    assert.deepEqual(origin && addressOfRemote(origin), {
      host: 'http://127.0.0.1:4100',
      owner: 'four-zones',
      name: 'ledger',
    });
  });

  it('fails for refund r-17 just as its log says it did in Berlin', () => {
    const run = spawnSync(process.execPath, ['pay.js', 'r-17'], { cwd: sample.root, encoding: 'utf8' });
    assert.equal(run.status, 1);
    const frames = (text: string, root: string): string[] =>
      text.split('\n').flatMap((line) => {
        const at = line.trim().startsWith('at ') ? line.indexOf(`${root}/`) : -1;
        return at < 0
          ? []
          : [
              `${line.trim().split(' ')[1]} ${line
                .slice(at + root.length + 1)
                .replace(')', '')
                .replace(' {', '')}`,
            ];
      });
    const here = frames(run.stderr, sample.root);
    assert.deepEqual(frames(readFileSync(sample.trace, 'utf8'), '/home/berlin-dev/src/ledger'), here);
    assert.ok(
      here.includes('Ledger.read lib/ledger.js:7:16') && here.includes('refund pay.js:5:37'),
      here.join('\n'),
    );
    const culprit = git('log', '-1', '--format=%an %s', '-L6,6:lib/ledger.js', '--no-patch');
    assert.equal(culprit.trim(), 'berlin-dev perf(ledger): load rows lazily');
  });

  it('has one failing test, the one that my change is about', () => {
    const run = spawnSync(process.execPath, ['--test', 'test/'], { cwd: sample.root, encoding: 'utf8' });
    assert.equal(run.status, 1);
    assert.match(run.stdout, /not ok \d - refund: gives up after 5/);
    assert.match(run.stdout, /\n# pass 1\n# fail 1\n/);
  });

  it('is the same, commit for commit, when made again for the same moment', async () => {
    const other = await makeSample(path.join(directory, 'again'), { now, remoteUrl });
    const head = (root: string): string => execFileSync('git', ['show-ref'], { cwd: root, encoding: 'utf8' });
    assert.equal(head(other.root), head(sample.root));
  });

  it('can be made for another person, without a team file, at any time of any week', async () => {
    const me = { name: 'Ana O’Neill "AO"', email: 'ana@x.example' };
    for (const at of ['2026-03-29T00:30:00Z', '2027-01-04T08:00:00Z']) {
      const other = await makeSample(path.join(directory, at.slice(0, 10)), {
        now: new Date(at),
        me,
        withTeamFile: false,
      });
      const all = execFileSync('git', ['log', '--all', '--format=%ae'], {
        cwd: other.root,
        encoding: 'utf8',
      });
      assert.ok(all.includes(me.email) && !all.includes('pune-dev@'));
      const files = execFileSync('git', ['ls-files'], { cwd: other.root, encoding: 'utf8' });
      assert.ok(!files.includes('team.yml'));
      const offsets = execFileSync(
        'git',
        ['log', '--all', '--author=berlin', '--format=%ad', '--date=format:%z'],
        { cwd: other.root, encoding: 'utf8' },
      );
      assert.ok(
        offsets.includes('+0100') && offsets.includes('+0200'),
        'the clocks change within the history',
      );
    }
  });
});
