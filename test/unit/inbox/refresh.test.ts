import assert from 'node:assert/strict';
import type { Snapshot } from '../../../src/core/inbox/snapshot';
import { fold, joined, limits, withSeen } from '../../../src/core/inbox/snapshot';
import { RefusedError, type RefusalReason } from '../../../src/core/ports/github';
import type { InboxStore } from '../../../src/core/ports/inboxStore';
import type { DiscussionPage, InboxGitHub, ReadDiscussion } from '../../../src/core/ports/inbox';
import { refreshInbox } from '../../../src/usecases/inbox/readInbox';
import { address, discussion, reply } from './scene';

const now = Date.parse('2026-11-20T12:00:00Z');
const minute = (count: number) => new Date(now - count * 60_000).toISOString().replace('.000', '');
const note = (count: number, change: Partial<ReadDiscussion> = {}) =>
  discussion('text', { id: `D_${count}`, createdAt: minute(count), updatedAt: minute(count), ...change });

/** A repository with this history, the newest first, and how often it was asked. */
function repository(history: readonly ReadDiscussion[], viewer = 'lisbon-dev') {
  const asked: Parameters<InboxGitHub['changed']>[1][] = [];
  const changed: InboxGitHub['changed'] = (_, page) => {
    asked.push(page);
    const from = Number(page.after ?? 0);
    const discussions = history.slice(from, from + page.first);
    const next = from + page.first < history.length ? String(from + page.first) : null;
    const watched = history.filter(({ id }) => page.watched.includes(id));
    const reaches = next === null ? null : (discussions.at(-1)?.updatedAt ?? null);
    return Promise.resolve({
      viewer,
      isPrivate: false,
      discussions,
      next,
      reaches,
      threadsReach: null,
      watched,
    });
  };
  return { asked, gitHub: { changed } as InboxGitHub };
}

function memory(): InboxStore & { kept: Snapshot | null } {
  return {
    kept: null,
    read() {
      return Promise.resolve(this.kept);
    },
    write(_, snapshot) {
      this.kept = joined(snapshot, this.kept);
      return Promise.resolve(this.kept);
    },
  };
}

const page = (
  discussions: readonly ReadDiscussion[],
  watched: readonly ReadDiscussion[] = [],
): DiscussionPage => ({
  viewer: 'lisbon-dev',
  isPrivate: false,
  discussions,
  next: null,
  reaches: null,
  threadsReach: null,
  watched,
});

describe('a refresh', () => {
  const history = Array.from({ length: 5_000 }, (_, index) => note(index + 1));

  it('asks once where nothing is new, however long the history is', async () => {
    const store = memory();
    const { asked, gitHub } = repository(history);
    await refreshInbox(address, { gitHub, store, now: () => now }, undefined);
    const before = asked.length;
    await refreshInbox(address, { gitHub, store, now: () => now }, undefined);
    assert.equal(asked.length - before, 1);
    assert.ok((asked.at(-1)?.first ?? 100) <= 10, 'and reads little');
  });

  it('keeps no more of a long history than of a short one', async () => {
    const sizes = await Promise.all(
      [500, 5_000].map(async (length) => {
        const store = memory();
        const { gitHub } = repository(history.slice(0, length));
        await refreshInbox(address, { gitHub, store, now: () => now });
        return JSON.stringify(store.kept).length;
      }),
    );
    assert.equal(sizes[0], sizes[1]);
  });

  it('reads on until it meets what it knows', async () => {
    const store = memory();
    await refreshInbox(address, { gitHub: repository(history.slice(60)).gitHub, store, now: () => now });
    const { asked, gitHub } = repository(history);
    const { discussions } = await refreshInbox(address, { gitHub, store, now: () => now });
    assert.equal(asked.length, 3);
    assert.deepEqual(
      discussions.slice(0, 100).map(({ id }) => id),
      history.slice(0, 100).map(({ id }) => id),
    );
  });

  it('begins anew for another account, and shows it nothing of the former one’s', async () => {
    const store = memory();
    await refreshInbox(address, { gitHub: repository(history).gitHub, store, now: () => now });
    const seenByOther = history.slice(0, 100).filter((_, index) => index % 2 === 0);
    const { gitHub } = repository(seenByOther, 'ops-dev');
    const found = await refreshInbox(address, { gitHub, store, now: () => now });
    assert.deepEqual(
      found.discussions.map(({ id }) => id),
      seenByOther.map(({ id }) => id),
    );
  });
});

