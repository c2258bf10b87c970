import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { createSharing } from '../../../src/adapters/git/share';
import { UserError } from '../../../src/core/errors';
import { InTheWayError } from '../../../src/core/ports/share';
import {
  bytesOf,
  cloneAt,
  createPair,
  env,
  fingerprint,
  makeExecutable,
  pick,
  ports,
  share,
  status,
  type Pair,
} from './sandbox';

describe('Picking up onto the current branch', () => {
  let pair: Pair;
  afterEach(() => pair?.remove());

  it('keeps staged apart from unstaged, brings the author’s commits along, and keeps the receiver’s own commits and changes', async () => {
    pair = createPair({ 'a.txt': '1\n2\n3\n4\n5\n', 'b.txt': 'b\n', 'mine.txt': 'm\n', 'mine2.txt': 'm\n' });
    const { author, receiver } = pair;
    author.write('b.txt', 'committed\n');
    author.git('commit', '-q', '-am', 'Ahead');
    author.write('a.txt', '1\n2\n3\n4\nstaged\n');
    author.git('add', 'a.txt');
    author.write('new.txt', 'new\n');
    await share(author);
    receiver.write('a.txt', 'own\n2\n3\n4\n5\n');
    receiver.git('commit', '-q', '-am', 'Own');
    receiver.write('mine.txt', 'not committed\n');
    receiver.write('mine2.txt', 'staged\n');
    receiver.git('add', 'mine2.txt');
    const picked = await pick(receiver, { how: 'apply' });
    assert.deepEqual(picked.conflicts, []);
    assert.equal(picked.worktree, receiver.root);
    assert.deepEqual(
      receiver.git('status', '--porcelain').split('\n'),
      ['M  a.txt', 'M  b.txt', ' M mine.txt', 'M  mine2.txt', '?? new.txt'].map((line, at) =>
        at === 0 ? line : line,
      ),
    );
    assert.equal(readFileSync(receiver.path('a.txt'), 'utf8'), 'own\n2\n3\n4\nstaged\n');
    assert.equal(readFileSync(receiver.path('mine.txt'), 'utf8'), 'not committed\n');
  });

  it('leaves conflicts as git’s own', async () => {
    pair = createPair();
    const { author, receiver } = pair;
    author.write('a.txt', 'theirs\n');
    await share(author);
    receiver.write('a.txt', 'ours\n');
    receiver.git('commit', '-q', '-am', 'Ours');
    const { conflicts } = await pick(receiver, { how: 'apply' });
    assert.deepEqual(conflicts, ['a.txt']);
    assert.match(readFileSync(receiver.path('a.txt'), 'utf8'), /<<<<<<< /);
    assert.match(receiver.git('status', '--porcelain'), /^UU a\.txt/m);
    assert.equal(existsSync(receiver.path('.git/SQUASH_MSG')), false);
  });

  const inTheWay: readonly (readonly [string, (pair: Pair) => void])[] = [
    ['a changed file', ({ receiver }) => receiver.write('a.txt', 'mine\n')],
    [
      'a staged file',
      ({ receiver }) => {
        receiver.write('a.txt', 'mine\n');
        receiver.git('add', 'a.txt');
      },
    ],
    ['an untracked file', ({ receiver }) => receiver.write('new.txt', 'mine\n')],
    [
      'a file that git ignores',
      ({ receiver }) => {
        receiver.write('.git/info/exclude', 'new.txt\n');
        receiver.write('new.txt', 'mine\n');
      },
    ],
    [
      'an ignored file where a folder would be',
      ({ receiver }) => {
        receiver.write('.git/info/exclude', 'dir\n');
        receiver.write('dir', 'mine\n');
      },
    ],
    [
      'an ignored folder where a file would be',
      ({ receiver }) => {
        receiver.write('.git/info/exclude', 'new.txt/\n');
        receiver.write('new.txt/inside', 'mine\n');
      },
    ],
  ];
  for (const [what, put] of inTheWay) {
    it(`touches nothing when ${what} is in the way, and says so`, async () => {
      pair = createPair();
      const { author, receiver } = pair;
      author.write('a.txt', 'theirs\n');
      author.write('new.txt', 'theirs\n');
      author.write('dir/file.txt', 'theirs\n');
      await share(author);
      put(pair);
      receiver.git('status');
      const before = { bytes: bytesOf(receiver.root), status: status(receiver.root) };
      await assert.rejects(
        pick(receiver, { how: 'apply' }),
        (error) =>
          error instanceof InTheWayError &&
          /is in the way of ana\/work: pick it up into a worktree/.test(error.message),
      );
      assert.deepEqual({ bytes: bytesOf(receiver.root), status: status(receiver.root) }, before);
      assert.equal((await pick(receiver)).conflicts.length, 0);
    });
  }

  it('touches nothing when there would be conflicts and something is staged', async () => {
    pair = createPair({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
    const { author, receiver } = pair;
    author.write('a.txt', 'theirs\n');
    await share(author);
    receiver.write('a.txt', 'ours\n');
    receiver.git('commit', '-q', '-am', 'Ours');
    receiver.write('b.txt', 'mine\n');
    receiver.git('add', 'b.txt');
    const before = bytesOf(receiver.root);
    await assert.rejects(pick(receiver, { how: 'apply' }), InTheWayError);
    assert.deepEqual(bytesOf(receiver.root), before);
  });
});

describe('Picking up into a worktree', () => {
  let pair: Pair;
  afterEach(() => pair?.remove());

  it('leaves the receiver’s working tree, index and branch as they are', async () => {
    pair = createPair();
    const { author, receiver } = pair;
    author.write('a.txt', 'theirs\n');
    await share(author);
    receiver.write('a.txt', 'mine\n');
    receiver.git('add', 'a.txt');
    const pickFrom = (all: Readonly<Record<string, string>>) =>
      Object.fromEntries(
        Object.entries(all).filter(
          ([path]) => !/^\.git\/(?:worktrees|config|refs|logs|packed-refs)/.test(path),
        ),
      );
    const before = pickFrom(fingerprint(receiver));
    await pick(receiver);
    assert.deepEqual(pickFrom(fingerprint(receiver)), before);
  });

  it('takes another branch name where the author’s is taken, and another folder', async () => {
    pair = createPair();
    await share(pair.author);
    const one = await pick(pair.receiver);
    const two = await pick(pair.receiver);
    assert.deepEqual([one.branch, two.branch], ['main-ana', 'main-ana-2']);
    assert.notEqual(one.worktree, two.worktree);
  });

  it('leaves neither a working tree nor a branch behind where it fails half-way', async () => {
    pair = createPair();
    const { receiver, folder } = pair;
    pair.author.write('a.txt', 'theirs\n');
    await share(pair.author);
    const bin = cloneAt(`${folder}/full`);
    cloneAt(folder).write(
      'full/git',
      `#!/bin/sh\ncase " $* " in *" read-tree -m "[0-9a-f]*) echo "fatal: No space left on device" >&2; exit 128;; esac\nexec git "$@"\n`,
    );
    makeExecutable(bin.path('git'));
    const using = createSharing({ env, program: bin.path('git') });
    await assert.rejects(
      pick(receiver, {}, { ...ports, sharing: using }),
      new UserError(
        `ana/work could not be put into ${receiver.root}-work (No space left on device): try again once that is mended. Nothing of yours was changed.`,
      ),
    );
    assert.equal(existsSync(`${receiver.root}-work`), false);
    assert.equal(receiver.git('worktree', 'list').split('\n').length, 1);
    assert.equal(receiver.git('branch', '--list').split('\n').length, 1);
    assert.equal((await pick(receiver)).worktree, `${receiver.root}-work`);
  });

  it('is told by name when there is no such share', async () => {
    pair = createPair();
    await assert.rejects(pick(pair.receiver), /There is no share "ana\/work" at origin: check the name/);
  });
});
