import type { JournalEvent } from '../journal/events';
import { digest } from '../text/digest';

/** The longest id that a marker holds. */
const longestId = 64;

/** The id of a text that continues a note: `suffix` tells its parts apart. */
export function partId(note: string, suffix: string): string {
  const id = `${note}-${suffix}`;
  return id.length <= longestId ? id : `part-${digest(note)}-${suffix}`.slice(0, longestId);
}

/** Whether a text with that id continues the note. */
export function isPartOf(note: string, id: string | null): boolean {
  const suffix = id?.slice(id.lastIndexOf('-') + 1) ?? '';
  return /^(?:c\d+|u[0-9a-f]+)$/.test(suffix) && partId(note, suffix) === id;
}

/** Parts that were posted once for lists that fit into the note again. */
export function staleParts(
  events: readonly JournalEvent[],
  note: string,
  current: readonly string[],
): readonly string[] {
  const posted = events.flatMap((event) =>
    event.kind === 'note-posted' && event.partOf === note ? [event.note] : [],
  );
  return [...new Set(posted)].filter((id) => /-c\d+$/.test(id) && !current.includes(id));
}