describe('what an earlier refresh had to leave', () => {
  const rests = [{ after: 'rest', until: minute(60) }];
  const refreshed = async (reason: RefusalReason) => {
    const store = memory();
    const { gitHub } = repository([note(1)]);
    store.kept = { ...(await refreshInbox(address, { gitHub, store, now: () => now })), rests };
    const changed: InboxGitHub['changed'] = (of, wanted) =>
      wanted.after === 'rest' ? Promise.reject(new RefusedError('No.', reason)) : gitHub.changed(of, wanted);
    const found = refreshInbox(address, { gitHub: { ...gitHub, changed }, store, now: () => now + 1 });
    return { store, found };
  };

  it('is let go of where GitHub does not know the place any more', async () => {
    const { found } = await refreshed('not-found');
    const { discussions, rests: left } = await found;
    assert.deepEqual([discussions.length, left], [1, undefined]);
  });

  it('stays where only the sign-in ended meanwhile', async () => {
    for (const reason of ['signed-out', 'saml', 'scope'] as const) {
      const { store, found } = await refreshed(reason);
      await assert.rejects(found, { reason });
      assert.deepEqual(store.kept?.rests, rests);
    }
  });
});

describe('what is known', () => {
  it('forgets what GitHub no longer has of what was asked for by name', () => {
    const known = fold(null, [page([note(1), note(2)])], [], minute(0));
    const after = fold(known, [page([], [note(2)])], ['D_1', 'D_2'], minute(0));
    assert.deepEqual(
      after.discussions.map(({ id }) => id),
      ['D_2'],
    );
  });

  it('keeps no discussion that holds no note', () => {
    assert.deepEqual(fold(null, [page([note(1, { body: 'Hello' })])], [], minute(0)).discussions, []);
  });

  it('keeps earlier replies of a long conversation', () => {
    const [first, second] = [reply('a', 'one'), reply('b', 'two')];
    const known = fold(null, [page([note(1, { replies: [first] })])], [], minute(0));
    const after = fold(known, [page([note(1, { replies: [second], hasEarlier: true })])], [], minute(0));
    assert.deepEqual(
      after.discussions[0]?.replies.map(({ body }) => body),
      ['one', 'two'],
    );
  });

  it('keeps a note that lies before the newest replies of the page', () => {
    const rolling = { body: 'Our handoffs' };
    const said = reply('a', note(1).body);
    const known = fold(null, [page([note(1, { ...rolling, replies: [said] })])], [], minute(0));
    const after = fold(
      known,
      [page([note(1, { ...rolling, replies: [reply('b', 'two')], hasEarlier: true })])],
      [],
      minute(0),
    );
    assert.equal(after.discussions[0]?.replies[0]?.body, said.body);
  });

  it('is bounded in number and in characters, the newest first', () => {
    const many = Array.from({ length: 300 }, (_, index) => note(index + 1));
    assert.equal(fold(null, [page(many)], [], minute(0)).discussions.length, limits.discussions);
    const huge = Array.from({ length: 100 }, (_, index) =>
      note(index + 1, { body: `${'x'.repeat(65_000)}<!-- baton:note n -->` }),
    );
    const kept = fold(null, [page(huge)], [], minute(0));
    assert.ok(JSON.stringify(kept).length < limits.characters * 1.1);
    assert.equal(kept.discussions[0]?.id, 'D_1');
  });

  it('joins what two windows have seen', () => {
    const known = fold(null, [page([note(1), note(2)])], [], minute(1));
    const newer = { ...withSeen(known, 'D_2', minute(2)), asOf: minute(0) };
    const both = joined(withSeen(known, 'D_1', minute(1)), newer);
    assert.deepEqual([both.asOf, Object.keys(both.seen).sort()], [minute(0), ['D_1', 'D_2']]);
  });
});
