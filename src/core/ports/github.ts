import type { Cancellation } from '../cancel';
import { UserError } from '../errors';
import type { IssueHost } from './issues';
import type { GitHubTexts, Posted } from './texts';

export type { Posted } from './texts';

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

export interface Discussion extends Posted {
  readonly number: number;
  readonly title: string;
  readonly author: string | null;
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
export interface GitHub extends GitHubTexts {
  readonly issues: IssueHost;
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
  /** Comments of a pull request or an issue, newest first, page by page. */
  comments(repository: RepositoryAddress, number: number, signal?: Cancellation): AsyncIterable<Posted>;
  comment(input: { subjectId: string; body: string }, signal?: Cancellation): Promise<Posted>;
  updateComment(input: { commentId: string; body: string }, signal?: Cancellation): Promise<Posted>;
  /** A discussion or a comment as it is now, by its node id; null when it is gone or hidden from this person. */
  posted(id: string, signal?: Cancellation): Promise<Posted | null>;
}

/** GitHub cannot be asked now and may be later: offline, a rate limit, a failure of its own. Nothing was written. */
export class UnavailableError extends UserError {
  constructor(
    message: string,
    /** When it is worth asking again (ISO 8601 in UTC); null when GitHub did not say. */
    readonly retryAt: string | null = null,
    options?: ErrorOptions,
  ) {
    super(message, undefined, options);
  }
}

/** Nobody is signed in there: it is worth asking again as soon as somebody is. Nothing was written. */
export class SignedOutError extends UnavailableError {}

/** GitHub answered no, with the reason a face may act on (sign in anew, choose another place). Nothing was written. */
export class RefusedError extends UserError {
  constructor(
    message: string,
    readonly reason: RefusalReason,
    options?: ErrorOptions,
  ) {
    super(message, undefined, options);
  }
}

export type RefusalReason =
  | 'signed-out'
  | 'saml'
  | 'scope'
  | 'no-permission'
  | 'not-found'
  | 'archived'
  | 'discussions-disabled'
  | 'category-closed'
  | 'not-accepted';

/** A write was sent and nobody knows whether it arrived. It must not be sent again before the category was listed. */
export class LostAnswerError extends Error {
  override readonly name = 'LostAnswerError';
}
