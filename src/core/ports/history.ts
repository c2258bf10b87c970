import type { Cancellation } from '../cancel';
import type { DateTime } from '../time/luxon';

export interface TouchingCommit {
  readonly sha: string;
  readonly subject: string;
  /** In the author's own offset. */
  readonly authoredAt: DateTime;
}

/** The commit that a line of HEAD comes from. */
export interface BlamedLine extends TouchingCommit {
  /** 1-based, at HEAD. */
  readonly line: number;
}

/** A commit that changed a range of lines. */
export interface TouchedRange extends TouchingCommit {
  /** Where in the range: lines below its first one, as the commit left it. What it took away counts where it stood. */
  readonly changedAt: readonly number[];
}

/** Somebody who looked at changes of a file, told by a trailer or by having merged them. */
export interface Reviewer {
  readonly name: string;
  readonly email: string;
}

/** What a repository remembers of lines of code. Paths are relative to its root, with forward slashes. */
export interface CodeHistory {
  /**
   * Where lines `from`–`to` (1-based, inclusive) of a file at HEAD come from, in their order. Renames are followed;
   * commits of .git-blame-ignore-revs are looked through.
   */
  blame(path: string, from: number, to: number, signal?: Cancellation): Promise<readonly BlamedLine[]>;
  /**
   * The commits since `since` that changed lines `from`–`to` of a file at HEAD, newest first: also those that only
   * took lines away, which no blame shows. Those of .git-blame-ignore-revs are left out.
   */
  touched(
    path: string,
    from: number,
    to: number,
    since: DateTime,
    signal?: Cancellation,
  ): Promise<readonly TouchedRange[]>;
  /** The commit that a tag, a branch or an abbreviated id names; null when it names none here. */
  commit(revision: string, signal?: Cancellation): Promise<string | null>;
  /** The first parent; null for a root commit. */
  parent(sha: string, signal?: Cancellation): Promise<string | null>;
  /** Whether `sha` is `of` or one of its ancestors. */
  isAncestor(sha: string, of: string, signal?: Cancellation): Promise<boolean>;
  /** Files that have another name in the working tree's HEAD than at `sha`, by their old name. */
  renamedSince(sha: string, signal?: Cancellation): Promise<ReadonlyMap<string, string>>;
  /** The files of a commit. */
  filesAt(sha: string, signal?: Cancellation): Promise<readonly string[]>;
  /** How a file of the working tree differs from a commit (or `HEAD`), as a patch without its header lines; empty when it does not. */
  patch(sha: string, path: string, signal?: Cancellation): Promise<string>;
  /** Who reviewed or merged the last changes of a file, most recent first, each once. */
  reviewers(path: string, signal?: Cancellation): Promise<readonly Reviewer[]>;
  /** The files below these new files and folders (as a status names them) that are not ignored. */
  untracked(paths: readonly string[], signal?: Cancellation): Promise<readonly string[]>;
  /** Ignored files and folders at the top of the working tree: what a fresh checkout would lack. */
  ignored(signal?: Cancellation): Promise<readonly string[]>;
}
