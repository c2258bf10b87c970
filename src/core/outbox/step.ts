import type { JournalEvent } from '../journal/events';
import { placeHost } from './place';
import type { Outbox, OutboxEntry } from './entry';

export type OutboxEvent = Extract<
  JournalEvent,
  { kind: 'outbox-put' | 'outbox-begun' | 'outbox-ended' | 'outbox-hurried' | 'outbox-dropped' }
>;

/** What is to be done now: `wake` says when to look again; without it there is nothing to look for. */
export type OutboxEffect =
  { readonly do: 'send'; readonly entry: OutboxEntry } | { readonly do: 'wake'; readonly at: number };

/** Who began to send is left alone for so long, milliseconds; then it counts as dead. */
export const claimLasts = 120_000;

export const emptyOutbox: Outbox = new Map();

/**
 * The outbox holds whatever is to be sent and cannot be, or not yet: posts of notes, issues, shared work. It lives in
 * the repository's journal (`outbox-put`, `-begun`, `-ended`, `-hurried`, `-dropped`), which survives a crash at any
 * byte and is shared by all windows and the terminal. To send something of a new kind: name the kind in `entry.ts`,
 * `enqueue` it (usecases/outbox), and give usecases/outbox/senders.ts a `Sender` for it, which must find out first
 * whether it is there already.
 *
 * This is the outbox as state × event → state, and what is to be done at `now` (milliseconds since the epoch). The log's order
 * is the only clock that two windows share: of two that begin to send the same entry at once, the first in the log has
 * it, and the other finds that out by reading back.
 *
 * Entries for one place go in the order in which they were first put. One that asks a person steps aside. What GitHub
 * refuses for now (limits, no network) holds up everything for that host.
 */
export function step(
  outbox: Outbox,
  event: OutboxEvent,
  now: number,
): { readonly outbox: Outbox; readonly effects: readonly OutboxEffect[] } {
  const next = afterEvent(outbox, event);
  return { outbox: next, effects: effectsAt(next, now) };
}

/** The outbox that a journal comes to. */
export function foldOutbox(events: readonly JournalEvent[]): Outbox {
  let outbox = emptyOutbox;
  for (const event of events) if (isOutboxEvent(event)) outbox = afterEvent(outbox, event);
  return outbox;
}

export function isOutboxEvent(event: JournalEvent): event is OutboxEvent {
  return event.kind.startsWith('outbox-');
}

/** At most one entry a place, and the next moment at which something changes by itself. */
export function effectsAt(outbox: Outbox, now: number): readonly OutboxEffect[] {
  const pauses = new Map<string, number>();
  for (const each of outbox.values()) {
    if (each.scope !== 'host') continue;
    const host = placeHost(each.place);
    pauses.set(host, Math.max(pauses.get(host) ?? 0, dueAt(each, now)));
  }
  const heads = new Map<string, OutboxEntry>();
  for (const each of outbox.values())
    if (each.status !== 'asks' && !heads.has(each.place)) heads.set(each.place, each);
  const sends: OutboxEffect[] = [];
  let wake = Infinity;
  for (const entry of heads.values()) {
    const claimed = entry.claim && claimIsLive(entry.claim, now) ? claimEnd(entry.claim) : 0;
    const due = Math.max(claimed, dueAt(entry, now), pauses.get(placeHost(entry.place)) ?? 0);
    if (due <= now) sends.push({ do: 'send', entry });
    else wake = Math.min(wake, due);
  }
  return Number.isFinite(wake) ? [...sends, { do: 'wake', at: wake }] : sends;
}

/** The same outbox when the event changes nothing. */
export function afterEvent(outbox: Outbox, event: OutboxEvent): Outbox {
  const entry = outbox.get(event.entry);
  if (event.kind === 'outbox-put') return replaced(outbox, put(entry, event));
  if (!entry) return outbox;
  switch (event.kind) {
    case 'outbox-begun':
      if (event.version !== entry.version) return outbox;
      if (entry.claim && claimIsLive(entry.claim, Date.parse(event.at))) return outbox;
      return replaced(outbox, { ...entry, claim: { attempt: event.attempt, at: event.at } });
    case 'outbox-ended':
      return ended(outbox, entry, event);
    case 'outbox-hurried':
      return replaced(outbox, { ...entry, ...fresh });
    case 'outbox-dropped':
      return without(outbox, entry.id);
  }
}

const fresh = {
  status: 'ready',
  why: null,
  until: null,
  decided: null,
  scope: 'entry',
  failures: 0,
  signedOut: false,
  url: null,
} as const;

function put(
  before: OutboxEntry | undefined,
  { entry: id, type, place, title, payload, version, at }: Extract<OutboxEvent, { kind: 'outbox-put' }>,
): OutboxEntry {
  const since = before?.since ?? at;
  return { id, type, place, title, payload, version, since, claim: before?.claim ?? null, ...fresh };
}

function ended(
  outbox: Outbox,
  entry: OutboxEntry,
  event: Extract<OutboxEvent, { kind: 'outbox-ended' }>,
): Outbox {
  const isCurrent = event.version === entry.version;
  // Also when the claim had run out: it is there, whoever sent it.
  if (event.outcome === 'sent' && isCurrent) return without(outbox, entry.id);
  if (entry.claim?.attempt !== event.attempt) return outbox;
  if (!isCurrent) return replaced(outbox, { ...entry, claim: null });
  return replaced(outbox, {
    ...entry,
    claim: null,
    status: event.outcome === 'asks' ? 'asks' : 'waiting',
    why: event.why,
    until: event.until,
    decided: event.at,
    scope: event.outcome === 'waiting' ? event.scope : 'entry',
    failures: event.failures,
    signedOut: event.outcome === 'waiting' && event.signedOut === true,
    url: event.url,
  });
}

/** A clock that was set back must not make an entry wait for ever. */
function dueAt({ status, until, decided }: OutboxEntry, now: number): number {
  if (status !== 'waiting' || until === null || decided === null) return 0;
  return Date.parse(decided) > now + claimLasts ? 0 : Date.parse(until);
}

function claimEnd(claim: NonNullable<OutboxEntry['claim']>): number {
  return Date.parse(claim.at) + claimLasts;
}

function claimIsLive(claim: NonNullable<OutboxEntry['claim']>, now: number): boolean {
  return Math.abs(now - Date.parse(claim.at)) < claimLasts;
}

function replaced(outbox: Outbox, entry: OutboxEntry): Outbox {
  return new Map(outbox).set(entry.id, entry);
}

function without(outbox: Outbox, id: string): Outbox {
  const next = new Map(outbox);
  next.delete(id);
  return next;
}
