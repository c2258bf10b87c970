import type { Cancellation } from '../../core/cancel';
import { CancelledError, UserError } from '../../core/errors';
import { nextTry } from '../../core/outbox/backoff';
import type { OutboxEntry } from '../../core/outbox/entry';
import { effectsAt, foldOutbox, type OutboxEvent } from '../../core/outbox/step';
import { LostAnswerError, RefusedError, SignedOutError, UnavailableError } from '../../core/ports/github';
import type { RepositoryState } from '../../core/ports/state';

/** How it went. `waiting` goes on by itself, `asks` does not. `scope`: whether the whole host is out of reach. */
export type Sent =
  | { readonly state: 'sent'; readonly url: string | null }
  | {
      readonly state: 'waiting';
      readonly why: string;
      /** When it is worth trying again (ISO 8601 in UTC), where GitHub said so. */
      readonly retryAt?: string | null;
      readonly scope?: 'entry' | 'host';
      /** It goes as soon as somebody signs in. */
      readonly signedOut?: boolean;
    }
  | { readonly state: 'asks'; readonly why: string; readonly url?: string | null };

/**
 * Sends what an entry holds, once: it looks first whether it is there already, since a window may have died after it
 * was sent (`interrupted` says that one did die, or was slow). It may reject: with UnavailableError it goes on later,
 * with UserError a person is asked.
 */
export type Sender = (
  entry: OutboxEntry,
  context: { readonly interrupted: boolean; readonly signal: Cancellation | undefined },
) => Promise<Sent>;

export interface FlushPorts {
  readonly state: Pick<RepositoryState, 'append' | 'read'>;
  /** Null for a kind that this version does not know: it is left for the version that does. */
  sender(type: string): Promise<Sender | null>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Hears of what nobody expected. */
  failed?(error: unknown): void;
}

export interface Flushed {
  /** How each entry that was tried went, by its id. */
  readonly results: ReadonlyMap<string, Sent>;
  /** When something waits for its time (milliseconds since the epoch); null when nothing does. */
  readonly wakeAt: number | null;
}

/**
 * Sends what is due in the outbox of one repository, in order, until nothing is. Safe in several windows and terminals
 * at once, and against a crash at any byte: what is sent is claimed in the log first, and the log's order decides.
 */
export async function flush(ports: FlushPorts, signal?: Cancellation): Promise<Flushed> {
  const results = new Map<string, Sent>();
  const left = new Set<string>();
  const running = new Set<Promise<void>>();
  const begin = (entry: OutboxEntry): void => {
    // Whatever comes of it, one flush tries one text once.
    left.add(`${entry.id} ${entry.version}`);
    const work = sendOne(entry, ports, signal)
      .then((sent) => void (sent && results.set(entry.id, sent)))
      .finally(() => running.delete(work));
    running.add(work);
  };
  for (;;) {
    const { events } = await ports.state.read();
    const effects = effectsAt(foldOutbox(events), ports.now());
    const due = effects.flatMap((each) =>
      each.do === 'send' && !left.has(`${each.entry.id} ${each.entry.version}`) ? [each.entry] : [],
    );
    if (!signal?.aborted) due.forEach(begin);
    if (running.size === 0) {
      const wake = effects.find((each) => each.do === 'wake');
      return { results, wakeAt: wake?.at ?? null };
    }
    // What is slow to one place holds up nothing to another.
    await Promise.race(running);
  }
}

/** Null when another window was quicker, or nobody here can send it. */
async function sendOne(
  entry: OutboxEntry,
  ports: FlushPorts,
  signal: Cancellation | undefined,
): Promise<Sent | null> {
  const send = await ports.sender(entry.type);
  if (!send) return null;
  const attempt = crypto.randomUUID();
  const { id, version } = entry;
  const at = (): string => new Date(ports.now()).toISOString();
  await ports.state.append([{ kind: 'outbox-begun', at: at(), entry: id, version, attempt }]);
  const claimed = foldOutbox((await ports.state.read()).events).get(id);
  if (claimed?.claim?.attempt !== attempt) return null;
  const sent = await outcomeOf(send, entry, ports, signal);
  const ended: OutboxEvent = {
    kind: 'outbox-ended',
    at: at(),
    entry: id,
    version,
    attempt,
    outcome: sent.state,
    why: sent.state === 'sent' ? null : sent.why,
    until: sent.state === 'waiting' ? untilOf(entry, sent, ports.now()) : null,
    scope: sent.state === 'waiting' ? (sent.scope ?? 'entry') : 'entry',
    failures: sent.state === 'waiting' ? entry.failures + 1 : 0,
    url: sent.state === 'waiting' ? null : (sent.url ?? null),
    ...(sent.state === 'waiting' && sent.signedOut && { signedOut: true }),
  };
  await ports.state.append([ended]);
  return sent;
}

async function outcomeOf(
  send: Sender,
  entry: OutboxEntry,
  ports: FlushPorts,
  signal: Cancellation | undefined,
): Promise<Sent> {
  try {
    return await send(entry, { interrupted: entry.claim !== null, signal });
  } catch (error) {
    if (error instanceof UnavailableError) {
      const signedOut = error instanceof SignedOutError;
      return { state: 'waiting', why: error.message, retryAt: error.retryAt, scope: 'host', signedOut };
    }
    // A sign-in that ended is like none: nothing was written, and it goes with the next one.
    if (error instanceof RefusedError && error.reason === 'signed-out')
      return { state: 'waiting', why: error.message, scope: 'host', signedOut: true };
    // Nobody knows whether it arrived: the next try looks first.
    if (error instanceof LostAnswerError) return { state: 'waiting', why: error.message };
    if (error instanceof CancelledError)
      return { state: 'waiting', why: 'It was interrupted before it was sent.' };
    if (error instanceof UserError) return { state: 'asks', why: error.message };
    ports.failed?.(error);
    return { state: 'asks', why: 'Something unexpected went wrong while sending it; the log says what.' };
  }
}

function untilOf(entry: OutboxEntry, sent: Extract<Sent, { state: 'waiting' }>, now: number): string {
  const said = sent.retryAt ? Date.parse(sent.retryAt) : Number.NaN;
  const retryAt = Number.isFinite(said) ? said : null;
  return new Date(nextTry(entry.id, { at: now, failures: entry.failures + 1, retryAt })).toISOString();
}
