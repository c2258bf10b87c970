import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  bytesOf,
  cloneAt,
  createPair,
  fingerprint,
  makeExecutable,
  pick,
  share,
  status,
  type Pair,
} from './sandbox';

describe('Sharing in any state of a repository', () => {
  let pair: Pair;
  afterEach(() => pair?.remove());

  const roundTrip = async () => {
    const before = fingerprint(pair.author);
    await share(pair.author);
    assert.deepEqual(fingerprint(pair.author), before);
    const picked = await pick(pair.receiver);
    assert.equal(status(picked.worktree), status(pair.author.root));
    assert.deepEqual(bytesOf(picked.worktree), bytesOf(pair.author.root));
    return picked;
  };
  /** Two branches that change one line, the second merged or rebased until it conflicts. */
  const conflict = (...how: readonly string[]): void => {
    const { author } = pair;
    author.git('checkout', '-q', '-b', 'other');
    author.write('a.txt', 'theirs\n');
    author.git('commit', '-q', '-am', 'Theirs');
    author.git('checkout', '-q', 'main');
    author.write('a.txt', 'ours\n');
    author.git('commit', '-q', '-am', 'Ours');
    assert.throws(() => author.git(...how));
  };

  it('works while another git holds the index', async () => {
    pair = createPair();
    pair.author.write('a.txt', 'changed\n');
    writeFileSync(pair.author.path('.git/index.lock'), '');
    const before = fingerprint(pair.author);
    await share(pair.author);
    assert.deepEqual(fingerprint(pair.author), before);
    rmSync(pair.author.path('.git/index.lock'));
    const picked = await pick(pair.receiver);
    assert.equal(readFileSync(`${picked.worktree}/a.txt`, 'utf8'), 'changed\n');
  });

  it('carries a merge’s conflicts with all their sides, and the merge goes on where it is picked up', async () => {
    pair = createPair();
    conflict('merge', 'other');
    const { worktree, conflicts, remarks } = await roundTrip();
    assert.deepEqual(conflicts, ['a.txt']);
    assert.match(remarks.join(' '), /in the middle of a merge/);
    const there = cloneAt(worktree);
    assert.equal(there.git('show', ':2:a.txt'), 'ours');
    assert.equal(there.git('show', ':3:a.txt'), 'theirs');
    there.write('a.txt', 'both\n');
    there.git('commit', '-q', '-am', 'Merge');
    assert.equal(there.git('log', '-1', '--format=%P').split(' ').length, 2);
  });

  it('works before the first commit', async () => {
    pair = createPair({});
    pair.author.write('a.txt', 'a\n');
    pair.author.git('add', 'a.txt');
    pair.author.write('b.txt', 'b\n');
    await roundTrip();
  });

  it('works where every file is gone', async () => {
    pair = createPair();
    rmSync(pair.author.path('a.txt'));
    await roundTrip();
    pair.author.git('rm', '-q', '--cached', 'a.txt');
    await roundTrip();
  });

  it('works in a linked worktree', async () => {
    pair = createPair();
    pair.author.git('worktree', 'add', '-q', '-b', 'side', '../ana-side');
    const side = cloneAt(`${pair.folder}/ana-side`);
    side.write('a.txt', 'in the side tree\n');
    side.git('add', 'a.txt');
    side.write('b.txt', 'new\n');
    const before = fingerprint(side);
    await share(side);
    assert.deepEqual(fingerprint(side), before);
    const picked = await pick(pair.receiver);
    assert.equal(status(picked.worktree), status(side.root));
    assert.equal(picked.branch, 'side');
  });

  it('works in a sparse checkout, and what is not checked out is not deleted', async () => {
    pair = createPair({ 'in/a.txt': 'a\n', 'out/b.txt': 'b\n' });
    pair.author.git('sparse-checkout', 'set', '--cone', 'in');
    pair.author.write('in/a.txt', 'changed\n');
    const before = fingerprint(pair.author);
    await share(pair.author);
    assert.deepEqual(fingerprint(pair.author), before);
    const picked = await pick(pair.receiver);
    assert.equal(status(picked.worktree), status(pair.author.root));
    assert.equal(readFileSync(`${picked.worktree}/out/b.txt`, 'utf8'), 'b\n');
  });

  it('works with an index in two parts, and moves neither', async () => {
    pair = createPair();
    const { author } = pair;
    author.git('config', 'core.splitIndex', 'true');
    author.git('config', 'splitIndex.maxPercentChange', '0');
    author.git('update-index', '--split-index');
    author.write('a.txt', 'staged\n');
    author.git('add', 'a.txt');
    author.write('a.txt', 'changed\n');
    author.write('new.txt', 'new\n');
    const shared = () =>
      Object.keys(fingerprint(author)).filter((path) => path.includes('sharedindex')).length;
    const before = shared();
    assert.ok(before > 0);
    await roundTrip();
    assert.equal(shared(), before);
  });

  it('runs no hook of the repository, with signing on, on either side', async () => {
    pair = createPair();
    const ran = `${pair.folder}/ran`;
    for (const clone of [pair.author, pair.receiver]) {
      clone.git('config', 'commit.gpgsign', 'true');
      clone.git('config', 'push.gpgsign', 'if-asked');
      clone.git('config', 'core.fsmonitor', `touch ${ran}`);
      for (const hook of [
        'pre-commit',
        'pre-push',
        'post-checkout',
        'post-index-change',
        'reference-transaction',
        'post-merge',
        'fsmonitor-watchman',
      ]) {
        clone.write(`.git/hooks/${hook}`, `#!/bin/sh\ntouch ${ran}\n`);
        makeExecutable(clone.path(`.git/hooks/${hook}`));
      }
    }
    pair.author.write('a.txt', 'changed\n');
    await share(pair.author);
    await pick(pair.receiver);
    await pick(pair.receiver, { how: 'apply' });
    assert.equal(existsSync(ran), false);
  });

  it('runs no filter and no merge driver that only the repository names', async () => {
    pair = createPair({ 'a.txt': 'a\n', '.gitattributes': '* merge=evil\n' });
    const ran = `${pair.folder}/ran`;
    for (const clone of [pair.author, pair.receiver]) {
      clone.git('config', 'filter.evil.clean', `touch ${ran}; cat`);
      clone.git('config', 'filter.evil.smudge', `touch ${ran}; cat`);
      clone.git('config', 'merge.evil.driver', `touch ${ran}; false`);
    }
    pair.author.write('.gitattributes', '* filter=evil merge=evil\n');
    pair.author.write('a.txt', 'changed\n');
    await share(pair.author);
    pair.receiver.write('a.txt', 'mine\n');
    pair.receiver.git('-c', 'filter.evil.clean=cat', 'commit', '-q', '-am', 'Mine');
    rmSync(ran, { force: true });
    await pick(pair.receiver);
    await pick(pair.receiver, { how: 'apply' });
    assert.equal(existsSync(ran), false);
  });

  it('keeps a push to the person’s own guard: one of the person’s hooks may refuse it', async () => {
    pair = createPair();
    const hooks = `${pair.folder}/guards`;
    cloneAt(pair.folder).write('guards/pre-push', '#!/bin/sh\nexit 1\n');
    makeExecutable(`${hooks}/pre-push`);
    cloneAt(pair.folder).write('gitconfig', `[core]\n\thooksPath = ${hooks}\n`);
    const { createSharing } = await import('../../../src/adapters/git/share');
    const { env, ports } = await import('./sandbox');
    const guarded = createSharing({ env: { ...env, GIT_CONFIG_GLOBAL: `${pair.folder}/gitconfig` } });
    await assert.rejects(share(pair.author, {}, { ...ports, sharing: guarded }), /Nothing was shared\.$/);
    assert.equal(pair.author.git('ls-remote', 'origin', 'refs/baton/*'), '');
  });

  it('keeps names that are no UTF-8', async function () {
    if (process.platform !== 'linux') return;
    pair = createPair();
    const name = Buffer.concat([Buffer.from(`${pair.author.root}/caf`), Buffer.from([0xe9])]);
    writeFileSync(name, 'latin1\n');
    await roundTrip();
  });
});
