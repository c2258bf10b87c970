import { throwIfCancelled, type Cancellation } from '../../core/cancel';
import { CancelledError } from '../../core/errors';
import type { JournalEvent } from '../../core/journal/events';
import {
  LostAnswerError,
  RefusedError,
  UnavailableError,
  type GitHub,
  type Posted,
} from '../../core/ports/github';
import type { RepositoryState } from '../../core/ports/state';
import {
  destinationKey,
  readLedger,
  type Attempt,
  type Destination,
  type Ledger,
} from '../../core/post/ledger';
import { starting, step, type PostEffect, type PostEvent, type PostOutcome } from '../../core/post/plan';
import { pauseWithTimer } from './pause';
import { placeFor } from './place';

/** One text that is to be at one place, once. */
export interface TextOrder {
  /** In the text's marker, and in the journal: what is posted under it again edits what was posted. */
  readonly id: string;
  /** The note that it belongs to; absent for the note itself. */
  readonly partOf?: string;
  /** Null for a comment. */
  readonly title: string | null;
  /** With its marker. */
  readonly body: string;
  /** What the journal calls it. */
  readonly name: string;
  readonly destination: Destination;
  /** The end of what the note speaks of, ISO 8601; by default of the window it was drafted for, else now. */
  readonly until?: string;
  /** The person looked: an attempt that nobody confirmed did not arrive, or what was posted is gone. */
  readonly resend: boolean;
  /** The person wants what others edited on GitHub replaced. */
  readonly overwrite: boolean;
  /** The text that the person saw there when saying so; absent when nobody knows which that was. */
  readonly seen?: string;
  /** The person said yes to a public place. */
  readonly mayBePublic: boolean;
}

export interface PostPorts {
  readonly gitHub: GitHub;
  readonly state: Pick<RepositoryState, 'append' | 'read'>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Hears what stands there just before it is edited. */
  updating?(before: Posted, order: TextOrder): Promise<void>;
  /** Waits between two listings; by default with a timer. */
  pause?(milliseconds: number, signal?: Cancellation): Promise<void>;
}

/** `busy`: another window is at it, or was just now. */
export type TextResult =
  | Exclude<PostOutcome, { state: 'refused' | 'waiting' }>
  | {
      readonly state: 'waiting';
      readonly why: string;
      readonly retryAt: string | null;
      readonly busy: boolean;
      /** Where it was posted before. */
      readonly url: string | null;
    };

/** Two windows: an attempt younger than this is under way in the other. Longer than one attempt can take. */
const underWay = 120_000;
/** Nothing is created later than this after an attempt began: the write itself gives up after 30 seconds. */
const lastMoment = 80_000;
const betweenListings = 2_000;
/** How far back the place is listed for the marker of a text that was not drafted here. */
const lookBack = 30 * 86_400_000;
/** Clocks here and at GitHub may differ. */
const slack = 86_400_000;

/**
 * Posts a text exactly once, or edits what was posted before. Rejects with a RefusedError when GitHub says no, and with
 * CancelledError when it was called off before anything was sent. The journal knows of the attempt before GitHub does.
 */
export async function postText(
  order: TextOrder,
  ports: PostPorts,
  signal?: Cancellation,
): Promise<TextResult> {
  throwIfCancelled(signal);
  const { id, destination } = order;
  const began = ports.now();
  const attempt = crypto.randomUUID();
  const at = (): string => new Date(ports.now()).toISOString();
  const key = destinationKey(destination);
  await ports.state.append([{ kind: 'post-attempted', at: at(), note: id, destination: key, attempt }]);
  const failed = (why: string, undecided: boolean): Promise<void> =>
    ports.state.append([{ kind: 'post-failed', at: at(), note: id, why, undecided, attempt }]);

  // Read back after the claim: the log's order decides which of two windows goes first.
  const { events } = await ports.state.read();
  const ledger = readLedger(events, id, destination);
  const mine = ledger.open.findIndex((each) => each.id === attempt);
  if (mine < 0 && !ledger.posted)
    throw new Error('the journal does not hold the attempt that was just written');
  const earlier = ledger.open.slice(0, Math.max(mine, 0));
  if (earlier.some((each) => Math.abs(began - Date.parse(each.at)) < underWay)) {
    const why = 'Another window is posting this note, or was just now. Try again in two minutes.';
    await failed(why, false);
    const retryAt = new Date(began + underWay).toISOString();
    return { state: 'waiting', why, retryAt, busy: true, url: ledger.posted?.url ?? null };
  }

  const { outcome, failure } = await carriedOut(
    order,
    ledger,
    [...ledger.doubtful, ...earlier],
    ports,
    began,
    signal,
    failed,
  );
  switch (outcome.state) {
    case 'posted':
    case 'updated':
    case 'unchanged':
      await ports.state.append([postedEvent(order, outcome, ledger, { at: at(), attempt, key })]);
      return outcome;
    case 'locked':
      // Nothing was sent, and what was posted before is still what is there.
      await ports.state.append([lockedEvent(order, outcome.posted, ledger, { at: at(), attempt, key })]);
      return outcome;
    case 'undecided':
      await failed(outcome.why, outcome.lost);
      return outcome;
    case 'waiting':
      await failed(outcome.why, false);
      return {
        state: 'waiting',
        why: outcome.why,
        retryAt: failure instanceof UnavailableError ? failure.retryAt : null,
        busy: false,
        url: ledger.posted?.url ?? null,
      };
    case 'refused':
      await failed(outcome.why, false);
      throw failure;
  }
}

