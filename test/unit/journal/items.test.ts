import assert from 'node:assert/strict';
import type { AddedKind, JournalEvent } from '../../../src/core/journal/events';
import { addedItems } from '../../../src/core/journal/items';
import { parseEvent } from '../../../src/core/journal/parse';

const at = '2026-11-20T10:00:00Z';
const added = (item: string, type: AddedKind, text = item): JournalEvent => ({
  kind: 'item-added',
  at,
  item,
  type,
  text,
  path: null,
  line: null,
  owner: null,
  answerBy: null,
});
const removed = (item: string): JournalEvent => ({ kind: 'item-removed', at, item });
const drafted = (note: string, ...ids: readonly string[]): JournalEvent => ({
  kind: 'note-drafted',
  at,
  note,
  since: at,
  until: at,
  base: ids.map((id) => `- x <!-- b:${id} -->`).join('\n'),
});
const posted = (note: string): JournalEvent => ({
  kind: 'note-posted',
  at,
  note,
  url: `https://x/${note}`,
  until: at,
  title: note,
  nodeId: '',
  body: '',
});
const ids = (events: readonly JournalEvent[]): string[] => addedItems(events).map(({ id }) => id);

describe('added items', () => {
  it('wait for the next note until it is posted, not only drafted', () => {
    const list = [added('a', 'decision'), drafted('n1', 'a')];
    assert.deepEqual(ids(list), ['a']);
    assert.deepEqual(ids([...list, posted('n1')]), []);
  });

  it('added after a note was drafted wait for the one after it', () => {
    assert.deepEqual(ids([drafted('n1'), added('a', 'decision'), posted('n1')]), ['a']);
    const other = [drafted('n1', 'a'), drafted('n2'), posted('n2')];
    assert.deepEqual(ids([added('a', 'decision'), ...other]), ['a']);
  });

  it('that wait for an answer stay until they are removed, and know the note that told them', () => {
    const list = [added('b', 'blocker'), added('q', 'question'), added('d', 'dead-end')];
    const after = [...list, drafted('n1', 'b', 'q', 'd'), posted('n1')];
    assert.deepEqual(
      addedItems(after).map(({ id, carriedFrom }) => [id, carriedFrom?.url]),
      [
        ['b', 'https://x/n1'],
        ['q', 'https://x/n1'],
      ],
    );
    assert.deepEqual(ids([...after, removed('b')]), ['q']);
  });

  it('can be changed, and brought back after they were removed', () => {
    const change: JournalEvent = {
      kind: 'item-changed',
      at,
      item: 'a',
      type: 'question',
      text: 'why?',
      owner: 'ops',
      answerBy: null,
    };
    const [item] = addedItems([{ ...added('a', 'blocker'), path: 'x.ts', line: 3 } as JournalEvent, change]);
    assert.deepEqual(
      [item?.type, item?.text, item?.owner, item?.path, item?.line],
      ['question', 'why?', 'ops', 'x.ts', 3],
    );
    assert.deepEqual(ids([added('a', 'blocker'), removed('a'), change]), []);
    assert.deepEqual(ids([added('a', 'blocker'), removed('a'), added('a', 'blocker')]), ['a']);
  });

  it('stand where they were added last, so that a compacted log lists them in the same order', () => {
    const twice = [added('a', 'blocker'), added('b', 'blocker'), added('a', 'blocker', 'again')];
    assert.deepEqual(ids(twice), ['b', 'a']);
    assert.deepEqual(ids(twice.slice(1)), ['b', 'a']);
  });

  it('of an unknown kind, or with an id that could end its comment, are no events', () => {
    assert.equal(parseEvent({ ...added('a', 'blocker'), type: 'gossip' }), null);
    assert.equal(parseEvent({ ...added('a', 'blocker'), item: 'a --> @everyone' }), null);
    assert.notEqual(parseEvent(added('a', 'blocker')), null);
  });
});
