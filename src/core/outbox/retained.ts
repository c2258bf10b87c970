import type { JournalEvent } from '../journal/events';
import { afterEvent, emptyOutbox, isOutboxEvent } from './step';
import type { Outbox } from './entry';

/** The places in the log that an entry's present state comes from. */
interface Trace {
  readonly firstPut: number;
  lastPut: number;
  /** Who is sending it, and what was put when that began. */
  claim: readonly [put: number, begun: number] | null;
  /** How it last ended, and what had begun then. */
  ended: readonly [begun: number, ended: number] | null;
}

/**
 * The indexes of the events without which the outbox would not be what it is: nothing that is to be sent is forgotten,
 * however long it waits, and waiting does not make the log grow.
 */
export function stillToSend(events: readonly (JournalEvent | null)[]): readonly number[] {
  const traces = new Map<string, Trace>();
  let outbox: Outbox = emptyOutbox;
  events.forEach((event, index) => {
    if (!event || !isOutboxEvent(event)) return;
    const before = outbox;
    outbox = afterEvent(outbox, event);
    if (outbox === before) return;
    const trace = traces.get(event.entry);
    if (!outbox.has(event.entry)) traces.delete(event.entry);
    else if (event.kind === 'outbox-put') {
      const claim = trace?.claim ?? null;
      traces.set(event.entry, { firstPut: trace?.firstPut ?? index, lastPut: index, claim, ended: null });
    } else if (trace && event.kind === 'outbox-begun') trace.claim = [trace.lastPut, index];
    else if (trace && event.kind === 'outbox-hurried') trace.ended = null;
    else if (trace && event.kind === 'outbox-ended') {
      const begun = trace.claim?.[1] ?? index;
      // What ended for an older text says nothing about the newer one.
      if (outbox.get(event.entry)?.version === event.version) trace.ended = [begun, index];
      trace.claim = null;
    }
  });
  return [...traces.values()].flatMap(({ firstPut, lastPut, claim, ended }) => [
    firstPut,
    lastPut,
    ...(claim ?? []),
    ...(ended ?? []),
  ]);
}
