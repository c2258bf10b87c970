import type { Cancellation } from '../cancel';
import type { RepositoryAddress } from './github';

/** A text that somebody put under a discussion. Instants are ISO 8601 in UTC, by GitHub's clock. */
export interface Reply {
  readonly id: string;
  readonly url: string;
  /** The login that GitHub vouches for; null when the account is gone. */
  readonly author: string | null;
  readonly body: string;
  readonly createdAt: string;
  /** Whether it is marked as the discussion's answer. */
  readonly isAnswer: boolean;
  /** Whether the author belongs to the repository: its owner, a member of its organization, a collaborator. */
  readonly isMember: boolean;
}

export interface Reaction {
  readonly login: string;
  readonly at: string;
}

/**
 * A discussion as last read, with the newest of what was said under it, oldest first. An issue or a pull request is read
 * as one too (`kind`), without its own text: notes are posted there as comments.
 */
export interface ReadDiscussion {
  readonly id: string;
  /** Left out for a discussion. */
  readonly kind?: 'issue' | 'pull';
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly author: string | null;
  /** Whether the author belongs to the repository. */
  readonly isMember: boolean;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** When the body was edited last; null when it never was. */
  readonly editedAt: string | null;
  readonly closed: boolean;
  readonly isAnswerable: boolean;
  readonly replies: readonly Reply[];
  /** Whether there are replies before these. */
  readonly hasEarlier: boolean;
  /** Where they end: what `earlier` is asked with. */
  readonly before?: string;
  /** Who reacted with the sign that stands for "mine now". */
  readonly taken: readonly Reaction[];
}

export interface DiscussionPage {
  /** Who asks. */
  readonly viewer: string;
  readonly isPrivate: boolean;
  /** Discussions, issues and pull requests: of each the newest changed first. */
  readonly discussions: readonly ReadDiscussion[];
  /** Where the lists go on, also those that were not asked for this time; null where all are read to their ends. */
  readonly next: string | null;
  /**
   * Everything that changed since then in the lists that were asked for is on this page or before it, ISO 8601 in UTC;
   * null where they are read to their ends.
   */
  readonly reaches: string | null;
  /** The same of issues and pull requests alone. */
  readonly threadsReach: string | null;
  /** Those that were asked for by id, as they are now. */
  readonly watched: readonly ReadDiscussion[];
}

/** What the statements of a note can be held against; null means that GitHub does not have it, or does not say. */
export interface PullFacts {
  readonly number: number;
  readonly kind: 'pull' | 'issue';
  readonly state: 'open' | 'closed' | 'merged';
  readonly at: string | null;
  readonly by: string | null;
  readonly checks: 'green' | 'red' | 'running' | null;
}

export interface CommitFacts {
  readonly sha: string;
  /** Null: the branch that people fetch by default. */
  readonly branch: string | null;
  /** Whether the branch holds it; null when either is not there. */
  readonly isOn: boolean | null;
}

export interface BranchFacts {
  readonly branch: string;
  readonly exists: boolean;
}

/** The commits that changed a file since an instant. */
export interface FileFacts {
  readonly path: string;
  readonly branch: string | null;
  /** Null when the branch is not there. */
  readonly changes: { readonly count: number; readonly by: string | null; readonly at: string | null } | null;
}

export interface FactsAsked {
  readonly pulls: readonly number[];
  readonly commits: readonly { readonly sha: string; readonly branch: string | null }[];
  readonly branches: readonly string[];
  readonly files: readonly { readonly path: string; readonly branch: string | null }[];
  /** Changes of files are looked for since then, ISO 8601 in UTC. */
  readonly since: string;
}

export interface Facts {
  readonly pulls: readonly PullFacts[];
  readonly commits: readonly CommitFacts[];
  readonly branches: readonly BranchFacts[];
  readonly files: readonly FileFacts[];
}

/**
 * GitHub's Discussions as the receiver of handoffs sees them. Every method is one request. Rejects like `GitHub`:
 * with UserError for what a person can mend, with LostAnswerError when a write's answer never came.
 */
export interface InboxGitHub {
  /** One page of all lists; and the `watched` (node ids) with it, in the same request. */
  changed(
    repository: RepositoryAddress,
    page: {
      /** How many of each list. */
      readonly first: number;
      readonly after: string | null;
      readonly watched: readonly string[];
      /** Left out where Discussions are asked for. */
      readonly discussions?: false;
      /** Whether issues and pull requests are looked through too: notes may be posted there as comments. */
      readonly threads: boolean;
    },
    signal?: Cancellation,
  ): Promise<DiscussionPage>;
  /** One discussion as it is now, with what was said under it; null when it is gone or hidden from this person. */
  discussion(id: string, signal?: Cancellation): Promise<ReadDiscussion | null>;
  /** What was said under it before that, the latest of it, oldest first; with where what is earlier still ends. */
  earlier(
    id: string,
    before: string,
    signal?: Cancellation,
  ): Promise<Pick<ReadDiscussion, 'replies' | 'before'>>;
  facts(repository: RepositoryAddress, asked: FactsAsked, signal?: Cancellation): Promise<Facts>;
  reply(
    input: { discussionId: string; kind?: ReadDiscussion['kind'] | undefined; body: string },
    signal?: Cancellation,
  ): Promise<Reply>;
  /** Reacts with the sign for "mine now"; doing it twice is doing it once. */
  take(id: string, signal?: Cancellation): Promise<void>;
  markAnswer(replyId: string, signal?: Cancellation): Promise<void>;
}
