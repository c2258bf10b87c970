import type { Cancellation } from '../cancel';

/** Where a repository lives: `github.com` or the host of a GitHub Enterprise Server, with its owner and name. */
export interface RepositoryAddress {
  readonly host: string;
  readonly owner: string;
  readonly name: string;
}

export interface DiscussionCategory {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly isAnswerable: boolean;
}

export interface RemoteRepository {
  readonly id: string;
  readonly nameWithOwner: string;
  readonly url: string;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly hasDiscussions: boolean;
  readonly viewerCanWrite: boolean;
  readonly watchers: number;
  readonly categories: readonly DiscussionCategory[];
  /** The repository this one was forked from. */
  readonly parent: RepositoryAddress | null;
}

export interface Discussion {
  readonly id: string;
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly createdAt: string;
  readonly author: string | null;
  readonly viewerDidAuthor: boolean;
  readonly viewerCanUpdate: boolean;
}

/** What can carry a comment: a pull request or an issue. */
export interface Commentable {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
}

/**
 * GitHub as one signed-in person sees one host. Every method rejects with UserError for what a person can mend
 * (not signed in, no permission, SAML, Discussions disabled, offline, rate limit) and with LostAnswerError when a
 * write was sent and its answer never came.
 */
export interface GitHub {
  viewer(signal?: Cancellation): Promise<{ readonly login: string }>;
  repository(address: RepositoryAddress, signal?: Cancellation): Promise<RemoteRepository>;
  /** Newest first, page by page. */
  discussions(
    repository: RepositoryAddress,
    categoryId: string,
    signal?: Cancellation,
  ): AsyncIterable<Discussion>;
  createDiscussion(
    input: { repositoryId: string; categoryId: string; title: string; body: string },
    signal?: Cancellation,
  ): Promise<Discussion>;
  updateDiscussion(
    input: { discussionId: string; title: string; body: string },
    signal?: Cancellation,
  ): Promise<Discussion>;
  commentable(
    repository: RepositoryAddress,
    number: number,
    signal?: Cancellation,
  ): Promise<Commentable | null>;
  comment(
    input: { subjectId: string; body: string },
    signal?: Cancellation,
  ): Promise<{ readonly id: string; readonly url: string }>;
}

/** A write was sent and nobody knows whether it arrived. It must not be sent again before the category was listed. */
export class LostAnswerError extends Error {
  override readonly name = 'LostAnswerError';
}
