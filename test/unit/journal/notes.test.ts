import { strict as assert } from 'node:assert';
import type { JournalEvent } from '../../../src/core/journal/events';
import { choiceOf, noteStates } from '../../../src/core/journal/notes';
import { retain } from '../../../src/core/journal/retain';

const at = '2026-11-20T10:00:00.000Z';
const drafted = (note: string): JournalEvent => ({
  kind: 'note-drafted',
  at,
  note,
  since: at,
  until: at,
  base: 'as drafted',
});
const attempted = (note: string): JournalEvent => ({ kind: 'post-attempted', at, note, destination: 'd' });
const failed = (note: string, undecided: boolean): JournalEvent => ({
  kind: 'post-failed',
  at,
  note,
  why: 'offline',
  undecided,
});
const posted = (note: string): JournalEvent => ({
  kind: 'note-posted',
  at,
  note,
  url: 'https://github.com/o/r/discussions/1',
  until: at,
  title: 't',
  nodeId: 'n',
  body: 'b',
});
const discarded = (note: string): JournalEvent => ({ kind: 'note-discarded', at, note });
const stateOf = (...events: JournalEvent[]) => noteStates(events).get('a');

describe('where a note stands', () => {
  it('is told by its last event', () => {
    assert.equal(stateOf(drafted('a'))?.kind, 'draft');
    assert.equal(stateOf(drafted('a'), attempted('a'))?.kind, 'undecided');
    assert.equal(stateOf(drafted('a'), attempted('a'), failed('a', false))?.kind, 'waiting');
    assert.equal(stateOf(drafted('a'), attempted('a'), failed('a', true))?.kind, 'undecided');
    assert.equal(stateOf(drafted('a'), attempted('a'), posted('a'))?.kind, 'posted');
    assert.equal(stateOf(drafted('a'), discarded('a'))?.kind, 'discarded');
    assert.equal(stateOf(drafted('a'), discarded('a'), drafted('a'))?.kind, 'draft');
  });

  it('stays in the queue when it is only brought up to date', () => {
    const state = stateOf(drafted('a'), attempted('a'), failed('a', false), drafted('a'));
    assert.deepEqual([state?.kind, state?.why], ['waiting', 'offline']);
  });

  it('forgets why it failed once it is posted, and keeps where it is', () => {
    const state = stateOf(failed('a', false), posted('a'));
    assert.deepEqual([state?.why, state?.url], [null, 'https://github.com/o/r/discussions/1']);
  });

  it('is kept apart from other notes', () => {
    const states = noteStates([drafted('a'), drafted('b'), posted('b')]);
    assert.deepEqual(
      [...states].map(([note, { kind }]) => [note, kind]),
      [
        ['a', 'draft'],
        ['b', 'posted'],
      ],
    );
  });

  it('survives the thrift of the log: what was discarded does not come back', () => {
    const entries = [drafted('a'), discarded('a')].map((event, index) => ({ id: String(index), event }));
    const kept = retain(entries, at).map(({ event }) => event as JournalEvent);
    assert.equal(noteStates(kept).get('a')?.kind, 'discarded');
  });
});

describe('a choice', () => {
  const choice = (value: string | null): JournalEvent => ({ kind: 'choice', at, key: 'identity', value });

  it('is the last one, and none after it was taken back', () => {
    assert.equal(choiceOf([], 'identity'), null);
    assert.equal(choiceOf([choice('x'), choice('y')], 'identity'), 'y');
    assert.equal(choiceOf([choice('x'), choice(null)], 'identity'), null);
    assert.equal(choiceOf([choice('x')], 'other'), null);
  });
});
