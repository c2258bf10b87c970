import type { JournalEvent } from './events';
import { noteStates } from './notes';

/** How long a note that is done with can be brought back, in days. */
export const restorableDays = 30;
/** Of the newest notes the journal still knows that they are done with, however many there were in a month. */
const newest = 40;

/** A draft's file as it lies on the disk. */
interface DraftFile {
  readonly note: string;
  /** ISO 8601. */
  readonly modifiedAt: string;
}

/**
 * Which drafts' files may go at `now` (ISO 8601): of notes that were discarded a month ago, and of notes that were
 * posted a month ago and not written to since. Everything else stays.
 */
export function filesToLetGo(
  events: readonly JournalEvent[],
  files: readonly DraftFile[],
  now: string,
): readonly string[] {
  const states = noteStates(events);
  const lastAt = new Map<string, string>();
  for (const event of events) if ('note' in event) lastAt.set(event.note, event.at);
  const recent = new Set([...states.keys()].slice(-newest));
  const oldest = Date.parse(now) - restorableDays * 86_400_000;
  return files.flatMap(({ note, modifiedAt }) => {
    const kind = states.get(note)?.kind;
    const at = Date.parse(lastAt.get(note) ?? '');
    if (kind === 'discarded') return at < oldest ? [note] : [];
    // What was typed after it was posted is nowhere else.
    const isWritten = Date.parse(modifiedAt) > at + 60_000;
    return kind === 'posted' && !isWritten && (at < oldest || !recent.has(note)) ? [note] : [];
  });
}
