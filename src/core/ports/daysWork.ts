import type { Cancellation } from '../cancel';
import type { DateTime } from '../time/luxon';
import type { Hunk } from './hunk';

export interface Tag {
  readonly name: string;
  /** The commit (or other object) that it names. */
  readonly sha: string;
  /** Who made an annotated tag, after .mailmap; null for a tag that is a name only. */
  readonly taggerEmail: string | null;
  /** When an annotated tag was made, else when its commit was. */
  readonly at: DateTime;
}

/** A branch that HEAD was on, as the reflog remembers it. */
export interface LeftBranch {
  readonly name: string;
  /** Where it stood when HEAD left it for the last time. */
  readonly sha: string;
  readonly authorEmail: string;
  readonly authoredAt: DateTime;
  readonly subject: string;
}

/** A commit as its author's newest change to it left it, as the reflog remembers it. */
export interface Amended {
  readonly sha: string;
  readonly authoredAt: DateTime;
  readonly subject: string;
}

/** What HEAD went through in the repository's working trees, as far as reflogs remember it; empty where there is none. */
export interface HeadLog {
  /** Branches that HEAD left, the last one first, each once. */
  readonly left: readonly LeftBranch[];
  /** Commits that were amended, or that others were squashed into, newest first. */
  readonly amended: readonly Amended[];
}

/** Another working tree of the same repository, with work in it that is not committed. */
export interface OtherTree {
  /** Absolute path. */
  readonly root: string;
  /** Null when its HEAD is detached. */
  readonly branch: string | null;
  /** How many paths differ from its HEAD. */
  readonly changes: number;
}

/** What else git remembers of a day's work: all of it is read at most once per draft. */
export interface DaysWork {
  /** The newest tags, newest first, not older than `since`. */
  tags(since: DateTime, signal?: Cancellation): Promise<readonly Tag[]>;
  /** What HEAD went through since `since`, in all working trees of the repository. */
  headLog(since: DateTime, signal?: Cancellation): Promise<HeadLog>;
  /** How the working tree differs from a commit in these files; bounded. */
  changesSince(sha: string, paths: readonly string[], signal?: Cancellation): Promise<readonly Hunk[]>;
  /** The subjects of the commits at HEAD that no branch holds, newest first; at most 20. */
  onNoBranch(signal?: Cancellation): Promise<readonly string[]>;
  /** Which of these paths a commit has. */
  pathsAt(sha: string, paths: readonly string[], signal?: Cancellation): Promise<ReadonlySet<string>>;
  /** The other working trees in which something is not committed; `but` (absolute paths) are looked at elsewhere. */
  otherTrees(but: readonly string[], signal?: Cancellation): Promise<readonly OtherTree[]>;
  /** Which files commits touched, relative to the root; bounded. */
  pathsOf(shas: readonly string[], signal?: Cancellation): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Absolute paths of the submodules that are checked out in the working tree. */
  submodules(signal?: Cancellation): Promise<readonly string[]>;
}
