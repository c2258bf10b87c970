import type { Cancellation } from '../cancel';
import { UserError } from '../errors';
import type { LeftOut, Manifest } from '../share/manifest';
import type { ShareName } from '../share/names';
import type { AddedLines } from '../share/secrets';
import type { Operation } from './git';

/** Where a repository's snapshots go and come from. */
export interface ShareRemote {
  readonly name: string;
  readonly url: string;
}

export interface SnapshotOrder {
  readonly share: ShareName;
  readonly remote: ShareRemote;
  /** Larger files stay behind and are named. */
  readonly maxBytes: number;
  /** Paths that the author wants left out, as they were shown. */
  readonly leaveOut: readonly string[];
  /** What else the manifest should name: contents that could not be uploaded. */
  readonly alsoLeftOut: readonly LeftOut[];
  readonly open: Manifest['open'];
  readonly command: string | null;
  /** When it is made, milliseconds since the epoch. */
  readonly at: number;
}

/** The state of a working tree as a commit. Nothing has been sent. */
export interface Snapshot {
  readonly commit: string;
  readonly manifest: Manifest;
  /** The same state as was shared last, which is this commit. */
  readonly isAsBefore: boolean;
  /** Contents kept by Git LFS that belong to it, as object ids by path. */
  readonly large: readonly { readonly path: string; readonly id: string }[];
}

export interface PushOrder {
  readonly share: ShareName;
  readonly remote: ShareRemote;
  readonly commit: string;
  /** Take the place of what another machine shared under this name. */
  readonly replace: boolean;
}

export interface FetchOrder {
  /** The remote's name; null for the first that has it. */
  readonly remote: string | null;
  /** More bytes than this, to be fetched or to be written as files, are too much; null for any number. */
  readonly mostBytes: number | null;
  /** Told now and then how many bytes have come. */
  received?(bytes: number): void;
}

/** A snapshot that was fetched. */
export interface Fetched {
  readonly share: ShareName;
  readonly remote: ShareRemote;
  readonly commit: string;
  readonly manifest: Manifest;
  readonly author: { readonly name: string; readonly email: string };
  /** Milliseconds since the epoch. */
  readonly sharedAt: number;
}

export interface PickedUp {
  /** Absolute path of the working tree that has it now. */
  readonly worktree: string;
  readonly branch: string | null;
  /** What could not be brought over as it was, one sentence each. */
  readonly remarks: readonly string[];
  /** Paths that hold conflicts to resolve. */
  readonly conflicts: readonly string[];
}

/** A message that somebody picked a share up. */
export interface Receipt {
  readonly share: ShareName;
  readonly receiver: string;
  /** The commit that carries it: a new one for each time. */
  readonly id: string;
  /** Milliseconds since the epoch, by the receiver's clock. */
  readonly at: number;
}

export interface OwnShare {
  readonly share: ShareName;
  readonly commit: string;
  /** Milliseconds since the epoch. */
  readonly sharedAt: number;
}

