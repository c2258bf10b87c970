import type { Cancellation } from '../cancel';

/** A text on GitHub: a discussion's first post, or a comment. */
export interface Posted {
  readonly id: string;
  readonly url: string;
  /** A Discussion's; absent for a comment. */
  readonly title?: string;
  readonly body: string;
  /** ISO 8601 in UTC, by GitHub's clock. */
  readonly createdAt: string;
  readonly viewerDidAuthor: boolean;
  readonly viewerCanUpdate: boolean;
}

/** A Discussion that comments are added to. */
export interface Thread {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
}

/** One version of a text, as GitHub's history of edits tells it. */
export interface TextEdit {
  readonly id: string;
  readonly editor: string | null;
  /** ISO 8601 in UTC, by GitHub's clock. */
  readonly at: string;
  /** The text of a version; null where GitHub keeps it back. */
  readonly text: string | null;
}

/** What can be done with a text that one has posted: comment on it, see who edited it, take it back. */
export interface GitHubTexts {
  /** A Discussion by its number; null when there is none. */
  thread(
    repository: { readonly owner: string; readonly name: string },
    number: number,
    signal?: Cancellation,
  ): Promise<Thread | null>;
  /** The comments of a Discussion (by its node id), newest first, page by page. Replies to comments are not among them. */
  replies(discussionId: string, signal?: Cancellation): AsyncIterable<Posted>;
  reply(input: { discussionId: string; body: string }, signal?: Cancellation): Promise<Posted>;
  updateReply(input: { commentId: string; body: string }, signal?: Cancellation): Promise<Posted>;
  /** The latest edits of a Discussion or a comment, newest first. */
  edits(id: string, signal?: Cancellation): Promise<readonly TextEdit[]>;
  /** Deletes a Discussion or a comment of one's own. */
  remove(text: { id: string; kind: TextKind }, signal?: Cancellation): Promise<void>;
}

export type TextKind = 'discussion' | 'comment' | 'reply';
