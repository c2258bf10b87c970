import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JournalEvent } from '../../../src/core/journal/events';
import { foldJournal } from '../../../src/core/journal/fold';
import { events } from './arbitraries';

const posted = (note: string, until: string, at = until): JournalEvent => ({
  kind: 'note-posted',
  at,
  note,
  url: `https://x.example/${note}`,
  until,
  title: note,
  nodeId: note,
  body: '',
});
const task = (name: string, exitCode: number | null, folder = '/w'): JournalEvent => ({
  kind: 'task-ended',
  at: '2026-11-21T10:00:00Z',
  name,
  exitCode,
  folder,
});

describe('the journal, folded', () => {
  it('has nothing in it when nothing happened', () => {
    const empty = { lastHandoff: null, notes: new Map(), choices: new Map(), lastOutcomes: [] };
    assert.deepEqual(foldJournal([]), empty);
  });

  it('takes the handoff that speaks of the latest moment for the last, even when an older one was corrected later', () => {
    const { lastHandoff } = foldJournal([
      posted('monday', '2026-11-16T17:00:00Z'),
      posted('tuesday', '2026-11-17T22:30:00+05:30'),
      posted('monday', '2026-11-16T17:00:00Z', '2026-11-18T09:00:00Z'),
    ]);
    assert.deepEqual(lastHandoff, {
      note: 'tuesday',
      url: 'https://x.example/tuesday',
      until: '2026-11-17T22:30:00+05:30',
      title: 'tuesday',
      postedAt: '2026-11-17T22:30:00+05:30',
    });
  });

  it('takes no note about one branch for the handoff of everything', () => {
    const monday = posted('monday', '2026-11-16T17:00:00Z');
    const branch = { ...posted('branch', '2026-11-17T17:00:00Z'), branch: 'refund-retry' } as JournalEvent;
    assert.equal(foldJournal([monday, branch]).lastHandoff?.note, 'monday');
  });

  it('counts the failures of a task since it last succeeded, and not that it was stopped', () => {
    const failures = (...codes: readonly (number | null)[]): number | undefined =>
      foldJournal(codes.map((code) => task('unit', code))).lastOutcomes[0]?.failures.length;
    assert.equal(failures(1, 0, 2, 2, null, 2), 3);
    assert.equal(failures(1, 1, 0), 0);
    assert.equal(failures(null), 0);
    assert.equal(failures(...Array.from({ length: 300 }, () => 1)), 100);
  });

  it('finds the same last handoff in whatever order notes of different windows were posted', () => {
    const list = [1, 2, 3, 4].map((day) => posted(`n${day}`, `2026-11-0${day}T10:00:00Z`));
    fc.assert(
      fc.property(fc.shuffledSubarray(list, { minLength: 4 }), (shuffled) => {
        assert.equal(foldJournal(shuffled).lastHandoff?.note, 'n4');
      }),
    );
  });

  it('keeps the last value of each choice, and none that was taken back', () => {
    const choice = (key: string, value: string | null): JournalEvent => ({
      kind: 'choice',
      at: '2026-11-21T10:00:00Z',
      key,
      value,
    });
    const { choices } = foldJournal([
      choice('a', '1'),
      choice('b', '1'),
      choice('a', '2'),
      choice('b', null),
      choice('__proto__', 'x'),
    ]);
    assert.deepEqual(
      [...choices],
      [
        ['a', '2'],
        ['__proto__', 'x'],
      ],
    );
  });

  it('keeps the last outcome of each task in each folder, newest last', () => {
    const { lastOutcomes } = foldJournal([task('a', 1), task('b', 0), task('a', 0, '/other'), task('a', 0)]);
    assert.deepEqual(
      lastOutcomes.map(({ name, folder, failed }) => [name, folder, failed]),
      [
        ['b', '/w', false],
        ['a', '/other', false],
        ['a', '/w', false],
      ],
    );
  });

  it('calls failed what ended with a status other than 0 or on an exception, and not what was stopped', () => {
    const debug = (name: string, exception: boolean, exitCode: number | null): JournalEvent => ({
      kind: 'debug-ended',
      at: '2026-11-21T10:00:00Z',
      name,
      exception,
      exitCode,
      folder: '/w',
    });
    const { lastOutcomes } = foldJournal([
      task('t1', 1),
      task('t0', 0),
      task('t-', null),
      debug('d!', true, 0),
      debug('d-', false, null),
    ]);
    assert.deepEqual(
      lastOutcomes.flatMap(({ name, failed }) => (failed ? [name] : [])),
      ['t1', 'd!'],
    );
  });

  it('forgets outcomes that were deleted', () => {
    const deleted: JournalEvent = { kind: 'activity-deleted', at: '2026-11-21T10:00:00Z' };
    assert.deepEqual(foldJournal([task('a', 1), deleted]).lastOutcomes, []);
    assert.equal(foldJournal([deleted, task('a', 1)]).lastOutcomes.length, 1);
  });

  it('is the same when events are interleaved with kinds and fields of a later version', () => {
    fc.assert(
      fc.property(fc.array(events), (list) => {
        const later = list.flatMap((event) => [
          { kind: 'later', at: event.at } as unknown as JournalEvent,
          { ...event, later: 1 } as unknown as JournalEvent,
        ]);
        assert.deepEqual(foldJournal(later), foldJournal(list));
      }),
    );
  });

  it('depends on the order of the log, not on clocks, for choices and outcomes', () => {
    fc.assert(
      fc.property(fc.array(events), fc.string(), (list, value) => {
        const last: JournalEvent = { kind: 'choice', at: '1970-01-01T00:00:00Z', key: 'k1', value };
        assert.equal(foldJournal([...list, last]).choices.get('k1'), value);
      }),
    );
  });
});
