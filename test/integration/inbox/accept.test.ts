import assert from 'node:assert/strict';
import { createInboxGitHub } from '../../../src/adapters/github/inbox';
import type { Handoff } from '../../../src/core/inbox/model';
import { handoffsIn } from '../../../src/core/inbox/parse';
import type { JournalEvent } from '../../../src/core/journal/events';
import { foldOutbox } from '../../../src/core/outbox/step';
import { noteMarker } from '../../../src/core/post/marker';
import { acceptHandoff } from '../../../src/usecases/inbox/accept';
import { acceptSender } from '../../../src/usecases/inbox/acceptSender';
import { hurry } from '../../../src/usecases/outbox/enqueue';
import { flush, type Sender } from '../../../src/usecases/outbox/flush';
import { reactionsTo } from '../../github/inbox';
import { startStandIn, type StandIn } from '../../github/server';
import { addDiscussion, type DiscussionRecord } from '../../github/world';

describe('an acceptance at GitHub', () => {
  let standIn: StandIn;
  let note: DiscussionRecord;
  let events: JournalEvent[];
  let login: string;
  let clock: number;

  const state = {
    append: (more: readonly JournalEvent[]) => Promise.resolve(void events.push(...more)),
    read: () => Promise.resolve({ events, skipped: 0 }),
  };
  const gitHub = () => createInboxGitHub(standIn.url, standIn.token(login), 1);
  const handoff = async (): Promise<Handoff> => {
    const read = await gitHub().discussion(note.id);
    const address = { host: standIn.url, owner: 'baton-sample', name: 'ledger' };
    const [found] = read ? handoffsIn(read, address, () => true) : [];
    assert.ok(found);
    return found;
  };
  const accept = async (by: 'reply' | 'reaction' = 'reply', asAnswer = false) =>
    acceptHandoff(await handoff(), { login, by, readBack: null, asAnswer, title: 'Accept' }, state, clock);
  /** Sends what is due; every pause goes by at once. */
  const send = async () => {
    const sender: Sender = acceptSender(
      () => Promise.resolve(gitHub()),
      () => Promise.resolve(),
    );
    const { results } = await flush({ state, sender: () => Promise.resolve(sender), now: () => clock });
    return [...results.values()].map((sent) => sent.state);
  };
  const waits = () => [...foldOutbox(events).values()];

  beforeEach(async () => {
    standIn = await startStandIn();
    events = [];
    login = 'lisbon-dev';
    clock = Date.now();
    const category = standIn.ledger.categories.find(({ isAnswerable }) => isAnswerable);
    assert.ok(category);
    note = addDiscussion(standIn.world, standIn.ledger, {
      author: 'pune-dev',
      title: 'Refund retries · pune-dev → lisbon-dev, reader-dev',
      body: `**Next action:** merge it\n\n${noteMarker('n1')}`,
      category,
    });
  });
  afterEach(() => standIn.close());

  for (const kind of ['cut-after', 'cut-midway', 'server-error-after'] as const) {
    it(`is found again and not said twice where it arrived and no answer came (${kind})`, async () => {
      await accept();
      standIn.fail({ on: 'InboxReply', kind });
      assert.deepEqual(await send(), ['sent']);
      assert.deepEqual([note.comments.length, waits().length], [1, 0]);
    });
  }

  it('is asked about, and not said again by itself, where nobody can tell whether it arrived', async () => {
    const id = await accept();
    standIn.fail({ on: 'InboxReply', kind: 'cut-before' });
    assert.deepEqual(await send(), ['asks']);
    assert.match(waits()[0]?.why ?? '', /retry only if it is missing/);
    clock += 86_400_000;
    assert.deepEqual(await send(), [], 'it goes on by a person’s word only');
    await hurry(state, id, clock);
    assert.deepEqual(await send(), ['sent']);
    assert.equal(note.comments.length, 1);
  });

  it('is asked about where it arrived and GitHub cannot be looked at; the retry finds it', async () => {
    const id = await accept();
    standIn.fail({ on: 'InboxReply', kind: 'cut-after' });
    const sender: Sender = acceptSender(() =>
      Promise.resolve({
        ...gitHub(),
        reply: async (input, signal) => {
          try {
            return await gitHub().reply(input, signal);
          } finally {
            standIn.fail({ on: 'InboxDiscussion', kind: 'cut-before', times: Infinity });
          }
        },
      }),
    );
    const { results } = await flush({ state, sender: () => Promise.resolve(sender), now: () => clock });
    assert.equal(results.get(id)?.state, 'asks');
    standIn.heal();
    await hurry(state, id, clock);
    assert.deepEqual(await send(), ['sent']);
    assert.equal(note.comments.length, 1);
  });

  it('is asked about where a window died in the middle of it, unless it is there', async () => {
    const id = await accept();
    const entry = waits()[0];
    assert.ok(entry);
    const at = new Date(clock).toISOString();
    await state.append([{ kind: 'outbox-begun', at, entry: id, version: entry.version, attempt: 'dead' }]);
    clock += 10 * 60_000;
    assert.deepEqual(await send(), ['asks']);
    assert.equal(note.comments.length, 0);
  });

  it('waits where GitHub is out of reach before anything was sent, and goes by itself', async () => {
    await accept();
    standIn.fail({ on: 'InboxDiscussion', kind: 'secondary-limit', after: 30 });
    assert.deepEqual(await send(), ['waiting']);
    clock += 10 * 60_000;
    assert.deepEqual(await send(), ['sent']);
    assert.equal(note.comments.length, 1);
  });

  it('is marked as the answer only where that was wanted, and later too, without being said again', async () => {
    await accept();
    await send();
    assert.equal((await handoff()).accepted?.isAnswer, false);
    await accept('reply', true);
    assert.deepEqual(await send(), ['sent']);
    assert.equal((await handoff()).accepted?.isAnswer, true);
    assert.equal(note.comments.length, 1);
  });

  it('is an acceptance where GitHub lets the person mark nothing as the answer', async () => {
    login = 'reader-dev';
    await accept('reply', true);
    assert.deepEqual(await send(), ['sent']);
    const { accepted } = await handoff();
    assert.deepEqual([accepted?.by, accepted?.isAnswer, waits().length], ['reader-dev', false, 0]);
  });

  it('is one reaction where the person likes that, also when the answer is lost; its author sees it', async () => {
    await accept('reaction');
    standIn.fail({ on: 'InboxTake', kind: 'cut-after' });
    assert.deepEqual(await send(), ['waiting']);
    clock += 10 * 60_000;
    assert.deepEqual(await send(), ['sent']);
    assert.deepEqual(
      reactionsTo(note).map(({ content, login: by }) => [content, by]),
      [['EYES', 'lisbon-dev']],
    );
    login = 'pune-dev';
    const { accepted } = await handoff();
    assert.deepEqual([accepted?.by, accepted?.isAnswer, note.comments.length], ['lisbon-dev', null, 0]);
  });
});
