/** What a person adds to the next note by hand. */
export type AddedKind = 'blocker' | 'question' | 'decision' | 'dead-end' | 'next-step' | 'do-not-touch';

/** What Baton remembers, one event a line in an append-only log. Instants are ISO 8601 in UTC. */
export type JournalEvent =
  | {
      readonly kind: 'note-drafted';
      readonly at: string;
      readonly note: string;
      readonly since: string;
      readonly until: string;
      readonly base: string;
      /** The only branch that the note speaks of; absent when it speaks of all. */
      readonly branch?: string;
      /** What only the author can add, by the hidden id of its line. */
      readonly asks?: readonly { readonly item: string; readonly lacks: string }[];
      /** A terminal printed it: Baton keeps no document of it. */
      readonly printed?: boolean;
    }
  | {
      readonly kind: 'post-attempted';
      readonly at: string;
      readonly note: string;
      readonly destination: string;
      /** Tells attempts apart when two windows post the same note. */
      readonly attempt?: string;
    }
  | {
      readonly kind: 'note-posted';
      readonly at: string;
      readonly note: string;
      readonly url: string;
      readonly until: string;
      readonly title: string;
      readonly nodeId: string;
      readonly body: string;
      readonly destination?: string;
      readonly attempt?: string;
      readonly branch?: string;
      /**
       * The note that this text continues (a list that was too long, an update beside it); absent for a note. One that
       * was posted from another machine is part of itself: it hands over nothing of what was done here.
       */
      readonly partOf?: string;
    }
  | {
      readonly kind: 'post-failed';
      readonly at: string;
      readonly note: string;
      readonly why: string;
      readonly undecided: boolean;
      readonly attempt?: string;
    }
  | { readonly kind: 'note-discarded'; readonly at: string; readonly note: string }
  /** What was posted at a destination is deleted there, or says nothing any more. */
  | {
      readonly kind: 'note-retracted';
      readonly at: string;
      readonly note: string;
      readonly destination: string;
    }
  | { readonly kind: 'choice'; readonly at: string; readonly key: string; readonly value: string | null }
  | {
      readonly kind: 'task-ended';
      readonly at: string;
      readonly name: string;
      readonly exitCode: number | null;
      readonly folder: string;
    }
  | {
      readonly kind: 'debug-ended';
      readonly at: string;
      readonly name: string;
      readonly exception: boolean;
      readonly exitCode: number | null;
      readonly folder: string;
    }
  | {
      readonly kind: 'command-ended';
      readonly at: string;
      /** The command line, redacted. */
      readonly command: string;
      readonly exitCode: number | null;
      readonly folder: string;
    }
  /** The person had everything forgotten that tasks, debug sessions and commands recorded before this line. */
  | { readonly kind: 'activity-deleted'; readonly at: string }
  /** `item`: digits and lower-case letters. Adding one that was removed brings it back. */
  | {
      readonly kind: 'item-added';
      readonly at: string;
      readonly item: string;
      readonly type: AddedKind;
      readonly text: string;
      /** Relative to the repository's root, with forward slashes. */
      readonly path: string | null;
      /** From 1. */
      readonly line: number | null;
      /** Who can answer or unblock. */
      readonly owner: string | null;
      /** When an answer is needed, or until when something is not to be touched. */
      readonly answerBy: string | null;
      /** When it was added at first, for one that was brought back. */
      readonly since?: string;
    }
  | {
      readonly kind: 'item-changed';
      readonly at: string;
      readonly item: string;
      readonly type: AddedKind;
      readonly text: string;
      readonly owner: string | null;
      readonly answerBy: string | null;
    }
  | { readonly kind: 'item-removed'; readonly at: string; readonly item: string }
  /** Something is to be sent; the same `entry` again replaces it. `version` tells what was put apart from before. */
  | {
      readonly kind: 'outbox-put';
      readonly at: string;
      readonly entry: string;
      readonly version: string;
      readonly type: string;
      readonly place: string;
      readonly title: string;
      readonly payload: string;
    }
  | {
      readonly kind: 'outbox-begun';
      readonly at: string;
      readonly entry: string;
      readonly version: string;
      readonly attempt: string;
    }
  | {
      readonly kind: 'outbox-ended';
      readonly at: string;
      readonly entry: string;
      readonly version: string;
      readonly attempt: string;
      readonly outcome: 'sent' | 'waiting' | 'asks';
      readonly why: string | null;
      /** When it is tried again. */
      readonly until: string | null;
      readonly scope: 'entry' | 'host';
      /** How often in a row it has waited. */
      readonly failures: number;
      readonly url: string | null;
      /** It waits for somebody to sign in there. */
      readonly signedOut?: boolean;
    }
  /** A person wants it tried now. */
  | { readonly kind: 'outbox-hurried'; readonly at: string; readonly entry: string }
  | { readonly kind: 'outbox-dropped'; readonly at: string; readonly entry: string };
