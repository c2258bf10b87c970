import type { JournalEvent } from './events';

/** Where a note stands, told by the last of its events. */
export interface NoteState {
  /** `undecided`: it was sent and nobody knows whether it arrived. */
  readonly kind: 'draft' | 'waiting' | 'undecided' | 'posted' | 'discarded';
  /** The window it speaks of, ISO 8601 in UTC, and the text as Baton drafted it; null when it was not drafted here. */
  readonly drafted: {
    readonly since: string;
    readonly until: string;
    readonly base: string;
    /** The only branch that it speaks of; absent when it speaks of all. */
    readonly branch?: string;
    /** What only its author can add. */
    readonly asks?: readonly { readonly item: string; readonly lacks: string }[];
  } | null;
  /** Why it could not be posted. */
  readonly why: string | null;
  /** Where it was posted. */
  readonly url: string | null;
}

const unknown: NoteState = { kind: 'draft', drafted: null, why: null, url: null };

/** Every note that the journal speaks of, in the order of its last event. */
export function noteStates(events: readonly JournalEvent[]): ReadonlyMap<string, NoteState> {
  const states = new Map<string, NoteState>();
  for (const event of events) {
    if (!('note' in event)) continue;
    const next = step(states.get(event.note) ?? unknown, event);
    // Re-inserted, so that the map's order is that of the last event.
    states.delete(event.note);
    states.set(event.note, next);
  }
  return states;
}

/** The last value that was chosen for a key; null when it was never chosen, or taken back. */
export function choiceOf(events: readonly JournalEvent[], key: string): string | null {
  const last = events.findLast((event) => event.kind === 'choice' && event.key === key);
  return last?.kind === 'choice' ? last.value : null;
}

function step(state: NoteState, event: Extract<JournalEvent, { note: string }>): NoteState {
  switch (event.kind) {
    case 'note-drafted': {
      const { since, until, base, branch, asks } = event;
      const more = { ...(branch !== undefined && { branch }), ...(asks && { asks }) };
      // Refreshing a note that waits to be sent does not take it out of the queue; drafting a discarded one revives it.
      const kind = state.kind === 'discarded' ? 'draft' : state.kind;
      return { ...state, kind, drafted: { since, until, base, ...more } };
    }
    case 'post-attempted':
      return { ...state, kind: 'undecided', why: null };
    case 'post-failed':
      return { ...state, kind: event.undecided ? 'undecided' : 'waiting', why: event.why };
    case 'note-posted':
      return { ...state, kind: 'posted', why: null, url: event.url };
    case 'note-discarded':
      return { ...state, kind: 'discarded' };
    case 'note-retracted':
      return { ...state, kind: 'draft', why: null, url: null };
  }
}
