import type { JournalEvent } from './events';
import { noteStates, type NoteState } from './notes';

/** The note that was handed over last: the one that speaks of the latest moment. Instants are ISO 8601 in UTC. */
export interface LastHandoff {
  readonly note: string;
  readonly url: string;
  readonly until: string;
  readonly postedAt: string;
  readonly title: string;
}

/** How a task or a debug session ended the last time. */
export interface Outcome {
  readonly kind: 'task' | 'debug';
  readonly name: string;
  /** Absolute path of the workspace folder. */
  readonly folder: string;
  readonly at: string;
  /** Null when it was stopped before it could say. */
  readonly exitCode: number | null;
  readonly failed: boolean;
}

export interface Journal {
  readonly lastHandoff: LastHandoff | null;
  readonly notes: ReadonlyMap<string, NoteState>;
  readonly choices: ReadonlyMap<string, string>;
  /** The last outcome of each task and debug session, newest last. */
  readonly lastOutcomes: readonly Outcome[];
}

/** What the log's events, in their order, come to. */
export function foldJournal(events: readonly JournalEvent[]): Journal {
  let lastHandoff: LastHandoff | null = null;
  const choices = new Map<string, string>();
  const outcomes = new Map<string, Outcome>();
  for (const event of events) {
    if (event.kind === 'note-posted') {
      // A note about one branch hands over nothing else.
      if (event.branch !== undefined) continue;
      const { note, url, until, title, at } = event;
      // By what it speaks of, not by when it was sent: an old note may be corrected later.
      if (!lastHandoff || Date.parse(until) >= Date.parse(lastHandoff.until))
        lastHandoff = { note, url, until, title, postedAt: at };
    } else if (event.kind === 'choice') {
      if (event.value === null) choices.delete(event.key);
      else choices.set(event.key, event.value);
    } else if (event.kind === 'activity-deleted') outcomes.clear();
    else if (event.kind === 'task-ended' || event.kind === 'debug-ended') {
      const outcome = outcomeOf(event);
      const key = JSON.stringify([outcome.kind, outcome.folder, outcome.name]);
      // Re-inserted, so that the newest is last.
      outcomes.delete(key);
      outcomes.set(key, outcome);
    }
  }
  return { lastHandoff, notes: noteStates(events), choices, lastOutcomes: [...outcomes.values()] };
}

function outcomeOf(event: Extract<JournalEvent, { kind: 'task-ended' | 'debug-ended' }>): Outcome {
  const { name, folder, at, exitCode } = event;
  const failed = (exitCode !== null && exitCode !== 0) || (event.kind === 'debug-ended' && event.exception);
  return { kind: event.kind === 'task-ended' ? 'task' : 'debug', name, folder, at, exitCode, failed };
}
