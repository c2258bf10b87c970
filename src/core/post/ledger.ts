import type { JournalEvent } from '../journal/events';
import type { RepositoryAddress } from '../ports/github';
import { addressKey } from './remote';

/** Where a text goes: a Discussion of its own, a comment on a pull request or issue, or one in a Discussion. */
export type Destination =
  | { readonly kind: 'discussion'; readonly address: RepositoryAddress; readonly categoryId: string }
  | { readonly kind: 'comment'; readonly address: RepositoryAddress; readonly number: number }
  | { readonly kind: 'reply'; readonly address: RepositoryAddress; readonly discussionId: string };

/** The destination as the journal writes it: kind, repository, and the category's or Discussion's id or the number. */
export function destinationKey(to: Destination): string {
  return `${to.kind} ${addressKey(to.address)} ${lastOf(to)}`;
}

function lastOf(to: Destination): string {
  switch (to.kind) {
    case 'discussion':
      return to.categoryId;
    case 'comment':
      return String(to.number);
    case 'reply':
      return to.discussionId;
  }
}

/** What makes two destinations one place: a Discussion can be moved from category to category. */
function placeOf(key: string): string {
  return key.startsWith('discussion ') ? key.slice(0, key.lastIndexOf(' ')) : key;
}

export interface Attempt {
  readonly id: string;
  readonly at: string;
  readonly destination: string;
}

/** What the journal knows of one note at one place. */
export interface Ledger {
  readonly posted: {
    readonly nodeId: string;
    readonly url: string;
    readonly title: string;
    readonly body: string;
    readonly until: string;
    /** The note that it is part of; its own, where it was posted from another machine. */
    readonly partOf?: string;
  } | null;
  /** Begun and neither finished nor failed: under way in another window, or cut short by a crash. In log order. */
  readonly open: readonly Attempt[];
  /** Sent, and nobody knows whether they arrived. */
  readonly doubtful: readonly Attempt[];
  /** When it was first drafted here, the end of the window it speaks of, and the only branch where it is not all. */
  readonly drafted: { readonly at: string; readonly until: string; readonly branch?: string } | null;
}

export function readLedger(events: readonly JournalEvent[], note: string, to: Destination): Ledger {
  const place = placeOf(destinationKey(to));
  let posted: Ledger['posted'] = null;
  let open: Attempt[] = [];
  let doubtful: Attempt[] = [];
  let drafted = null as Ledger['drafted'];
  for (const event of events) {
    if (!('note' in event) || event.note !== note) continue;
    if (event.kind === 'note-drafted') {
      const { at, until, branch } = event;
      drafted = { at: drafted?.at ?? at, until, ...(branch !== undefined && { branch }) };
    }
    if (event.kind === 'post-attempted' && placeOf(event.destination) === place) {
      open.push({ id: event.attempt ?? event.at, at: event.at, destination: event.destination });
    }
    if (event.kind === 'post-failed') {
      const ended = (each: Attempt): boolean => event.attempt === undefined || event.attempt === each.id;
      const unsure = event.undecided ? open.filter(ended) : [];
      doubtful = [...(event.undecided ? doubtful : doubtful.filter((each) => !ended(each))), ...unsure];
      open = open.filter((each) => !ended(each));
    }
    if (event.kind === 'note-retracted' && placeOf(event.destination) === place) posted = null;
    if (
      event.kind === 'note-posted' &&
      (event.destination === undefined || placeOf(event.destination) === place)
    ) {
      posted = {
        nodeId: event.nodeId,
        url: event.url,
        title: event.title,
        body: event.body,
        until: event.until,
        ...(event.partOf !== undefined && { partOf: event.partOf }),
      };
      open = open.filter((each) => event.attempt !== undefined && each.id !== event.attempt);
      doubtful = [];
    }
  }
  return { posted, open, doubtful, drafted };
}
