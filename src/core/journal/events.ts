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
  /** The person had everything forgotten that tasks and debug sessions recorded before this line. */
  | { readonly kind: 'activity-deleted'; readonly at: string };
