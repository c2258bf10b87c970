import assert from 'node:assert/strict';
import type { JournalEvent } from '../../../src/core/journal/events';
import { destinationKey, readLedger, type Destination } from '../../../src/core/post/ledger';

const at = '2026-11-21T10:00:00.000Z';
const to = (name: string): Destination => ({
  kind: 'discussion',
  address: { host: 'github.com', owner: 'o', name },
  categoryId: 'C1',
});
const attempted = (note: string, place: string, attempt: string): JournalEvent => ({
  kind: 'post-attempted',
  at,
  note,
  destination: destinationKey(to(place)),
  attempt,
});
const posted = (place: string, attempt: string): JournalEvent => ({
  kind: 'note-posted',
  at,
  note: 'n',
  url: 'https://github.com/o/r/1',
  until: at,
  title: 'T',
  nodeId: 'D1',
  body: 'b',
  destination: destinationKey(to(place)),
  attempt,
});
const lost: JournalEvent = { kind: 'post-failed', at, note: 'n', why: 'w', undecided: true, attempt: 'a' };

describe('what the journal knows of a note at a place', () => {
  it('is nothing of another note, nor of another place', () => {
    const ledger = readLedger([attempted('m', 'r', 'x'), posted('elsewhere', 'y')], 'n', to('r'));
    assert.deepEqual(ledger, { posted: null, open: [], doubtful: [], drafted: null });
  });

  it('knows since when it is drafted, until when the last draft speaks, and of which branch if not of all', () => {
    const drafted = (hour: number, branch?: string): JournalEvent => {
      const drafted = `2026-11-21T${hour}:00:00.000Z`;
      const draft = { note: 'n', since: at, until: drafted, base: '' };
      return { kind: 'note-drafted', at: drafted, ...draft, ...(branch !== undefined && { branch }) };
    };
    const known = (...events: JournalEvent[]) => readLedger(events, 'n', to('r')).drafted;
    const first = { at: '2026-11-21T11:00:00.000Z', until: '2026-11-21T12:00:00.000Z' };
    assert.deepEqual(known(drafted(11, 'retry'), drafted(12)), first);
    assert.deepEqual(known(drafted(11), drafted(12, 'retry')), { ...first, branch: 'retry' });
  });

  it('holds no doubt any more once it is known to be there', () => {
    const doubt = [attempted('n', 'r', 'a'), lost];
    assert.equal(readLedger(doubt, 'n', to('r')).doubtful.length, 1);
    assert.deepEqual(readLedger([...doubt, posted('r', 'b')], 'n', to('r')).doubtful, []);
  });
});
