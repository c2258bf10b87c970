import fc from 'fast-check';
import type { AddedKind, JournalEvent } from '../../../src/core/journal/events';
import { outboxEvents } from '../outbox/arbitraries';

const start = Date.UTC(2026, 10, 1);
/** Instants of November 2026, at whole minutes, so that equal ones happen. */
export const instants = fc
  .integer({ min: 0, max: 30 * 24 * 60 })
  .map((minutes) => new Date(start + minutes * 60_000).toISOString());
const notes = fc.constantFrom('n1', 'n2', 'n3');
const names = fc.constantFrom('build', 'test');
const folders = fc.constantFrom('/a', '/b');
const items = fc.constantFrom('i1', 'i2', 'i3');
const types = fc.constantFrom<AddedKind>('blocker', 'question', 'decision', 'dead-end', 'next-step');
/** As Baton drafts them: with the hidden ids of some items. */
const bases = fc
  .subarray(['i1', 'i2', 'i3'])
  .map((ids) => ids.map((id) => `- x <!-- b:${id} -->\n`).join(''));
const exitCodes = fc.option(fc.integer({ min: 0, max: 2 }));

/** Any event that this version knows. */
export const events: fc.Arbitrary<JournalEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('note-drafted' as const),
    at: instants,
    note: notes,
    since: instants,
    until: instants,
    base: bases,
  }),
  fc.record({
    kind: fc.constant('post-attempted' as const),
    at: instants,
    note: notes,
    destination: fc.string(),
  }),
  fc.record({
    kind: fc.constant('note-posted' as const),
    at: instants,
    note: notes,
    url: fc.webUrl(),
    until: instants,
    title: fc.string(),
    nodeId: fc.string(),
    body: fc.string(),
  }),
  fc.record({
    kind: fc.constant('post-failed' as const),
    at: instants,
    note: notes,
    why: fc.string(),
    undecided: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('note-discarded' as const), at: instants, note: notes }),
  fc.record({
    kind: fc.constant('choice' as const),
    at: instants,
    key: fc.constantFrom('k1', 'k2', '__proto__'),
    value: fc.option(fc.string()),
  }),
  fc.record({
    kind: fc.constant('task-ended' as const),
    at: instants,
    name: names,
    exitCode: exitCodes,
    folder: folders,
  }),
  fc.record({
    kind: fc.constant('debug-ended' as const),
    at: instants,
    name: names,
    exception: fc.boolean(),
    exitCode: exitCodes,
    folder: folders,
  }),
  fc.record({
    kind: fc.constant('command-ended' as const),
    at: instants,
    command: names,
    exitCode: exitCodes,
    folder: folders,
  }),
  fc.record({ kind: fc.constant('activity-deleted' as const), at: instants }),
  fc.record({
    kind: fc.constant('item-added' as const),
    at: instants,
    item: items,
    type: types,
    text: fc.string(),
    path: fc.option(fc.string()),
    line: fc.option(fc.integer({ min: 1, max: 99 })),
    owner: fc.option(fc.string()),
    answerBy: fc.option(instants),
  }),
  fc.record({
    kind: fc.constant('item-changed' as const),
    at: instants,
    item: items,
    type: types,
    text: fc.string(),
    owner: fc.option(fc.string()),
    answerBy: fc.option(instants),
  }),
  fc.record({ kind: fc.constant('item-removed' as const), at: instants, item: items }),
  outboxEvents,
);
