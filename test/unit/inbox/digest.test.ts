import assert from 'node:assert/strict';
import { acceptMarker } from '../../../src/core/inbox/acceptance';
import { asksOf } from '../../../src/core/inbox/asks';
import { digestOf } from '../../../src/core/inbox/digest';
import type { Handoff } from '../../../src/core/inbox/model';
import type { Reader } from '../../../src/core/inbox/reader';
import { entriesOf, forMe } from '../../../src/core/inbox/waiting';
import type { ReadDiscussion } from '../../../src/core/ports/inbox';
import { handoff, posted, reply } from './scene';

const hour = 3_600_000;
const day = 24 * hour;
const reader: Reader = { login: 'lisbon-dev', names: [], team: null, member: null };
const iso = (at: number): string => new Date(at).toISOString();

/** A note that was posted so long after the first one's instant. */
const note = (id: string, text: string, after: number, change: Partial<ReadDiscussion> = {}): Handoff => {
  const at = iso(posted + after);
  return handoff(text, { id: `D_${id}`, createdAt: at, updatedAt: at, ...change });
};
const taken = (id: string, after: number) =>
  reply('lisbon-dev', `Mine now.\n\n${acceptMarker(`note-D-${id}`)}`, { createdAt: iso(posted + after) });

describe('the digest since I left', () => {
  const since = posted + 10 * hour;
  const now = posted + 20 * hour;
  const digest = (...handoffs: Handoff[]) =>
    digestOf({
      since,
      now,
      asOf: now,
      offline: null,
      entries: entriesOf(handoffs, reader, {}, now),
      asks: asksOf(handoffs, null, now),
      rechecked: [],
    });

  it('tells who took what over meanwhile, and not what was taken over before or is not', () => {
    const found = digest(
      note('1', 'text', 0, { replies: [taken('1', 12 * hour)] }),
      note('2', 'text', 0, { replies: [taken('2', 9 * hour)] }),
      note('3', 'text', 0),
    );
    assert.deepEqual(
      found.taken.map(({ key, accepted }) => [key, accepted?.by]),
      [['D_1', 'lisbon-dev']],
    );
  });

  it('tells what waits for me, and not what is somebody’s or for another', () => {
    const found = digest(
      note('1', 'text', 0),
      note('2', 'text', 0, { replies: [taken('2', hour)] }),
      note('3', 'text', 0, { title: 'Refund retries · pune-dev → ops-dev' }),
    );
    assert.deepEqual(
      found.waiting.map(({ handoff: { key } }) => key),
      ['D_1'],
    );
  });

  it('tells what is stuck of notes that wait however old they are, and of those that are new', () => {
    const stuck = '## Blocked\n\n- Staging has no `REFUND_KEY`';
    const told = (each: Handoff) => digest(each).stuck.map(({ text, since: from }) => [text, from]);
    const line = 'Staging has no REFUND_KEY';
    assert.deepEqual(told(note('1', stuck, 0)), [[line, posted]], 'it waits');
    const old = note('1', stuck, 0, { replies: [taken('1', hour)] });
    assert.deepEqual(told(old), [], 'it is somebody’s');
    const isNew = note('1', stuck, 11 * hour, { replies: [taken('1', 12 * hour)] });
    assert.deepEqual(told(isNew), [[line, posted + 11 * hour]]);
    assert.deepEqual(digest(note('1', stuck, 0)).blocked, [], 'it asks nobody');
  });

  it('tells what was shipped once, of what is new or was changed', () => {
    const text = '## Shipped\n\n- #138 Keys: merged';
    const shipped = (...handoffs: Handoff[]) => digest(...handoffs).shipped.map(({ handoff }) => handoff.key);
    assert.deepEqual(shipped(note('1', text, 0)), []);
    const edited = note('1', text, 0, {
      editedAt: iso(posted + 12 * hour),
      updatedAt: iso(posted + 12 * hour),
    });
    assert.deepEqual(shipped(edited), ['D_1']);
    assert.deepEqual(shipped(note('1', text, 11 * hour), note('2', text, 12 * hour)), ['D_2']);
  });

  it('tells what was answered meanwhile, and what is still open', () => {
    const asks = '## Blocked\n\n- **Is a retry ever right?** → lisbon-dev';
    const answered = (after: number | null) => {
      const at = after === null ? [] : [reply('ops-dev', 'No.', { createdAt: iso(posted + after) })];
      const { answered: told, blocked } = digest(note('1', asks, 0, { replies: at }));
      return [told.map(({ answer }) => answer.text), blocked.length];
    };
    assert.deepEqual(answered(12 * hour), [['No.'], 0]);
    assert.deepEqual(answered(hour), [[], 0]);
    assert.deepEqual(answered(null), [[], 1]);
  });
});

describe('what is listed for me', () => {
  const listed = (at: number, each: Handoff) => forMe(entriesOf([each], reader, {}, at), at).length;

  it('is what waits, however long, and what I took over in the last two days', () => {
    assert.equal(listed(posted + 10 * day, note('1', 'text', 0)), 1);
    const mine = note('1', 'text', 0, { replies: [taken('1', day)] });
    assert.deepEqual([listed(posted + 2 * day, mine), listed(posted + 3 * day, mine)], [1, 0]);
  });
});
