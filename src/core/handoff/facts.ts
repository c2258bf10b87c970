import type { Outcome } from '../journal/fold';
import type { AddedItem } from '../journal/items';
import type { CodeReading } from './code/reference';
import type { Amended, LeftBranch, OtherTree, Tag } from '../ports/daysWork';
import type { WorkFacts } from '../ports/workItems';
import type { Branch, Commit, DiffStat, Hunk, Remote, WorkingTree } from '../ports/git';

/** What git told of one repository, as a draft needs it. */
export interface RepositoryReading {
  readonly root: string;
  readonly isShallow: boolean;
  readonly tree: WorkingTree;
  readonly diff: readonly DiffStat[];
  /** What is not committed, and what the note's commits changed where a remark such as TODO came or went. */
  readonly hunks: {
    readonly worktree: readonly Hunk[];
    readonly committed: readonly Hunk[];
    /** What the author's newest commits at HEAD changed, the newest first; read where little is uncommitted. */
    readonly recent: readonly Hunk[];
  };
  readonly branches: readonly Branch[];
  /** Subjects of commits at a detached HEAD that no branch holds, newest first. */
  readonly adrift?: readonly string[];
  /** Which files commits touched that went straight to the default branch; read only where they are many. */
  readonly paths?: ReadonlyMap<string, readonly string[]>;
  /** Not older than the window, newest first. */
  readonly tags: readonly Tag[];
  /** Branches that HEAD left in the window. */
  readonly left: readonly LeftBranch[];
  /** Whether it is another working tree of a repository that told already what its working trees share. */
  readonly isAnotherTree?: boolean;
  /** Commits that were amended in the window, or that others were squashed into, newest first. */
  readonly amended: readonly Amended[];
  /** Everybody's commits of the window and the seven days before it, merges included, newest first. */
  readonly commits: readonly Commit[];
  /** The shas of those that belong to the note. */
  readonly mine: ReadonlySet<string>;
  /** Others' commits of the window that name the author as having taken part, newest first. */
  readonly together: readonly Commit[];
  /** Other working trees of the repository in which something is not committed. */
  readonly elsewhere: readonly OtherTree[];
  /** What GitHub knows of the author's work; null when nobody was asked, or nobody answered. */
  readonly work: WorkFacts | null;
  /** The remote that others fetch from; null when there is none. */
  readonly remote: Remote | null;
  /** The remote whose pull requests the subjects of commits name, where it is another: what a fork was made of. */
  readonly home?: Remote | null;
  /** The files at the top of HEAD that say how dependencies are installed; read only where something failed. */
  readonly lockfiles: readonly string[];
  /** What is known of the code that the note refers to; null where no remote is. */
  readonly code: CodeReading | null;
  /** The files that the note names, as they are on disk; what is too large or outside of the repository is left out. */
  readonly texts?: ReadonlyMap<string, string>;
  /** How each task and debug session of the repository ended the last time, the newest last. */
  readonly outcomes: readonly Outcome[];
  /** What the author added for the next note, and what still waits for an answer since an earlier one. */
  readonly added: readonly AddedItem[];
}
