import fc from 'fast-check';
import type { OutboxEvent } from '../../../src/core/outbox/step';

const start = Date.UTC(2026, 10, 1);
const entry = fc.constantFrom('a', 'b', 'c');
const version = fc.constantFrom('v1', 'v2');
const attempt = fc.constantFrom('t1', 't2', 't3');
/** A week in steps of half a minute, so that claims run out and pauses end. */
const at = fc.integer({ min: 0, max: 20_160 }).map((steps) => new Date(start + steps * 30_000).toISOString());

/** Any event of an outbox, in any order: a log holds what several windows wrote at once. */
export const outboxEvents: fc.Arbitrary<OutboxEvent> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('outbox-put' as const),
      at,
      entry,
      version,
      type: fc.constantFrom('discussion', 'share'),
      place: fc.constantFrom('github.com/a/b', 'github.com/c/d', 'http://127.0.0.1:1/a/b'),
      title: fc.constant('t'),
      payload: fc.constant('{}'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('outbox-begun' as const), at, entry, version, attempt }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('outbox-ended' as const),
      at,
      entry,
      version,
      attempt,
      outcome: fc.constantFrom('sent', 'waiting', 'asks'),
      why: fc.constantFrom(null, 'why'),
      until: fc.option(at),
      scope: fc.constantFrom('entry', 'host'),
      failures: fc.integer({ min: 0, max: 9 }),
      signedOut: fc.boolean(),
      url: fc.constant(null),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('outbox-hurried' as const, 'outbox-dropped' as const),
      at,
      entry,
    }),
  },
);
