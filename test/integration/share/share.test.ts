import { strict as assert } from 'node:assert';
import { rmSync, symlinkSync, utimesSync } from 'node:fs';
import {
  bytesOf,
  createPair,
  fingerprint,
  makeExecutable,
  pick,
  ports,
  share,
  status,
  type Pair,
} from './sandbox';

describe('Sharing work in progress', () => {
  let pair: Pair;
  afterEach(() => pair?.remove());

  it('puts the next person where the author stands: staged apart from unstaged, untracked files, deletions, modes, links', async () => {
    pair = createPair({
      'a.txt': 'a\n',
      'b.txt': 'b\n',
      'c.txt': 'c\n',
      'd/e.txt': 'e\n',
      run: '#!/bin/sh\n',
      'again.txt': 'again\n',
      'again, and gone.txt': '',
    });
    const { author, receiver } = pair;
    author.write('a.txt', 'staged\n');
    author.git('add', 'a.txt');
    author.write('a.txt', 'staged, then changed\n');
    author.git('rm', '-q', '--cached', 'b.txt');
    rmSync(author.path('c.txt'));
    author.git('mv', 'd/e.txt', 'd/f.txt');
    makeExecutable(author.path('run'));
    symlinkSync('a.txt', author.path('link'));
    author.write('new/binary', Buffer.from([0, 1, 2, 255, 254, 13, 10, 0]));
    author.write('new/intent.txt', 'to be added\n');
    author.git('add', '-N', 'new/intent.txt');
    author.git('rm', '-q', '--cached', 'again.txt');
    author.git('add', '-N', 'again.txt');
    author.git('rm', '-q', '--cached', 'again, and gone.txt');
    author.git('add', '-N', 'again, and gone.txt');
    rmSync(author.path('again, and gone.txt'));
    const before = fingerprint(author);
    const shared = await share(author);
    assert.deepEqual(fingerprint(author), before);
    assert.equal(shared.changed, true);
    assert.equal(shared.ref, 'refs/baton/ana/work');
    const picked = await pick(receiver);
    assert.equal(status(picked.worktree), status(author.root));
    assert.deepEqual(bytesOf(picked.worktree), bytesOf(author.root));
    assert.equal(picked.branch, 'main-ana');
    assert.equal(receiver.git('rev-parse', '--abbrev-ref', 'main-ana@{upstream}'), 'origin/main');
  });

  it('knows what was to be added and is gone from an empty file that was deleted, whatever stands there now', async () => {
    for (const files of [{ 'empty.txt': '', 'a.txt': 'a\n' }, {}]) {
      pair?.remove();
      pair = createPair(files);
      const { author, receiver } = pair;
      rmSync(author.path('empty.txt'), { force: true });
      for (const path of ['gone.txt', 'gone.sh', 'täglich/gone', 'folder']) author.write(path, '');
      makeExecutable(author.path('gone.sh'));
      symlinkSync('x', author.path('gone.link'));
      author.git('add', '-N', 'gone.txt', 'gone.sh', 'gone.link', 'täglich/gone', 'folder');
      for (const path of ['gone.txt', 'gone.sh', 'gone.link', 'täglich', 'folder'])
        rmSync(author.path(path), { recursive: true });
      author.write('folder/new.txt', 'not to be added\n');
      await share(author);
      const picked = await pick(receiver);
      assert.equal(
        status(author.root)
          .split('\n')
          .filter((line) => line.startsWith('1 .D')).length >= 5,
        true,
      );
      assert.equal(status(picked.worktree), status(author.root));
      assert.deepEqual(bytesOf(picked.worktree), bytesOf(author.root));
    }
  });

  it('keeps a mode that is not staged, of a file whose line ends git would change', async () => {
    pair = createPair({ 'a.txt': 'a' });
    const { author, receiver } = pair;
    for (const clone of [author, receiver]) clone.git('config', 'core.autocrlf', 'true');
    author.write('run', 'one\ntwo\n');
    author.git('add', 'run');
    makeExecutable(author.path('run'));
    await share(author);
    const picked = await pick(receiver);
    assert.match(status(author.root), /^1 AM N\.\.\. 000000 100644 100755 .* run$/m);
    assert.equal(status(picked.worktree), status(author.root));
    assert.deepEqual(bytesOf(picked.worktree), bytesOf(author.root));
  });

  it('pushes nothing when nothing changed, and moves the ref forward when something did', async () => {
    pair = createPair();
    const { author } = pair;
    author.write('a.txt', 'one\n');
    const first = await share(author);
    const later = { ...ports, now: () => Date.now() + 60_000 };
    const again = await share(author, {}, later);
    assert.equal(again.changed, false);
    assert.equal(again.commit, first.commit);
    author.write('a.txt', 'two\n');
    const next = await share(author);
    assert.equal(next.changed, true);
    assert.equal(author.git('ls-remote', 'origin', first.ref).split('\t')[0], next.commit);
  });

  it('takes a change of the same instant and size that the index does not see', async () => {
    pair = createPair();
    const { author, receiver } = pair;
    // As if all of this had happened in one instant, some time ago: a copy of the index would be younger than the change.
    const instant = 1_760_000_000;
    author.git('config', 'core.trustCtime', 'false');
    for (const content of ['1\n', '2\n']) {
      author.write('a.txt', content);
      utimesSync(author.path('a.txt'), instant, instant);
      if (content === '1\n') author.git('add', 'a.txt');
    }
    utimesSync(author.path('.git/index'), instant, instant);
    await share(author);
    const picked = await pick(receiver);
    assert.deepEqual(bytesOf(picked.worktree), bytesOf(author.root));
  });
});
