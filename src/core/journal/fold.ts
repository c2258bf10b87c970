import type { JournalEvent } from './events';
import { lastHandoff, type NotePosted } from './lastHandoff';
import { noteStates, type NoteState } from './notes';
import { isActivity, type Activity } from './parse';

/** The note that was handed over last: the one that speaks of the latest moment. Instants are ISO 8601 in UTC. */
export interface LastHandoff {
  readonly note: string;
  readonly url: string;
  readonly until: string;
  readonly postedAt: string;
  readonly title: string;
}

/** How a task, a debug session or a command in a terminal ended the last time. */
export interface Outcome {
  readonly kind: 'task' | 'debug' | 'command';
  /** Of a command: its line. */
  readonly name: string;
  /** Absolute path of the workspace folder; of a command, of where it ran. */
  readonly folder: string;
  readonly at: string;
  /** Null when it was stopped before it could say. */
  readonly exitCode: number | null;
  readonly failed: boolean;
  /** When it failed, for each time since it last succeeded; empty when it did not fail. */
  readonly failures: readonly string[];
}

export interface Journal {
  readonly lastHandoff: LastHandoff | null;
  readonly notes: ReadonlyMap<string, NoteState>;
  readonly choices: ReadonlyMap<string, string>;
  /** The last outcome of each task, debug session and command, newest last. */
  readonly lastOutcomes: readonly Outcome[];
}

/** More failures in a row than this say no more. */
const mostFailures = 100;

/** What the log's events, in their order, come to. */
export function foldJournal(events: readonly JournalEvent[]): Journal {
  const choices = new Map<string, string>();
  const outcomes = new Map<string, Outcome>();
  for (const event of events) {
    if (event.kind === 'choice') {
      if (event.value === null) choices.delete(event.key);
      else choices.set(event.key, event.value);
    } else if (event.kind === 'activity-deleted') outcomes.clear();
    else if (isActivity(event)) {
      const ended = outcomeOf(event);
      const key = JSON.stringify([ended.kind, ended.folder, ended.name]);
      const before = outcomes.get(key)?.failures ?? [];
      // Stopped by hand: neither a success nor a failure.
      const failures = ended.failed ? [...before, ended.at] : ended.exitCode === null ? before : [];
      const outcome = { ...ended, failures: failures.slice(-mostFailures) };
      // Re-inserted, so that the newest is last.
      outcomes.delete(key);
      outcomes.set(key, outcome);
    }
  }
  const posted = lastHandoff(events);
  return {
    lastHandoff: posted && handoffOf(posted),
    notes: noteStates(events),
    choices,
    lastOutcomes: [...outcomes.values()],
  };
}

function handoffOf({ note, url, until, title, at }: NotePosted): LastHandoff {
  return { note, url, until, title, postedAt: at };
}

const kinds = { 'task-ended': 'task', 'debug-ended': 'debug', 'command-ended': 'command' } as const;

function outcomeOf(event: Activity): Omit<Outcome, 'failures'> {
  const { folder, at, exitCode } = event;
  const name = event.kind === 'command-ended' ? event.command : event.name;
  const failed = (exitCode !== null && exitCode !== 0) || (event.kind === 'debug-ended' && event.exception);
  return { kind: kinds[event.kind], name, folder, at, exitCode, failed };
}
