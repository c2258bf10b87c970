import type { Cancellation } from '../cancel';

/** When one commit was authored and committed, in seconds since 1970, as it is recorded: before .mailmap. */
export interface RecordedStamp {
  readonly name: string;
  readonly email: string;
  readonly authored: number;
  /** Minutes east of UTC on the author's clock. */
  readonly offset: number;
  readonly committed: number;
}

/** The commits that HEAD and every branch, local or remote-tracking, pointed to at an instant. */
export interface Tips {
  /** Full names, each once, sorted. */
  readonly shas: readonly string[];
  /** Whether all are where they are today: none is later than the instant. */
  readonly areToday: boolean;
  /** Where HEAD stood, if not where it stands today; null for today, and where it was not yet. */
  readonly head: string | null;
}

export interface StampRange {
  readonly from: readonly string[];
  /** What these reach is left out. */
  readonly without: readonly string[];
  /** Seconds since 1970: nothing that was committed before is read. */
  readonly since: number;
}

/** Who authored a repository's commits and when. Rejects with UserError when git fails in a known way. */
export interface AuthorHistory {
  /**
   * The tips at an instant (seconds since 1970). A branch that has gone on since then stood at the newest commit on its
   * first-parent line that is not later: what was merged after that was not there.
   */
  tips(at: number, signal?: Cancellation): Promise<Tips>;
  /** In portions as git prints them; streams. */
  stamps(range: StampRange, signal?: Cancellation): AsyncIterable<readonly RecordedStamp[]>;
  /** Names and addresses as .mailmap (that of `head`, a commit, where one is given) spells them, in the same order. */
  canonical(
    authors: readonly { readonly name: string; readonly email: string }[],
    head: string | null,
    signal?: Cancellation,
  ): Promise<readonly { readonly name: string; readonly email: string }[]>;
}

/** What was read of a repository's authors, kept between readings; never more than a shortcut. */
export interface StampStore {
  /** Null when nothing is kept, or it cannot be read. */
  read(): Promise<{ readonly header: string; readonly rows: Uint32Array } | null>;
  /** Failing is no harm: the next reading starts anew. */
  write(header: string, rows: Uint32Array): Promise<void>;
}
