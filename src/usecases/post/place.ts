import type { Cancellation } from '../../core/cancel';
import {
  RefusedError,
  type GitHub,
  type Posted,
  type RemoteRepository,
  type RepositoryAddress,
} from '../../core/ports/github';
import type { Destination } from '../../core/post/ledger';
import { noteIdIn } from '../../core/post/marker';

interface Wanted {
  readonly gitHub: GitHub;
  /** The id in the text's marker. */
  readonly marker: string;
  readonly title: string;
  readonly body: string;
  /** Where a Discussion of this note may be. */
  readonly categories: readonly string[];
  /** Nothing older than this is looked at, ISO 8601 in UTC. */
  readonly since: string;
  /** The author said yes to a public place. */
  readonly mayBePublic: boolean;
  readonly signal: Cancellation | undefined;
}

/** Where a text goes, seen the same way whether it is a Discussion or a comment. */
export interface Place {
  /** The note in a listing, newest first; only a text of one's own counts. */
  find(): Promise<Posted | null>;
  create(): Promise<Posted>;
  update(id: string): Promise<Posted>;
}

export function placeFor(to: Destination, wanted: Wanted): Place {
  switch (to.kind) {
    case 'discussion':
      return discussionPlace(to, wanted);
    case 'comment':
      return commentPlace(to, wanted);
    case 'reply':
      return replyPlace(to, wanted);
  }
}

function discussionPlace(
  { address, categoryId }: Destination & { kind: 'discussion' },
  wanted: Wanted,
): Place {
  const { gitHub, title, body, categories, signal } = wanted;
  return {
    find: async () => {
      for (const each of categories) {
        const found = await firstOurs(gitHub.discussions(address, each, signal), wanted);
        if (found) return found;
      }
      return null;
    },
    create: async () => {
      const repository = await gitHub.repository(address, signal);
      const name = repository.nameWithOwner;
      refusePublic(repository, wanted);
      if (repository.isArchived) {
        throw new RefusedError(
          `${name} is archived and takes no posts. Choose another repository.`,
          'archived',
        );
      }
      if (!repository.hasDiscussions) {
        const message = `Discussions are turned off in ${name}. Choose another place, or turn them on in its settings.`;
        throw new RefusedError(message, 'discussions-disabled');
      }
      if (!repository.categories.some(({ id }) => id === categoryId)) {
        throw new RefusedError(`The category is no longer in ${name}. Choose another one.`, 'not-found');
      }
      return gitHub.createDiscussion({ repositoryId: repository.id, categoryId, title, body }, signal);
    },
    update: (discussionId) => gitHub.updateDiscussion({ discussionId, title, body }, signal),
  };
}

function commentPlace({ address, number }: Destination & { kind: 'comment' }, wanted: Wanted): Place {
  const { gitHub, body, signal } = wanted;
  return {
    find: () => firstOurs(gitHub.comments(address, number, signal), wanted),
    create: async () => {
      await look(address, wanted);
      const subject = await gitHub.commentable(address, number, signal);
      if (!subject) {
        const where = `${address.owner}/${address.name}`;
        throw new RefusedError(
          `${where} has no issue or pull request ${number}. Check the number.`,
          'not-found',
        );
      }
      return gitHub.comment({ subjectId: subject.id, body }, signal);
    },
    update: (commentId) => gitHub.updateComment({ commentId, body }, signal),
  };
}

function replyPlace({ address, discussionId }: Destination & { kind: 'reply' }, wanted: Wanted): Place {
  const { gitHub, body, signal } = wanted;
  return {
    find: () => firstOurs(gitHub.replies(discussionId, signal), wanted),
    create: async () => {
      await look(address, wanted);
      return gitHub.reply({ discussionId, body }, signal);
    },
    update: (commentId) => gitHub.updateReply({ commentId, body }, signal),
  };
}

/** Asks what the repository is only where that matters. */
async function look(address: RepositoryAddress, wanted: Wanted): Promise<void> {
  if (wanted.mayBePublic) return;
  refusePublic(await wanted.gitHub.repository(address, wanted.signal), wanted);
}

/** A text that waits may have been meant for a place that is public by now, or that nobody could look at then. */
function refusePublic({ isPrivate, nameWithOwner }: RemoteRepository, { mayBePublic }: Wanted): void {
  if (isPrivate || mayBePublic) return;
  const message = `${nameWithOwner} is public, and you have not said yes to that. Post the note again and confirm it.`;
  throw new RefusedError(message, 'not-accepted');
}

/** The newest text with that marker of one's own: in somebody else's text it proves nothing. */
export async function firstOurs(
  listing: AsyncIterable<Posted>,
  { marker, since }: Pick<Wanted, 'marker' | 'since'>,
): Promise<Posted | null> {
  for await (const each of listing) {
    if (each.createdAt < since.slice(0, 19)) return null;
    if (each.viewerDidAuthor && noteIdIn(each.body) === marker) return each;
  }
  return null;
}
