import assert from 'node:assert/strict';
import type { Handoff } from '../../../src/core/inbox/model';
import { handoffsIn } from '../../../src/core/inbox/parse';
import { entriesOf } from '../../../src/core/inbox/waiting';
import type { JournalEvent } from '../../../src/core/journal/events';
import { foldOutbox } from '../../../src/core/outbox/step';
import { UnavailableError } from '../../../src/core/ports/github';
import type { Facts, FactsAsked, ReadDiscussion } from '../../../src/core/ports/inbox';
import { noteMarker } from '../../../src/core/post/marker';
import { acceptHandoff } from '../../../src/usecases/inbox/accept';
import { whatChanged } from '../../../src/usecases/inbox/whatChanged';
import type { WhoReads } from '../../../src/usecases/inbox/whoReads';

const now = Date.parse('2026-11-20T10:00:00Z');
const address = { host: 'github.com', owner: 'pune', name: 'ledger' };
const discussion: ReadDiscussion = {
  id: 'd1',
  number: 1,
  url: 'https://github.com/pune/ledger/discussions/1',
  title: 'Refund retries · rui → asha',
  author: 'rui',
  isMember: true,
  body: `**Next action:** merge it\n\n## Shipped\n\n- #138 Keys: merged\n\n${noteMarker('n1')}`,
  createdAt: '2026-11-20T08:00:00Z',
  updatedAt: '2026-11-20T08:00:00Z',
  editedAt: null,
  closed: false,
  isAnswerable: true,
  replies: [
    {
      id: 'c1',
      url: 'https://github.com/pune/ledger/discussions/1#c1',
      author: 'rui',
      body: `# Later\n\n${noteMarker('n2')}`,
      createdAt: '2026-11-20T09:00:00Z',
      isAnswer: false,
      isMember: true,
    },
  ],
  hasEarlier: false,
  taken: [],
};
const handoffs = handoffsIn(discussion, address, () => true);
const [first, rolling] = handoffs as [Handoff, Handoff];

describe('accepting', () => {
  const accepted = async (
    handoff: Handoff,
    readBack: string | null,
    by: 'reply' | 'reaction',
    asAnswer = true,
  ) => {
    const events: JournalEvent[] = [];
    const state = { append: (more: readonly JournalEvent[]) => Promise.resolve(void events.push(...more)) };
    const how = { login: 'asha', by, readBack, asAnswer, title: 'Accept' };
    await acceptHandoff(handoff, how, state, now);
    await acceptHandoff(handoff, how, state, now);
    const waiting = [...foldOutbox(events).values()];
    assert.equal(waiting.length, 1, 'clicking twice is clicking once');
    return JSON.parse(waiting[0]?.payload ?? '') as { by: string; asAnswer: boolean };
  };

  it('is an answer where a category has answers and the person wants that, and a reaction is none', async () => {
    const reply = await accepted(first, null, 'reply');
    assert.deepEqual([reply.by, reply.asAnswer], ['reply', true]);
    assert.equal((await accepted(first, null, 'reply', false)).asAnswer, false);
    const reaction = await accepted(first, null, 'reaction');
    assert.deepEqual([reaction.by, reaction.asAnswer], ['reaction', false]);
  });

  it('is a reply where something is said, and where a reaction would be to other notes too', async () => {
    assert.equal((await accepted(first, 'I merge it.', 'reaction')).by, 'reply');
    const under = await accepted(rolling, null, 'reaction');
    assert.deepEqual([under.by, under.asAnswer], ['reply', false]);
  });
});

describe('catching up', () => {
  const week: WhoReads['week'] = {};
  const reader: WhoReads = { login: 'asha', names: ['asha'], team: null, member: null, zone: 'UTC', week };
  const entries = entriesOf(handoffs, reader, {}, now);
  const digest = (offline: string | null, facts: (asked: FactsAsked) => Promise<Facts>) =>
    whatChanged({ entries, reader, now, asOf: now, offline }, () =>
      Promise.resolve({ facts: (_at, asked) => facts(asked) }),
    );
  const closed: Facts = {
    pulls: [{ number: 138, kind: 'pull', state: 'closed', at: null, by: null, checks: null }],
    commits: [],
    branches: [],
    files: [],
  };

  it('says which statement of a note is no longer true', async () => {
    const found = await digest(null, () => Promise.resolve(closed));
    const checked = found.rechecked.flatMap((each) => each.checked);
    assert.deepEqual(
      checked.map(({ verdict }) => verdict),
      ['changed'],
    );
  });

  it('asks nobody while offline, and cannot tell; nor where GitHub fails in between', async () => {
    const offline = await digest('gone', () => assert.fail('GitHub was asked'));
    const failing = await digest(null, () => Promise.reject(new UnavailableError('gone')));
    for (const found of [offline, failing])
      assert.ok(
        found.rechecked.flatMap((each) => each.checked).every(({ verdict }) => verdict === 'unknown'),
      );
  });
});
