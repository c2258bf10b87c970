import { parseEvent } from '../../../src/core/journal/parse';
import type { JournalEvent } from '../../../src/core/journal/events';
import type { RepositoryState } from '../../../src/core/ports/state';

/** One repository's journal in memory, written and read as the log on disk is: as JSON, by the same parser. */
export function journalInMemory(): RepositoryState & { readonly lines: string[] } {
  const lines: string[] = [];
  const none = (): Promise<never> => Promise.reject(new Error('not used here'));
  return {
    lines,
    directory: '/state',
    append: (events) => {
      lines.push(...events.map((event) => JSON.stringify(event)));
      return Promise.resolve();
    },
    read: () => {
      const events = lines.map((line) => parseEvent(JSON.parse(line)));
      const known = events.filter((event): event is JournalEvent => event !== null);
      return Promise.resolve({ events: known, skipped: events.length - known.length });
    },
    deleteActivity: none,
    writeDraft: none,
    readDraft: none,
    drafts: none,
    deleteDraft: none,
  };
}
