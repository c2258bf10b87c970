import type { JournalEvent } from './events';

export type NotePosted = Extract<JournalEvent, { kind: 'note-posted' }>;

/**
 * The note that was handed over last: the one that speaks of the latest moment, not the one that was sent last, since
 * an old note may be corrected later. A note about one branch hands over that branch and nothing else, so it counts
 * for `branch` only. `before` (epoch milliseconds): what speaks of that moment or of a later one does not count.
 */
export function lastHandoff(
  events: readonly (JournalEvent | null)[],
  about: { readonly branch?: string | null; readonly before?: number } = {},
): NotePosted | null {
  const retracted = retractions(events);
  let last: NotePosted | null = null;
  let latest = -Infinity;
  for (const [index, event] of events.entries()) {
    if (event?.kind !== 'note-posted' || event.partOf !== undefined) continue;
    if ((retracted.get(event.note) ?? -1) > index) continue;
    if (event.branch !== undefined && event.branch !== about.branch) continue;
    const until = Date.parse(event.until);
    if (until < latest || (about.before !== undefined && until >= about.before)) continue;
    [last, latest] = [event, until];
  }
  return last;
}

/** Where in the log each note was last taken back. */
function retractions(events: readonly (JournalEvent | null)[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  events.forEach((event, index) => {
    if (event?.kind === 'note-retracted') last.set(event.note, index);
  });
  return last;
}
