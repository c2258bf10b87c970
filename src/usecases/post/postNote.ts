import { throwIfCancelled, type Cancellation } from '../../core/cancel';
import { CancelledError, UserError } from '../../core/errors';
import type { JournalEvent } from '../../core/journal/events';
import { choiceOf } from '../../core/journal/notes';
import { LostAnswerError, RefusedError, UnavailableError, type GitHub } from '../../core/ports/github';
import type { RepositoryState } from '../../core/ports/state';
import { categoryChoice } from '../../core/post/category';
import {
  destinationKey,
  readLedger,
  type Attempt,
  type Destination,
  type Ledger,
} from '../../core/post/ledger';
import { withMarker } from '../../core/post/marker';
import {
  starting,
  step,
  type PostEffect,
  type PostEvent,
  type PostOrder,
  type PostOutcome,
  type PostState,
} from '../../core/post/plan';
import { addressKey } from '../../core/post/remote';
import { bodyOf, isEmptyNote, longestBody, titleOf } from '../../core/post/text';
import { pauseWithTimer } from './pause';
import { placeFor } from './place';

export interface PostRequest {
  /** The note as its author left it, redactions applied. */
  readonly markdown: string;
  readonly noteId: string;
  readonly destination: Destination;
  /** The end of what the note speaks of, ISO 8601; by default of the window it was drafted for, else now. */
  readonly until?: string;
  /** The person looked: an attempt that nobody confirmed did not arrive, or what was posted is gone. */
  readonly resend?: boolean;
  /** The person wants what others edited on GitHub replaced. */
  readonly overwrite?: boolean;
}

export interface PostPorts {
  readonly gitHub: GitHub;
  readonly state: RepositoryState;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits between two listings; by default with a timer. */
  pause?(milliseconds: number, signal?: Cancellation): Promise<void>;
}

export interface PostResult {
  readonly id: string;
  /** `waiting`: nothing was sent, try again later. `undecided`: a person must say how it goes on. */
  readonly state: 'posted' | 'updated' | 'unchanged' | 'waiting' | 'undecided';
  readonly url: string | null;
  readonly why?: string;
  /** What to ask when it is undecided: the flag of the request that carries a yes. */
  readonly ask?: 'resend' | 'overwrite';
  /** When it is worth trying again (ISO 8601 in UTC), where GitHub said so. */
  readonly retryAt?: string;
}

/** Two windows: an attempt younger than this is under way in the other. Longer than one attempt can take. */
const underWay = 120_000;
/** Nothing is created later than this after an attempt began: the write itself gives up after 30 seconds. */
const lastMoment = 80_000;
const betweenListings = 2_000;
/** How far back the place is listed for the marker of a note that was not drafted here. */
const lookBack = 30 * 86_400_000;
/** Clocks here and at GitHub may differ. */
const slack = 86_400_000;

/**
 * Posts a note exactly once, or edits what was posted before. Rejects with a UserError when the note or GitHub's
 * answer needs a person to act, and with CancelledError when it was called off before anything was sent. The journal
 * knows of the attempt before GitHub does.
 */
export async function postNote(
  request: PostRequest,
  ports: PostPorts,
  signal?: Cancellation,
): Promise<PostResult> {
  const { noteId, destination, markdown } = request;
  const title = titleOf(markdown);
  if (title === null || isEmptyNote(markdown)) {
    throw new UserError('This note is empty. Say where the work stands and what to do next, then post it.');
  }
  const body = withMarker(
    destination.kind === 'comment' ? withTitle(title, markdown) : bodyOf(markdown),
    noteId,
  );
  if (body.length > longestBody) {
    throw new UserError(
      `The note is ${body.length.toLocaleString('en')} characters long, and GitHub takes ${longestBody.toLocaleString('en')}. Shorten it, then post it.`,
    );
  }
  throwIfCancelled(signal);
  const began = ports.now();
  const attempt = crypto.randomUUID();
  const key = destinationKey(destination);
  const journal = (event: DistributedOmit<JournalEvent, 'at'>): JournalEvent =>
    ({ ...event, at: new Date(ports.now()).toISOString() }) as JournalEvent;
  await ports.state.append([journal({ kind: 'post-attempted', note: noteId, destination: key, attempt })]);
  const failed = (why: string, undecided: boolean): Promise<void> =>
    ports.state.append([journal({ kind: 'post-failed', note: noteId, why, undecided, attempt })]);

  // Read back after the claim: the log's order decides which of two windows goes first.
  const { events } = await ports.state.read();
  const ledger = readLedger(events, noteId, destination);
  const mine = ledger.open.findIndex(({ id }) => id === attempt);
  if (mine < 0 && !ledger.posted)
    throw new Error('the journal does not hold the attempt that was just written');
  const earlier = ledger.open.slice(0, Math.max(mine, 0));
  if (earlier.some(({ at }) => Math.abs(began - Date.parse(at)) < underWay)) {
    const why = 'Another window is posting this note, or was just now. Try again in two minutes.';
    await failed(why, false);
    return { id: noteId, state: 'waiting', url: ledger.posted?.url ?? null, why };
  }

  const doubtful = [...ledger.doubtful, ...earlier];
  const order: PostOrder = {
    title: destination.kind === 'comment' ? null : title,
    body,
    known: ledger.posted && { ...ledger.posted, id: ledger.posted.nodeId },
    doubt: doubtful.length > 0,
    resend: request.resend ?? false,
    overwrite: request.overwrite ?? false,
  };
  const place = placeFor(destination, {
    gitHub: ports.gitHub,
    noteId,
    title,
    body,
    categories: categoriesOf(destination, doubtful),
    since: new Date(sinceOf(ledger, doubtful, began)).toISOString(),
    signal,
  });

  let failure: unknown;
  const perform = async (effect: Exclude<PostEffect, { do: 'finish' }>): Promise<PostEvent> => {
    switch (effect.do) {
      case 'list':
        if (effect.pauseFirst) await (ports.pause ?? pauseWithTimer)(betweenListings, signal);
        return { kind: 'listed', found: await place.find() };
      case 'reread':
        return { kind: 'reread', posted: await ports.gitHub.posted(effect.id, signal) };
      case 'create':
        if (ports.now() - began > lastMoment)
          throw new UnavailableError('GitHub was too slow. Post the note again.');
        return { kind: 'written', posted: await place.create() };
      case 'update':
        return { kind: 'written', posted: await place.update(effect.id) };
    }
  };

  let state: PostState = starting;
  let event: PostEvent = { kind: 'begin' };
  let outcome: PostOutcome | null = null;
  while (!outcome) {
    const [next, effect] = step(order, state, event);
    state = next;
    if (effect.do === 'finish') {
      outcome = effect.outcome;
      break;
    }
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
  }
  return finish(outcome, {
    request,
    ports,
    ledger,
    events,
    attempt,
    key,
    title,
    body,
    failure,
    journal,
    failed,
  });
}

