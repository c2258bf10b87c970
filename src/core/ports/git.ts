import type { Cancellation } from '../cancel';
import type { DateTime } from '../time/luxon';
import type { AuthorHistory } from './authors';
import type { DaysWork } from './daysWork';
import type { CodeHistory } from './history';
import type { Hunk } from './hunk';

export type { Hunk };

/** The repository state that git itself calls an operation in progress. */
export type Operation = 'rebase' | 'merge' | 'cherry-pick' | 'revert' | 'bisect';

export interface Upstream {
  /** Short name of the remote-tracking branch, such as `origin/main`. */
  readonly name: string;
  readonly ahead: number;
  readonly behind: number;
}

/** HEAD as it is now. `sha` is null before the first commit; `branch` is null when HEAD is detached. */
export interface Head {
  readonly branch: string | null;
  readonly sha: string | null;
  readonly upstream: Upstream | null;
}

export type ChangeKind =
  'added' | 'modified' | 'deleted' | 'renamed' | 'copied' | 'type-changed' | 'conflicted' | 'untracked';

/** One path of `git status`. Paths are relative to the repository root, with forward slashes. */
export interface Change {
  readonly path: string;
  readonly from?: string;
  readonly kind: ChangeKind;
  readonly staged: boolean;
  readonly unstaged: boolean;
  /** The path is a submodule's, and what changed is which commit of it is meant. */
  readonly isSubmodule?: true;
}

/** A local or remote-tracking branch. */
export interface Branch {
  /** Short name, such as `refund-retry` or `origin/main`. */
  readonly name: string;
  readonly remote: boolean;
  readonly sha: string;
  /** Short name of the remote-tracking branch it follows; null when it follows none. */
  readonly upstream: string | null;
  /** Whether a remote's HEAD points to it, or to the branch it follows. */
  readonly isDefault: boolean;
}

export interface WorkingTree {
  readonly head: Head;
  readonly changes: readonly Change[];
  readonly operation: Operation | null;
  /** The branch that a rebase or a bisection began from, while HEAD is detached for it. */
  readonly operationBranch?: string;
}

/** A commit as git records it; names and addresses are after .mailmap. */
export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly authorName: string;
  readonly authorEmail: string;
  /** In the author's own offset. */
  readonly authoredAt: DateTime;
  readonly committedAt: DateTime;
  readonly subject: string;
  readonly body: string;
}

export interface Remote {
  readonly name: string;
  readonly fetchUrl: string;
  readonly pushUrl: string;
  /** What is written in the configuration, where `insteadOf` makes git fetch from somewhere else (a mirror, say). */
  readonly configuredUrl?: string;
}

/** `git config user.name` and `user.email`, after .mailmap; null where git knows none. */
export interface Identity {
  readonly name: string | null;
  readonly email: string | null;
}

/** One author's instant and offset, for zone inference. Offset in minutes east of UTC. */
export interface AuthorStamp {
  readonly name: string;
  readonly email: string;
  readonly epochSeconds: number;
  readonly offsetMinutes: number;
}

/** Lines added and removed in one file of the working tree against HEAD; null counts mean binary. */
export interface DiffStat {
  readonly path: string;
  readonly added: number | null;
  readonly removed: number | null;
}

/** The repository seen by its working tree. Every method rejects with UserError when git fails in a known way. */
export interface GitRepository {
  /** Absolute path of the working tree's root. */
  readonly root: string;
  /** Absolute path of git's common directory: the key of Baton's state for this repository. */
  readonly commonDirectory: string;
  /** Whether history was cut off by a shallow clone. */
  readonly isShallow: boolean;

  branches(signal?: Cancellation): Promise<readonly Branch[]>;
  /** The addresses as .mailmap writes them, in the same order. */
  canonicalEmails(emails: readonly string[], signal?: Cancellation): Promise<readonly string[]>;
  identity(signal?: Cancellation): Promise<Identity>;
  workingTree(signal?: Cancellation): Promise<WorkingTree>;
  diffStat(signal?: Cancellation): Promise<readonly DiffStat[]>;
  /** What differs from HEAD in tracked files; bounded, so that a huge change is read in part. */
  worktreeHunks(signal?: Cancellation): Promise<readonly Hunk[]>;
  /** What these commits changed in files where a line of `pattern` (an extended regular expression) came or went. */
  committedHunks(shas: readonly string[], pattern: string, signal?: Cancellation): Promise<readonly Hunk[]>;
  /**
   * Commits on any local or remote-tracking branch whose committer date is not before `committedSince`,
   * newest first, each once; then older ones that a wrong clock dated, as far as they show: authored later than that,
   * or on top of one of these. Streams: history is not walked to its root.
   */
  commits(committedSince: DateTime, signal?: Cancellation): AsyncIterable<Commit>;
  /** Author instants and offsets of all commits authored until `until`, not earlier than `since`. Streams. */
  authorStamps(since: DateTime, until: DateTime, signal?: Cancellation): AsyncIterable<AuthorStamp>;
  remotes(signal?: Cancellation): Promise<readonly Remote[]>;
  /** Tracked files, relative to the root, forward slashes. What is new and not ignored, `history.untracked` tells. */
  files(signal?: Cancellation): Promise<readonly string[]>;
  /** The newest ancestor of HEAD (HEAD included) that a remote-tracking branch holds; null when nothing is pushed. */
  nearestPushed(signal?: Cancellation): Promise<string | null>;
  /** A file's text at a commit; null when it is not there. */
  textAt(sha: string, path: string, signal?: Cancellation): Promise<string | null>;
  /** Who authored its commits, and when. */
  readonly authors: AuthorHistory;
  /** What it remembers of lines of code. */
  readonly history: CodeHistory;
  /** What else a handoff note tells of a day. */
  readonly day: DaysWork;
}

export interface Git {
  /** The repository that holds `directory`; null when there is none. Rejects with UserError when git is not installed. */
  open(directory: string, signal?: Cancellation): Promise<GitRepository | null>;
}
