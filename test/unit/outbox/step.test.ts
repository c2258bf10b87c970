import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextTry } from '../../../src/core/outbox/backoff';
import { stillToSend } from '../../../src/core/outbox/retained';
import {
  claimLasts,
  effectsAt,
  emptyOutbox,
  foldOutbox,
  step,
  type OutboxEvent,
} from '../../../src/core/outbox/step';
import { outboxEvents } from './arbitraries';

const noon = Date.UTC(2026, 10, 20, 12);
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
const put = (entry: string, place = 'github.com/pune/ledger', version = 'v1', at = noon): OutboxEvent => ({
  kind: 'outbox-put',
  at: iso(at),
  entry,
  version,
  type: 'discussion',
  place,
  title: entry,
  payload: '{}',
});
const begun = (entry: string, attempt: string, at = noon, version = 'v1'): OutboxEvent => ({
  kind: 'outbox-begun',
  at: iso(at),
  entry,
  version,
  attempt,
});
type Ended = Extract<OutboxEvent, { kind: 'outbox-ended' }>;
const ended = (entry: string, attempt: string, more: Partial<Ended> = {}): OutboxEvent => ({
  kind: 'outbox-ended',
  at: iso(noon),
  entry,
  version: 'v1',
  attempt,
  outcome: 'waiting',
  why: 'offline',
  until: iso(noon + 60_000),
  scope: 'entry',
  failures: 1,
  url: null,
  ...more,
});
const sends = (events: readonly OutboxEvent[], now = noon): string[] =>
  effectsAt(foldOutbox(events), now).flatMap((each) => (each.do === 'send' ? [each.entry.id] : []));
const wakes = (events: readonly OutboxEvent[], now = noon): number | null =>
  effectsAt(foldOutbox(events), now).flatMap((each) => (each.do === 'wake' ? [each.at] : []))[0] ?? null;

