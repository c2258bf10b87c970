import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { JournalEvent } from '../../core/journal/events';
import { SignedOutError, type GitHub, type Posted, type RepositoryAddress } from '../../core/ports/github';
import { destinationKey, type Destination } from '../../core/post/ledger';
import { noteIdIn } from '../../core/post/marker';
import { isPartOf } from '../../core/post/parts';
import { titleOf } from '../../core/post/text';
import type { SenderPorts } from '../outbox/senderPorts';
import { firstOurs } from './place';

/** A note that the inbox shows as one's own, and of which nothing is written down here. */
export interface OwnNote {
  readonly id: string;
  /** GitHub's id of its text. */
  readonly key: string;
  readonly address: RepositoryAddress;
  /** The Discussion, issue or pull request that it stands in. */
  readonly thread: { readonly id: string; readonly number: number; readonly kind?: 'issue' | 'pull' };
}

/** Where a note is looked for that was posted from another machine: a comment there, or a Discussion of its own. */
export type Somewhere =
  { readonly kind: 'comment' | 'reply'; readonly number: number } | { readonly kind: 'discussion' };

/**
 * Looks for a note of one's own by its marker, as far back as the listing goes; null when it is not there.
 * @throws UserError when GitHub cannot be asked, or has no such place
 */
export async function findPosted(
  id: string,
  address: RepositoryAddress,
  where: Somewhere,
  gitHub: GitHub,
  signal?: Cancellation,
): Promise<OwnNote | null> {
  const name = `${address.owner}/${address.name}`;
  const ours = (listing: AsyncIterable<Posted>) => firstOurs(listing, { marker: id, since: '' });
  switch (where.kind) {
    case 'comment': {
      const on = await gitHub.commentable(address, where.number, signal);
      if (!on) throw new UserError(`${name} has no issue or pull request ${where.number}. Check the number.`);
      const found = await ours(gitHub.comments(address, where.number, signal));
      return found && { id, key: found.id, address, thread: { ...where, id: on.id, kind: 'issue' } };
    }
    case 'reply': {
      const on = await gitHub.thread(address, where.number, signal);
      if (!on) throw new UserError(`${name} has no Discussion #${where.number}. Check the number.`);
      const found = await ours(gitHub.replies(on.id, signal));
      return found && { id, key: found.id, address, thread: { id: on.id, number: on.number } };
    }
    case 'discussion': {
      const { categories } = await gitHub.repository(address, signal);
      for (const { id: category } of categories) {
        const found = await ours(gitHub.discussions(address, category, signal));
        if (found) return { id, key: found.id, address, thread: { id: found.id, number: 0 } };
      }
      return null;
    }
  }
}

/**
 * Writes down what is posted of a note of one's own that was posted from elsewhere, so that it can be taken back and
 * edited from here. Only texts with its marker count of which GitHub says that this person wrote them. It does not end
 * the period of what is to be handed over next: what was done on this machine no note has told yet.
 * @throws UserError when it is gone or somebody else's, and when GitHub cannot be asked
 */
export async function learnPosted(
  note: OwnNote,
  ports: Pick<SenderPorts, 'state' | 'gitHub' | 'now'>,
  signal?: Cancellation,
): Promise<void> {
  const gitHub = await ports.gitHub(note.address.host);
  if (!gitHub)
    throw new SignedOutError(
      'Nobody is signed in there. Refresh the Handoffs view to sign in, and try again.',
    );
  const main = await gitHub.posted(note.key, signal);
  if (!main) throw new UserError('This note is no longer on GitHub, or you may no longer see it.');
  if (!main.viewerDidAuthor || noteIdIn(main.body) !== note.id)
    throw new UserError('GitHub says that somebody else wrote this note: only its author can change it.');
  const own = [main, ...(await partsBelow(note, main, gitHub, signal))];
  await ports.state.append(own.map((posted) => eventOf(posted, note, new Date(ports.now()).toISOString())));
}

/** What continues the note, as it was posted: later than the note, under the same author and with its marker. */
async function partsBelow(
  { id, thread, address }: OwnNote,
  main: Posted,
  gitHub: GitHub,
  signal: Cancellation | undefined,
): Promise<readonly Posted[]> {
  const found: Posted[] = [];
  const below = thread.kind
    ? gitHub.comments(address, thread.number, signal)
    : gitHub.replies(thread.id, signal);
  for await (const each of below) {
    if (each.createdAt < main.createdAt) break;
    if (each.viewerDidAuthor && isPartOf(id, noteIdIn(each.body))) found.push(each);
  }
  return found.reverse();
}

function eventOf(posted: Posted, note: OwnNote, at: string): JournalEvent {
  const { id, url, title, body, createdAt } = posted;
  return {
    kind: 'note-posted',
    at,
    note: noteIdIn(body) ?? note.id,
    url,
    until: new Date(createdAt).toISOString(),
    title: title ?? titleOf(body) ?? note.id,
    nodeId: id,
    body,
    destination: destinationKey(placeOf(posted, note)),
    partOf: note.id,
  };
}

function placeOf({ id }: Posted, { key, thread, address }: OwnNote): Destination {
  if (thread.kind) return { kind: 'comment', address, number: thread.number };
  // A Discussion can be moved from category to category: it is the same place in each.
  if (id === key && id === thread.id) return { kind: 'discussion', address, categoryId: 'elsewhere' };
  return { kind: 'reply', address, discussionId: thread.id };
}
