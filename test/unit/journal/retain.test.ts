import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JournalEvent } from '../../../src/core/journal/events';
import { foldJournal } from '../../../src/core/journal/fold';
import { addedItems } from '../../../src/core/journal/items';
import { parseEvent } from '../../../src/core/journal/parse';
import { remembered, retain, type Entry } from '../../../src/core/journal/retain';
import { foldOutbox } from '../../../src/core/outbox/step';
import { events } from './arbitraries';

const now = '2026-12-10T00:00:00Z';
const entries = (list: readonly unknown[]): Entry[] =>
  list.map((event, index) => ({ id: String(index), event }));
const known = (list: readonly Entry[]): JournalEvent[] =>
  list.flatMap(({ event }) => parseEvent(event) ?? []);
/** Which note handed an item over is forgotten with that note. */
const listed = (list: readonly JournalEvent[]) =>
  addedItems(list).map((item) => ({ ...item, carriedFrom: null }));
const at = (day: number): string => new Date(Date.UTC(2026, 10, day)).toISOString();
const task = (day: number, name = 'unit'): JournalEvent => ({
  kind: 'task-ended',
  at: at(day),
  name,
  exitCode: 1,
  folder: '/w',
});

describe('what a compaction keeps', () => {
  it('comes to the same as the whole log: last handoff, notes, choices, outcomes and added items', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 60 }), (list) => {
        const whole = foldJournal(remembered(list, now));
        const kept = foldJournal(remembered(known(retain(entries(list), now)), now));
        assert.deepEqual(kept.lastHandoff, whole.lastHandoff);
        assert.deepEqual(kept.choices, whole.choices);
        assert.deepEqual(kept.lastOutcomes, whole.lastOutcomes);
        assert.deepEqual([...kept.notes], [...whole.notes]);
        assert.deepEqual([...foldOutbox(known(retain(entries(list), now)))], [...foldOutbox(list)]);
        assert.deepEqual(listed(known(retain(entries(list), now))), listed(list));
      }),
    );
  });

  it('is in the old order, and what was kept once is kept again', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 60 }), (list) => {
        const once = retain(entries(list), now);
        const ids = once.map(({ id }) => Number(id));
        assert.deepEqual(
          ids,
          [...ids].sort((one, other) => one - other),
        );
        assert.deepEqual(retain(once, now), once);
      }),
    );
  });

  it('is the same whether the log was compacted in between or not', () => {
    fc.assert(
      fc.property(
        fc.array(events, { maxLength: 40 }),
        fc.array(events, { maxLength: 40 }),
        (before, after) => {
          const all = entries([...before, ...after]);
          const inSteps = retain(
            [...retain(all.slice(0, before.length), now), ...all.slice(before.length)],
            now,
          );
          assert.deepEqual(foldJournal(known(inSteps)), foldJournal(known(retain(all, now))));
        },
      ),
    );
  });

  it('is bounded, however long the log is', () => {
    const many = Array.from({ length: 4_000 }, (_, index): JournalEvent[] => [
      task(30, `task ${index}`),
      { kind: 'choice', at: at(30), key: `key ${index}`, value: 'v' },
      {
        kind: 'note-posted',
        at: at(30),
        note: `n${index}`,
        url: '',
        until: at(30),
        title: '',
        nodeId: '',
        body: '',
      },
      { kind: 'note-drafted', at: at(30), note: 'one', since: at(1), until: at(30), base: '' },
      { kind: 'post-failed', at: at(30), note: 'one', why: '', undecided: false },
    ]).flat();
    const kept = retain(entries([...many, ...many.map((_, index) => ({ kind: 'later', index }))]), now);
    assert.ok(kept.length < 4_500, `${kept.length}`);
  });

  it('is every post that neither succeeded nor was given up, however old', () => {
    const open: JournalEvent = { kind: 'post-attempted', at: at(1), note: 'open', destination: 'd' };
    const later = Array.from({ length: 200 }, (_, index): JournalEvent => ({
      kind: 'note-discarded',
      at: at(2),
      note: `n${index}`,
    }));
    assert.ok(known(retain(entries([open, ...later]), now)).includes(open));
  });

  it('is what a note in the editor is merged with, however often a terminal prints one', () => {
    const draft = { kind: 'note-drafted', at: at(1), since: at(1), until: at(1), base: 'mine' } as const;
    const editor: JournalEvent = { ...draft, note: 'editor' };
    const printed = Array.from({ length: 200 }, (_, index): JournalEvent => ({
      ...draft,
      note: `p${index}`,
      printed: true,
    }));
    const kept = known(retain(entries([editor, ...printed]), now));
    assert.ok(kept.includes(editor));
    assert.ok(kept.length <= 21, `${kept.length}`);
  });

  it('is not an attempt without the result that followed it', () => {
    const history = Array.from({ length: 40 }, (_, index): JournalEvent[] => [
      { kind: 'post-attempted', at: at(1), note: 'n', destination: 'd', attempt: String(index) },
      { kind: 'post-failed', at: at(1), note: 'n', why: '', undecided: false, attempt: String(index) },
    ]).flat();
    const ids = (kind: string) =>
      known(retain(entries(history), now)).flatMap((event) =>
        event.kind === kind && 'attempt' in event ? [event.attempt] : [],
      );
    const failed = new Set(ids('post-failed'));
    assert.ok(ids('post-attempted').length > 0);
    assert.ok(ids('post-attempted').every((attempt) => failed.has(attempt)));
  });

  it('is not activity older than thirty days, nor any from before its deletion', () => {
    const list = [
      task(9, 'old'),
      task(11, 'deleted'),
      { kind: 'activity-deleted', at: at(12) },
      task(11, 'young'),
    ];
    const names = known(retain(entries(list), now)).flatMap((event) =>
      event.kind === 'task-ended' ? [event.name] : [],
    );
    assert.deepEqual(names, ['young']);
  });

  it('is what a newer Baton wrote', () => {
    const later = { kind: 'later', deep: { er: 1 } };
    assert.deepEqual(retain(entries([later]), now), entries([later]));
  });
});