describe('the outbox', () => {
  it('sends in the order in which things were put, one at a time to each place', () => {
    const events = [put('a'), put('b'), put('c', 'github.com/acme/x')];
    assert.deepEqual(sends(events), ['a', 'c']);
    const sent = ended('a', 't1', { outcome: 'sent' });
    assert.deepEqual(sends([...events, begun('a', 't1'), sent]), ['b', 'c']);
  });

  it('has nothing to wake for when nothing waits', () => {
    assert.deepEqual(effectsAt(emptyOutbox, noon), []);
    assert.equal(wakes([put('a'), begun('a', 't1'), ended('a', 't1', { outcome: 'asks' })]), null);
  });

  it('leaves alone what another window is sending, until that window must be dead', () => {
    const events = [put('a'), begun('a', 't1')];
    assert.deepEqual(sends(events, noon + claimLasts - 1), []);
    assert.equal(wakes(events), noon + claimLasts);
    assert.deepEqual(sends(events, noon + claimLasts), ['a']);
  });

  it('gives what two windows begin at once to the first in the log', () => {
    const outbox = foldOutbox([put('a'), begun('a', 't1'), begun('a', 't2')]);
    assert.equal(outbox.get('a')?.claim?.attempt, 't1');
    const late = foldOutbox([put('a'), begun('a', 't1'), begun('a', 't2', noon + claimLasts)]);
    assert.equal(late.get('a')?.claim?.attempt, 't2');
  });

  it('holds up a place behind what waits, and everything for a host that takes nothing', () => {
    const there = [
      put('a'),
      put('b', 'github.com/acme/x'),
      put('c', 'ghe.example.com/x/y'),
      begun('a', 't1'),
    ];
    assert.deepEqual(sends([...there, ended('a', 't1')]), ['b', 'c']);
    const limited = [...there, ended('a', 't1', { scope: 'host' })];
    assert.deepEqual(sends(limited), ['c']);
    assert.equal(wakes(limited), noon + 60_000);
    assert.deepEqual(sends(limited, noon + 60_000), ['a', 'b', 'c']);
  });

  it('lets others pass what asks a person', () => {
    const events = [put('a'), put('b'), begun('a', 't1'), ended('a', 't1', { outcome: 'asks' })];
    assert.deepEqual(sends(events), ['b']);
    assert.deepEqual(sends([...events, { kind: 'outbox-hurried', at: iso(noon), entry: 'a' }]), ['a']);
  });

  it('wakes after a week of sleep with the same things in the same order', () => {
    const week = noon + 7 * 86_400_000;
    const events = [put('a'), put('b'), begun('a', 't1'), ended('a', 't1')];
    assert.deepEqual(sends(events, week), ['a']);
  });

  it('does not wait for ever when the clock is set back', () => {
    const events = [put('a'), begun('a', 't1'), ended('a', 't1')];
    assert.deepEqual(sends(events, noon - 365 * 86_400_000), ['a']);
  });

  it('sends what replaced a text that was being sent, and keeps its turn', () => {
    const replaced = [put('a'), put('b'), begun('a', 't1'), put('a', undefined, 'v2')];
    assert.deepEqual(sends(replaced), [], 'the older text is on its way');
    const after = [...replaced, ended('a', 't1', { outcome: 'sent' })];
    assert.deepEqual(sends(after), ['a']);
    assert.equal(foldOutbox(after).get('a')?.version, 'v2');
  });

  it('gives nothing to a window that begins a text which was replaced meanwhile', () => {
    const events = [put('a'), put('a', undefined, 'v2'), begun('a', 't1')];
    assert.equal(foldOutbox(events).get('a')?.claim, null);
    assert.deepEqual(sends([...events, begun('a', 't2', noon, 'v2')]), [], 'it is on its way');
  });

  it('believes that it is sent also when that is said late', () => {
    const events = [put('a'), begun('a', 't1'), begun('a', 't2', noon + claimLasts)];
    assert.equal(foldOutbox([...events, ended('a', 't1', { outcome: 'sent' })]).size, 0);
    assert.equal(foldOutbox([...events, ended('a', 't1')]).get('a')?.claim?.attempt, 't2');
  });

  it('says with each event what is to be done', () => {
    const { outbox, effects } = step(emptyOutbox, put('a'), noon);
    assert.deepEqual([outbox.size, effects.map((each) => each.do)], [1, ['send']]);
  });

  it('never sends two things to one place at once, nor what is claimed or due later', () => {
    fc.assert(
      fc.property(
        fc.array(outboxEvents, { maxLength: 40 }),
        fc.integer({ min: 0, max: 20_160 }),
        (list, steps) => {
          const now = Date.UTC(2026, 10, 1) + steps * 30_000;
          const outbox = foldOutbox(list);
          const effects = effectsAt(outbox, now);
          const due = effects.flatMap((each) => (each.do === 'send' ? [each.entry] : []));
          assert.equal(new Set(due.map(({ place }) => place)).size, due.length);
          for (const { claim, status } of due) {
            assert.notEqual(status, 'asks');
            if (claim) assert.ok(Math.abs(now - Date.parse(claim.at)) >= claimLasts);
          }
          // Whatever is to go by itself goes now, or there is a moment to look again.
          const open = [...outbox.values()].some(({ status }) => status !== 'asks');
          assert.equal(effects.length > 0, open);
        },
      ),
    );
  });

  it('is not forgotten by a compaction, and does not grow by waiting', () => {
    fc.assert(
      fc.property(
        fc.array(outboxEvents, { maxLength: 60 }),
        fc.array(outboxEvents, { maxLength: 10 }),
        (list, more) => {
          const kept = new Set(stillToSend(list));
          const log = list.filter((_, index) => kept.has(index));
          assert.deepEqual([...foldOutbox([...log, ...more])], [...foldOutbox([...list, ...more])]);
          assert.ok(log.length <= 6 * foldOutbox(list).size);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('the pause before the next try', () => {
  it('doubles from half a minute to a quarter of an hour, and differs from entry to entry', () => {
    const pause = (failures: number, entry = 'a') =>
      nextTry(entry, { at: noon, failures, retryAt: null }) - noon;
    for (const [failures, least] of [
      [1, 30_000],
      [2, 60_000],
      [3, 120_000],
      [6, 900_000],
      [1_000, 900_000],
    ] as const) {
      assert.ok(
        pause(failures) >= least && pause(failures) <= least * 1.2,
        `${failures}: ${pause(failures)}`,
      );
    }
    assert.notEqual(pause(6, 'a'), pause(6, 'b'));
  });

  it('is never shorter than what GitHub said', () => {
    assert.equal(nextTry('a', { at: noon, failures: 1, retryAt: noon + 3_600_000 }), noon + 3_600_000);
  });
});
