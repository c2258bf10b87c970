import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSharing } from '../../../src/adapters/git/share';
import { createStateStore } from '../../../src/adapters/state';
import { UserError } from '../../../src/core/errors';
import { flush } from '../../../src/usecases/outbox/flush';
import { pruneShares } from '../../../src/usecases/share/pruneShares';
import { shareSender, waitToShare } from '../../../src/usecases/share/waitingShare';
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
  sharing,
  type Pair,
} from './sandbox';

describe('A remote that says no', () => {
  let pair: Pair;
  afterEach(() => pair?.remove());

  /** One sentence, one line, and nothing half done on either side. */
  const refused = async (pattern: RegExp, using = ports): Promise<void> => {
    const { author, remote } = pair;
    author.write('a.txt', 'changed\n');
    const before = fingerprint(author);
    await assert.rejects(share(author, {}, using), (error: Error) => {
      assert.equal(error.name, 'UserError');
      assert.match(error.message, pattern);
      assert.match(error.message, /Nothing was shared\.$/);
      assert.equal(error.message.includes('\n'), false);
      return true;
    });
    assert.deepEqual(fingerprint(author), before);
    assert.equal(author.git('for-each-ref', 'refs/baton'), '');
    if (existsSync(remote)) assert.equal(cloneAt(remote).git('for-each-ref', 'refs/baton'), '');
  };

  it('by a hook: the hook’s refusal is told', async () => {
    pair = createPair();
    writeFileSync(join(pair.remote, 'hooks/update'), '#!/bin/sh\necho "only releases here" >&2\nexit 1\n');
    makeExecutable(join(pair.remote, 'hooks/update'));
    await refused(/refuses refs under refs\/baton \(.*hook declined/);
  });

  it('by protected refs', async () => {
    pair = createPair();
    cloneAt(pair.remote).git('config', 'receive.hideRefs', 'refs/baton');
    await refused(/refuses refs under refs\/baton/);
  });

  it('because one may not push there', async () => {
    pair = createPair();
    const { author, folder } = pair;
    // What GitHub answers over SSH.
    cloneAt(folder).write(
      'ssh',
      '#!/bin/sh\necho "ERROR: Permission to pune/ledger.git denied to ana." >&2\nexit 128\n',
    );
    makeExecutable(join(folder, 'ssh'));
    author.git('remote', 'set-url', 'origin', 'git@example.com:pune/ledger.git');
    const using = createSharing({ env: { ...env, GIT_SSH: join(folder, 'ssh') } });
    await refused(/You may not push to git@example\.com:pune\/ledger\.git: ask for the right to/, {
      ...ports,
      sharing: using,
    });
  });

  it('because it is not there', async () => {
    pair = createPair();
    rmSync(pair.remote, { recursive: true });
    await refused(/There is no repository at/);
  });

  it('because its disk is full', async () => {
    pair = createPair();
    // What git says when it cannot write a pack.
    writeFileSync(
      join(pair.remote, 'hooks/pre-receive'),
      '#!/bin/sh\necho "fatal: write error: No space left on device" >&2\nexit 1\n',
    );
    makeExecutable(join(pair.remote, 'hooks/pre-receive'));
    const bin = cloneAt(pair.folder);
    bin.write(
      'full/git',
      `#!/bin/sh\ncase " $* " in *" push "*) echo "fatal: sha1 file write error: No space left on device" >&2; exit 128;; esac\nexec git "$@"\n`,
    );
    makeExecutable(join(pair.folder, 'full/git'));
    const using = createSharing({ env, program: join(pair.folder, 'full/git') });
    await refused(/There is no space left, here or at/, { ...ports, sharing: using });
  });

  it('because nobody answers: the share waits in the outbox and is sent, exactly as it was looked through, later', async () => {
    pair = createPair();
    const { author, folder } = pair;
    author.write('a.txt', 'as it was shared\n');
    const url = author.git('remote', 'get-url', 'origin');
    // A port that nobody listens on.
    author.git('remote', 'set-url', 'origin', 'http://127.0.0.1:9/pune/ledger.git');
    await refused(/cannot be reached now/);
    author.write('a.txt', 'as it was shared\n');
    const state = createStateStore(join(folder, 'state')).of(author.path('.git'));
    const shared = await share(author, {}, {
      ...ports,
      wait: (root: string, push: Parameters<typeof waitToShare>[2]) =>
        waitToShare(state, root, push, Date.now()),
    } as typeof ports);
    assert.match(shared.waiting ?? '', /cannot be reached now/);
    author.write('a.txt', 'something else since\n');
    author.git('gc', '-q', '--prune=now');
    const flushed = () =>
      flush({
        state,
        now: () => Date.now() + 3_600_000,
        sender: () => Promise.resolve(shareSender(sharing)),
      });
    assert.equal([...(await flushed()).results.values()][0]?.state, 'waiting');
    author.git('remote', 'set-url', 'origin', url);
    const later = await flush({
      state,
      now: () => Date.now() + 90_000_000,
      sender: () => Promise.resolve(shareSender(sharing)),
    });
    assert.equal([...later.results.values()][0]?.state, 'sent');
    const picked = await pick(pair.receiver);
    assert.equal(cloneAt(picked.worktree).git('diff', '--stat').includes('a.txt'), true);
    assert.equal(
      cloneAt(picked.worktree).git('hash-object', 'a.txt'),
      author.git('rev-parse', `${shared.commit}:a.txt`),
    );
    assert.equal(author.git('for-each-ref', 'refs/baton/_waiting'), '');
  });

  it('and what waits does not take the place of what was shared since', async () => {
    pair = createPair();
    const { author, folder } = pair;
    const url = author.git('remote', 'get-url', 'origin');
    author.git('remote', 'set-url', 'origin', 'http://127.0.0.1:9/pune/ledger.git');
    const state = createStateStore(join(folder, 'state')).of(author.path('.git'));
    author.write('a.txt', 'old\n');
    await share(author, {}, {
      ...ports,
      wait: (root: string, push: Parameters<typeof waitToShare>[2]) =>
        waitToShare(state, root, push, Date.now()),
    } as typeof ports);
    author.git('remote', 'set-url', 'origin', url);
    author.write('a.txt', 'young\n');
    const young = await share(author);
    const now = (): number => Date.now();
    await flush({ state, now, sender: () => Promise.resolve(shareSender(sharing)) });
    assert.equal(author.git('ls-remote', 'origin', young.ref).split('\t')[0], young.commit);
  });

  it('runs no program that stands in the place of an address', async () => {
    pair = createPair();
    const { author, folder } = pair;
    author.git('config', 'protocol.ext.allow', 'always');
    author.git('remote', 'set-url', 'origin', `ext::sh -c touch% ${folder}/ran`);
    author.write('a.txt', 'changed\n');
    await assert.rejects(share(author), /transport 'ext' not allowed/);
    await assert.rejects(pick(author), /transport 'ext' not allowed/);
    assert.equal(existsSync(join(folder, 'ran')), false);
  });

  it('tells no secret of the remote’s address', async () => {
    pair = createPair();
    pair.author.git('remote', 'set-url', 'origin', 'http://ana:hunter2@127.0.0.1:9/x/y.git');
    await assert.rejects(share(pair.author), (error: Error) => !error.message.includes('hunter2'));
  });
});

describe('A share’s place on the remote', () => {
  let pair: Pair;
  afterEach(() => pair?.remove());

  it('is moved by two windows at once without a loss: one of both states is there, and both say so', async () => {
    pair = createPair();
    pair.author.write('a.txt', 'one\n');
    const both = await Promise.all([share(pair.author), share(pair.author), share(pair.author)]);
    const there = pair.author.git('ls-remote', 'origin', 'refs/baton/ana/work').split('\t')[0];
    assert.ok(both.some(({ commit }) => commit === there));
    assert.equal((await share(pair.author)).changed, false);
  });

  it('is not taken from another machine of the author’s unasked', async () => {
    pair = createPair();
    const { author, receiver } = pair;
    author.write('a.txt', 'on the desktop\n');
    const first = await share(author);
    receiver.write('a.txt', 'on the laptop\n');
    await assert.rejects(share(receiver), /was shared from another place meanwhile/);
    assert.equal(author.git('ls-remote', 'origin', first.ref).split('\t')[0], first.commit);
    assert.equal((await share(receiver, { replace: true })).changed, true);
    author.write('a.txt', 'again\n');
    await assert.rejects(share(author), /another place/);
  });

  it('comes back when somebody deleted it', async () => {
    pair = createPair();
    const { ref } = await share(pair.author);
    cloneAt(pair.remote).git('update-ref', '-d', ref);
    assert.equal((await share(pair.author)).changed, true);
    cloneAt(pair.remote).git('update-ref', '-d', ref);
    pair.author.write('a.txt', 'changed\n');
    assert.equal((await share(pair.author)).changed, true);
  });

  it('is all that is pushed: no tag goes along, and no branch', async () => {
    pair = createPair();
    const { author, remote } = pair;
    author.git('config', 'push.followTags', 'true');
    author.git('config', 'push.default', 'matching');
    author.git('config', '--add', 'remote.origin.push', 'refs/heads/*:refs/heads/*');
    author.git('switch', '-q', '-c', 'private');
    author.git('commit', '-q', '--allow-empty', '-m', 'Not pushed');
    author.git('tag', '-a', '-m', 'Mine', 'mine');
    await share(author);
    assert.equal(
      cloneAt(remote).git('for-each-ref', '--format=%(refname)'),
      'refs/baton/ana/work\nrefs/heads/main',
    );
  });

  it('is no branch: a clone does not have it', async () => {
    pair = createPair();
    await share(pair.author);
    cloneAt(pair.folder).git('clone', '-q', pair.remote, 'fresh');
    assert.equal(cloneAt(join(pair.folder, 'fresh')).git('for-each-ref', 'refs/baton'), '');
    assert.equal(pair.author.git('branch', '-a').includes('baton'), false);
  });

  it('is emptied of what is too old, with what was said about it, and of nothing of anybody else', async () => {
    pair = createPair();
    const { author } = pair;
    const day = 86_400_000;
    const at = (days: number) => ({ ...ports, now: () => Date.now() - days * day });
    await share(author, { name: 'old' }, at(20));
    await pick(pair.receiver, { share: { login: 'ana', name: 'old' }, tellAuthor: true });
    await share(author, { name: 'young' }, at(3));
    await share(author, { name: 'old', login: 'ben' }, at(20));
    const request = { roots: [author.root], login: 'ana', remote: null, days: 14 };
    const [pruned] = await pruneShares(request, ports);
    assert.deepEqual(
      pruned?.removed.map((each) => each.share.name),
      ['old'],
    );
    const left = author
      .git('ls-remote', 'origin', 'refs/baton/*')
      .split('\n')
      .map((line) => line.split('\t')[1]);
    assert.deepEqual(left, ['refs/baton/ana/young', 'refs/baton/ben/old']);
    assert.deepEqual((await pruneShares(request, ports))[0]?.removed, []);
  });

  it('stays where it moved on while it was to be deleted', async () => {
    pair = createPair();
    const { author } = pair;
    await share(author);
    const place = await sharing.of(author.root);
    const old = await place.own(place.remote(null), 'ana');
    author.write('a.txt', 'younger\n');
    const { commit, ref } = await share(author);
    await place.remove(place.remote(null), old);
    assert.equal(author.git('ls-remote', 'origin', ref).split('\t')[0], commit);
    assert.equal(author.git('rev-parse', ref), commit);
  });

  it('is not taken where everybody could read it, before somebody says that they may', async () => {
    pair = createPair();
    const open = { ...ports, isPublic: () => Promise.resolve(true) };
    await assert.rejects(
      share(pair.author, {}, open),
      /"origin" is public: everybody could read the snapshot/,
    );
    assert.equal(pair.author.git('ls-remote', 'origin', 'refs/baton/*'), '');
    assert.equal((await share(pair.author, { allowPublic: true }, open)).changed, true);
  });

  it('tells its author who picked it up and when, each time once', async () => {
    pair = createPair();
    await share(pair.author);
    const at = Date.parse('2026-11-20T10:00:00Z');
    assert.equal(
      (await pick(pair.receiver, { tellAuthor: true }, { ...ports, now: () => at })).authorKnows,
      true,
    );
    const place = await sharing.of(pair.author.root);
    const receipts = await place.receipts(place.remote(null), 'ana', new Set());
    assert.deepEqual(
      receipts.map(({ receiver, share: { name }, at: when }) => [receiver, name, when]),
      [['ben', 'work', at]],
    );
    const known = new Set(receipts.map(({ id }) => id));
    assert.deepEqual(await place.receipts(place.remote(null), 'ana', known), []);
  });

  it('fetches no more to tell that than such messages take, and keeps none of it', async () => {
    pair = createPair();
    const { author, receiver } = pair;
    await share(author);
    await pick(receiver, { tellAuthor: true });
    const place = await sharing.of(author.root);
    const before = bytesOf(author.path('.git'));
    assert.equal((await place.receipts(place.remote(null), 'ana', new Set())).length, 1);
    assert.deepEqual(bytesOf(author.path('.git')), before);
    receiver.write('large.bin', randomBytes(3_000_000));
    receiver.git('add', 'large.bin');
    receiver.git('commit', '-q', '-m', 'No message');
    receiver.git('push', '-q', 'origin', 'HEAD:refs/baton/_picked/ana/fix/eve');
    await assert.rejects(
      place.receipts(place.remote(null), 'ana', new Set()),
      new UserError(
        'Who picked up your work is not told: at origin that takes more than 2 MB, which no such messages do. Nothing of it was kept: "baton share --prune" takes it away with old shares.',
      ),
    );
    assert.deepEqual(bytesOf(author.path('.git')), before);
  });
});
