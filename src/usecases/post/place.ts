import type { Cancellation } from '../../core/cancel';
import { RefusedError, type GitHub, type Posted } from '../../core/ports/github';
import type { Destination } from '../../core/post/ledger';
import { noteIdIn } from '../../core/post/marker';

interface Wanted {
  readonly gitHub: GitHub;
  readonly noteId: string;
  readonly title: string;
  readonly body: string;
  /** Where a Discussion of this note may be. */
  readonly categories: readonly string[];
  /** Nothing older than this is looked at, ISO 8601 in UTC. */
  readonly since: string;
  readonly signal: Cancellation | undefined;
}

/** Where a note goes, seen the same way whether it is a Discussion or a comment. */
export interface Place {
  /** The note in a listing, newest first; only a text of one's own counts. */
  find(): Promise<Posted | null>;
  create(): Promise<Posted>;
  update(id: string): Promise<Posted>;
}

export function placeFor(to: Destination, wanted: Wanted): Place {
  return to.kind === 'discussion' ? discussionPlace(to, wanted) : commentPlace(to, wanted);
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

/** A marker in somebody else's text proves nothing. */
async function firstOurs(listing: AsyncIterable<Posted>, { noteId, since }: Wanted): Promise<Posted | null> {
  for await (const each of listing) {
    if (each.createdAt < since.slice(0, 19)) return null;
    if (each.viewerDidAuthor && noteIdIn(each.body) === noteId) return each;
  }
  return null;
}