/** Follows the plan until it ends, and keeps what went wrong last. */
async function carriedOut(
  order: TextOrder,
  ledger: Ledger,
  doubtful: readonly Attempt[],
  ports: PostPorts,
  began: number,
  signal: Cancellation | undefined,
  failed: (why: string, undecided: boolean) => Promise<void>,
): Promise<{ readonly outcome: PostOutcome; readonly failure: unknown }> {
  const { id, title, body, destination, resend, overwrite, mayBePublic } = order;
  const plan = {
    title,
    body,
    known: ledger.posted && { ...ledger.posted, id: ledger.posted.nodeId },
    doubt: doubtful.length > 0,
    resend,
    overwrite,
    seen: order.seen ?? null,
  };
  const place = placeFor(destination, {
    gitHub: ports.gitHub,
    marker: id,
    title: title ?? '',
    body,
    categories: categoriesOf(destination, doubtful),
    since: new Date(sinceOf(ledger, doubtful, began)).toISOString(),
    mayBePublic,
    signal,
  });
  let [state, effect] = step(plan, starting, { kind: 'begin' });
  const perform = async (effect: Exclude<PostEffect, { do: 'finish' }>): Promise<PostEvent> => {
    switch (effect.do) {
      case 'list':
        if (effect.pauseFirst) await (ports.pause ?? pauseWithTimer)(betweenListings, signal);
        return { kind: 'listed', found: await place.find() };
      case 'reread':
        return { kind: 'reread', posted: await ports.gitHub.posted(effect.id, signal) };
      case 'create':
        // A machine that slept since must not send what another window may have sent meanwhile.
        if (ports.now() - began > lastMoment)
          throw new UnavailableError('GitHub was too slow. Post the note again.');
        return { kind: 'written', posted: await place.create() };
      case 'update':
        if (state.at === 'updating') await ports.updating?.(state.before, order);
        return { kind: 'written', posted: await place.update(effect.id) };
    }
  };

  let failure: unknown;
  while (effect.do !== 'finish') {
    let event: PostEvent;
    try {
      event = await perform(effect);
    } catch (error) {
      failure = error;
      const inDoubt = state.at === 'listing' && state.doubt;
      const known = eventOf(error, inDoubt, state.at === 'creating' || state.at === 'updating');
      if (!known) {
        await failed('It was interrupted before anything was sent.', inDoubt);
        throw error;
      }
      event = known;
    }
    [state, effect] = step(plan, state, event);
  }
  return { outcome: effect.outcome, failure };
}

/** What a failure means for the plan; null when it was called off, or went wrong, before anything was sent. */
function eventOf(error: unknown, inDoubt: boolean, writing: boolean): PostEvent | null {
  if (error instanceof LostAnswerError) return { kind: 'lost' };
  if (error instanceof UnavailableError) return { kind: 'unavailable', why: error.message };
  if (error instanceof RefusedError)
    return { kind: 'refused', why: error.message, isFinal: error.reason === 'no-permission' };
  if (error instanceof CancelledError) {
    const why = 'It was called off before GitHub could be asked whether the note arrived.';
    return inDoubt ? { kind: 'unavailable', why } : null;
  }
  // Whatever else fails while writing may have failed after the write.
  return writing ? { kind: 'lost' } : null;
}

interface Written {
  readonly at: string;
  readonly attempt: string;
  readonly key: string;
}

function postedEvent(
  order: TextOrder,
  outcome: Extract<PostOutcome, { state: 'posted' | 'updated' | 'unchanged' }>,
  ledger: Ledger,
  { at, attempt, key }: Written,
): JournalEvent {
  const wanted = order.until ?? ledger.drafted?.until ?? at;
  // Asking again must not move the end of what was handed over.
  const until = outcome.state === 'unchanged' ? (ledger.posted?.until ?? wanted) : wanted;
  const partOf = order.partOf ?? ledger.posted?.partOf;
  return {
    kind: 'note-posted',
    at,
    note: order.id,
    url: outcome.posted.url,
    until: new Date(until).toISOString(),
    title: order.name,
    nodeId: outcome.posted.id,
    body: order.body,
    destination: key,
    attempt,
    ...(ledger.drafted?.branch !== undefined && { branch: ledger.drafted.branch }),
    ...(partOf !== undefined && { partOf }),
  };
}

/** The text stays what it was; that the attempt is over, and until when the note now speaks, is written down. */
function lockedEvent(order: TextOrder, posted: Posted, ledger: Ledger, written: Written): JournalEvent {
  const known = ledger.posted;
  const kept = { ...order, body: known?.body ?? posted.body, name: known?.title ?? order.name };
  return postedEvent(kept, { state: 'updated', posted, before: null }, ledger, written);
}

/** The category chosen now, and those of attempts that may have arrived. */
function categoriesOf(to: Destination, doubtful: readonly Attempt[]): string[] {
  if (to.kind !== 'discussion') return [];
  const before = doubtful.map(({ destination }) => destination.slice(destination.lastIndexOf(' ') + 1));
  return [...new Set([to.categoryId, ...before])];
}

function sinceOf(ledger: Ledger, doubtful: readonly Attempt[], now: number): number {
  const drafted = ledger.drafted ? Date.parse(ledger.drafted.at) : now - lookBack;
  return Math.min(drafted, ...doubtful.map(({ at }) => Date.parse(at))) - slack;
}