/** Work in progress of one working tree. Every method rejects with UserError when git fails in a known way. */
export interface ShareRepository {
  readonly root: string;
  readonly head: { readonly branch: string | null; readonly sha: string | null };
  readonly operation: Operation | null;
  /** Where to share: `name` if given, else where this branch is pushed. Rejects with UserError when there is none. */
  remote(name: string | null): ShareRemote;
  /** Makes the commits; the author's index, branch, refs, reflogs, stash and files stay as they are. */
  snapshot(order: SnapshotOrder, signal?: Cancellation): Promise<Snapshot>;
  /** What pushing this snapshot would make readable: lines of it, and lines and messages of commits that the remote does not have. */
  added(
    snapshot: Pick<Snapshot, 'commit' | 'manifest'>,
    remote: ShareRemote,
    signal?: Cancellation,
  ): AsyncIterable<AddedLines>;
  /** The same of pushing the branch at hand. */
  committed(remote: ShareRemote, signal?: Cancellation): AsyncIterable<AddedLines>;
  /** Uploads what Git LFS keeps; the answer is what could not be. */
  uploadLarge(
    remote: ShareRemote,
    large: Snapshot['large'],
    signal?: Cancellation,
  ): Promise<readonly LeftOut[]>;
  /** Moves the share's ref to the commit, if it is still where this clone left it. */
  push(order: PushOrder, signal?: Cancellation): Promise<'pushed' | 'unchanged'>;
  /** Pushes the branch at hand as it is, as "git push" does, the author's own hooks included. */
  pushBranch(remote: ShareRemote, signal?: Cancellation): Promise<void>;
  /** Keeps a snapshot here until it can be sent. */
  keep(share: ShareName, commit: string, signal?: Cancellation): Promise<void>;
  /** What is kept so; null when nothing is, or a younger one was shared since. */
  kept(share: ShareName, signal?: Cancellation): Promise<string | null>;
  forget(share: ShareName, signal?: Cancellation): Promise<void>;
  /** The author's snapshots on the remote, oldest first. */
  own(remote: ShareRemote, login: string, signal?: Cancellation): Promise<readonly OwnShare[]>;
  /** Takes snapshots from the remote and from here, with the messages about them. */
  remove(remote: ShareRemote, shares: readonly OwnShare[], signal?: Cancellation): Promise<void>;
  /** Whether a remote has it. */
  has(share: ShareName, signal?: Cancellation): Promise<boolean>;
  /** Fetches a snapshot. Rejects with TooMuchError, and keeps nothing, when it is more than the order allows. */
  fetch(share: ShareName, order: FetchOrder, signal?: Cancellation): Promise<Fetched>;
  /**
   * Takes away what a pick up that was killed left half made, where it holds nothing of the receiver's. Answers one
   * sentence for each that is gone, and for each that stays.
   */
  tidy(now: number, signal?: Cancellation): Promise<readonly string[]>;
  /** The receiver was told of all that: nothing is half made any more. */
  settle(): Promise<void>;
  /** A new working tree beside this one that stands where the author stood. */
  openWorktree(fetched: Fetched, signal?: Cancellation): Promise<PickedUp>;
  /** Brings the snapshot into this working tree by git's three-way merge; nothing that is not committed is overwritten. */
  apply(fetched: Fetched, signal?: Cancellation): Promise<PickedUp>;
  /** Tells the author. */
  sendReceipt(fetched: Fetched, receiver: string, at: number, signal?: Cancellation): Promise<void>;
  /** Who picked up the author's shares; those in `known` are not read again. */
  receipts(
    remote: ShareRemote,
    login: string,
    known: ReadonlySet<string>,
    signal?: Cancellation,
  ): Promise<readonly Receipt[]>;
}

/** What was shared of a working tree that stands as it stood then. */
export interface StandingShare {
  readonly share: ShareName;
  /** The remote's name. */
  readonly remote: string;
  readonly leftOut: readonly LeftOut[];
}

export interface Sharing {
  /** The working tree at `root`, as it is at this moment. */
  of(root: string, signal?: Cancellation): Promise<ShareRepository>;
  /** The share of which the working tree at `root` is still the state; null when it moved on since, or none was made. */
  asShared(root: string, signal?: Cancellation): Promise<StandingShare | null>;
  /** The same for somebody who is signed in elsewhere: used where git itself has no way to sign in over https. */
  signedIn?(access: (host: string) => Promise<string | null>): Sharing;
}

/** The remote cannot be reached now and may be later. Nothing was sent. */
export class RemoteAwayError extends UserError {}

/** The remote has something else under this name: another machine of the author's shared it. */
export class SharedElsewhereError extends UserError {}

/** It is larger than was to be picked up unasked. Nothing was changed. */
export class TooMuchError extends UserError {}

/** Something of the receiver's that is not committed stands where the work would go. Nothing was changed. */
export class InTheWayError extends UserError {
  constructor(
    message: string,
    readonly paths: readonly string[],
  ) {
    super(message);
  }
}
