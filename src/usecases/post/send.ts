import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import { choiceOf } from '../../core/journal/notes';
import { SignedOutError, type GitHub } from '../../core/ports/github';
import type { RepositoryState } from '../../core/ports/state';
import { categoryChoice, proposeCategory } from '../../core/post/category';
import type { Destination } from '../../core/post/ledger';
import { addressKey } from '../../core/post/remote';
import type { Sender, Sent } from '../outbox/flush';
import type { SenderPorts } from '../outbox/senderPorts';
import { postNote, type PostResult } from './postNote';
import { noteOf, type WaitingNote } from './waitingNote';

/** Sends a note that was put into the outbox before. */
export function noteSender(ports: SenderPorts): Sender {
  return async (entry, { signal }) => {
    const note = noteOf(entry);
    if (!note) throw new UserError('What waits here cannot be read. Discard it, and post the note again.');
    return outcomeOf(await sent({ ...note, resend: false, overwrite: false }, ports, signal));
  };
}

/** Sends a note, as it is, to where it is to go. */
export async function sent(
  note: WaitingNote,
  ports: SenderPorts,
  signal: Cancellation | undefined,
): Promise<PostResult> {
  const { host } = note.address;
  const gitHub = await ports.gitHub(host);
  if (!gitHub) {
    const bare = host.replace(/^https?:\/\//, '');
    // It goes by itself once somebody is.
    throw new SignedOutError(
      `Nobody is signed in to ${bare}. Open the note, post it again, and sign in there.`,
    );
  }
  const request = {
    ...note,
    destination: await destinationOf(note, gitHub, ports.state, signal),
  };
  return postNote(request, { ...ports, gitHub }, signal);
}

async function destinationOf(
  { address, place }: WaitingNote,
  gitHub: GitHub,
  state: Pick<RepositoryState, 'read'>,
  signal: Cancellation | undefined,
): Promise<Destination> {
  const name = `${address.owner}/${address.name}`;
  switch (place.kind) {
    case 'comment':
      return { kind: 'comment', address, number: place.number };
    case 'reply': {
      const thread = await gitHub.thread(address, place.number, signal);
      if (!thread) throw new UserError(`${name} has no Discussion #${place.number}. Choose another place.`);
      return { kind: 'reply', address, discussionId: thread.id };
    }
    case 'discussion': {
      if (place.categoryId !== null) return { kind: 'discussion', address, categoryId: place.categoryId };
      const { categories, hasDiscussions, viewerCanWrite } = await gitHub.repository(address, signal);
      if (!hasDiscussions)
        throw new UserError(`Discussions are turned off in ${name}. Choose another place for the note.`);
      const proposed = proposeCategory(categories, {
        setting: place.category ?? null,
        remembered: choiceOf((await state.read()).events, categoryChoice(addressKey(address))),
        canAnnounce: viewerCanWrite,
      });
      if (!proposed || (place.category !== undefined && proposed.why !== 'setting'))
        throw new UserError(
          `Choose the category for this note, one of: ${categories.map((each) => each.name).join(', ')}.`,
        );
      return { kind: 'discussion', address, categoryId: proposed.category.id };
    }
  }
}

/** What the outbox makes of it. */
export function outcomeOf(result: PostResult): Sent {
  switch (result.state) {
    case 'posted':
    case 'updated':
    case 'unchanged':
      return { state: 'sent', url: result.url };
    case 'waiting':
      return {
        state: 'waiting',
        why: result.why ?? '',
        retryAt: result.retryAt ?? null,
        scope: result.busy ? 'entry' : 'host',
      };
    case 'undecided':
      return { state: 'asks', why: result.why ?? '', url: result.url };
  }
}
