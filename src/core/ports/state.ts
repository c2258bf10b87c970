import type { JournalEvent } from '../journal/events';
import type { StampStore } from './authors';
import type { PrivateTeam } from './privateTeam';

/** What a read of the log found: the events in order, and how many lines could not be read. */
export interface JournalReading {
  readonly events: readonly JournalEvent[];
  readonly skipped: number;
}

/** Baton's own data about one repository (or about none, for choices that belong to the person). */
export interface RepositoryState {
  /** Absolute path of the folder that holds it. */
  readonly directory: string;
  /** Appends whole events or none; safe against other windows and the terminal doing the same. */
  append(events: readonly JournalEvent[]): Promise<void>;
  read(): Promise<JournalReading>;
  /** Forgets what tasks and debug sessions recorded, on disk too. `at` is the present instant, ISO 8601 in UTC. */
  deleteActivity(at: string): Promise<void>;
  /** Writes a draft atomically and returns its absolute path. `name` is a note id: letters, digits, `-` and `_`. */
  writeDraft(name: string, markdown: string): Promise<string>;
  readDraft(name: string): Promise<string | null>;
  drafts(): Promise<readonly { readonly note: string; readonly path: string; readonly modifiedAt: string }[]>;
  /** Deletes a draft; one that is not there is deleted already. */
  deleteDraft(name: string): Promise<void>;
}

export interface StateStore {
  /** The state of the repository with this git common directory; null is the person's own, of no repository. */
  of(commonDirectory: string | null): RepositoryState;
  /** What was read of its authors, so that it need not be read again. */
  stamps(commonDirectory: string): StampStore;
  readonly privateTeam: PrivateTeam;
}
