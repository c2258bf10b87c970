/** What waits in the outbox. A kind that this version does not know is kept, and sent by the version that does. */
export type OutboxKind = 'discussion' | 'comment' | 'issue' | 'share' | 'restore' | 'look-back' | 'accept';

export interface OutboxEntry {
  /** Whoever puts the same id again replaces what waits: `note n1 github.com/pune/ledger`. */
  readonly id: string;
  readonly type: string;
  /** What is sent to one place is sent in order: `host/owner/name`, in lower case. */
  readonly place: string;
  /** One line for the view. */
  readonly title: string;
  /** What the sender of this kind needs, as it wrote it. */
  readonly payload: string;
  /** Told apart from what was put under the same id before. */
  readonly version: string;
  /** When it was first put, ISO 8601 in UTC. */
  readonly since: string;
  /** A window or terminal that is sending it, or was when it ended. */
  readonly claim: { readonly attempt: string; readonly at: string } | null;
  /** `waiting`: it goes on by itself at `until`. `asks`: only a person can say how it goes on. */
  readonly status: 'ready' | 'waiting' | 'asks';
  readonly why: string | null;
  /** When it is tried again, ISO 8601 in UTC, and when that was decided. */
  readonly until: string | null;
  readonly decided: string | null;
  /** Whether what keeps it waiting keeps everything for the same host waiting: a rate limit, no network. */
  readonly scope: 'entry' | 'host';
  /** How often in a row it had to wait. */
  readonly failures: number;
  /** Whether it waits for somebody to sign in there. */
  readonly signedOut: boolean;
  /** Where a person can look, while it asks. */
  readonly url: string | null;
}

/** In the order in which they were put. */
export type Outbox = ReadonlyMap<string, OutboxEntry>;