interface Finishing {
  readonly request: PostRequest;
  readonly ports: PostPorts;
  readonly ledger: Ledger;
  readonly events: readonly JournalEvent[];
  readonly attempt: string;
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly failure: unknown;
  journal(event: DistributedOmit<JournalEvent, 'at'>): JournalEvent;
  failed(why: string, undecided: boolean): Promise<void>;
}

/** Writes down how it went, and says it. */
async function finish(outcome: PostOutcome, with_: Finishing): Promise<PostResult> {
  const { request, ports, ledger, events, attempt, key, title, body, failure, journal, failed } = with_;
  const id = request.noteId;
  switch (outcome.state) {
    case 'posted':
    case 'updated':
    case 'unchanged': {
      const { posted } = outcome;
      const wanted = request.until ?? ledger.drafted?.until ?? new Date(ports.now()).toISOString();
      // Asking again must not move the end of what was handed over.
      const until = outcome.state === 'unchanged' ? (ledger.posted?.until ?? wanted) : wanted;
      const kept = [
        journal({
          kind: 'note-posted',
          note: id,
          url: posted.url,
          until: new Date(until).toISOString(),
          title,
          nodeId: posted.id,
          body,
          destination: key,
          attempt,
          ...(ledger.drafted?.branch !== undefined && { branch: ledger.drafted.branch }),
        }),
      ];
      if (request.destination.kind === 'discussion') {
        const choice = categoryChoice(addressKey(request.destination.address));
        const { categoryId } = request.destination;
        if (choiceOf(events, choice) !== categoryId)
          kept.push(journal({ kind: 'choice', key: choice, value: categoryId }));
      }
      await ports.state.append(kept);
      return { id, state: outcome.state, url: posted.url };
    }
    case 'undecided':
      await failed(outcome.why, outcome.lost);
      return { id, state: 'undecided', url: outcome.url, why: outcome.why, ask: outcome.ask };
    case 'waiting':
    case 'refused': {
      await failed(outcome.why, false);
      if (outcome.state === 'refused') throw failure;
      const retryAt = failure instanceof UnavailableError ? failure.retryAt : null;
      const url = ledger.posted?.url ?? null;
      return { id, state: 'waiting', url, why: outcome.why, ...(retryAt === null ? {} : { retryAt }) };
    }
  }
}

/** What a failure means for the plan; null when it was called off, or went wrong, before anything was sent. */
function eventOf(error: unknown, inDoubt: boolean, writing: boolean): PostEvent | null {
  if (error instanceof LostAnswerError) return { kind: 'lost' };
  if (error instanceof UnavailableError) return { kind: 'unavailable', why: error.message };
  if (error instanceof RefusedError) return { kind: 'refused', why: error.message };
  if (error instanceof CancelledError) {
    const why = 'It was called off before GitHub could be asked whether the note arrived.';
    return inDoubt ? { kind: 'unavailable', why } : null;
  }
  // Whatever else fails while writing may have failed after the write.
  return writing ? { kind: 'lost' } : null;
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

/** A comment has no title of its own, so the note keeps its heading. */
function withTitle(title: string, markdown: string): string {
  return `### ${title}\n\n${bodyOf(markdown)}`;
}

type DistributedOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
