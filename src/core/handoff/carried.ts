import type { JournalEvent } from '../journal/events';
import { DateTime } from '../time/luxon';
import { carriedText, daysOpen, withoutAge } from './age';
import { factId } from './id';
import type { Item, Window } from './model';
import { bare, listOf, notesBefore, type Posted } from './posted';
import { usualTitles } from './sections';

/**
 * What the author wrote under "Blocked or unclear" in the last posted note is told again, with its age, until a note is
 * posted without it. What Baton itself found there is left to what it finds now.
 */
export function carriedItems(
  events: readonly JournalEvent[],
  note: string,
  window: Window,
  /** What the section is called now. */
  title = usualTitles.blocked,
  /** Lines that are told as what Baton found again. */
  told: ReadonlySet<string> = new Set(),
): Item[] {
  const posted = notesBefore(events, note, window);
  const [last] = posted;
  if (!last) return [];
  const notes = posted.map((event) => ({ event, lines: writtenLines(event, events, title) }));
  const lines = [...(notes[0]?.lines ?? [])].filter((text) => !told.has(text));
  return lines.map((text) => {
    const until = notes.findIndex(({ lines }) => !lines.has(text));
    const first = notes[(until < 0 ? notes.length : until) - 1]?.event ?? last;
    const since = DateTime.fromISO(first.until, { zone: window.until.zone });
    return {
      id: factId('carried', text),
      section: 'blocked',
      text: `${text} ${carriedText(daysOpen(since, window.until), last)}`,
      source: 'capture',
      certainty: 'declared',
      since,
    };
  });
}

/** The list's lines without what Baton adds to a carried line; those that Baton drafted itself are left out. */
function writtenLines(posted: Posted, events: readonly JournalEvent[], title: string): ReadonlySet<string> {
  const added = new Set(events.flatMap((event) => (event.kind === 'item-added' ? [event.item] : [])));
  const { lines, own, base, reworded } = listOf(posted, events, title);
  // An added item in other words is still that item.
  const known = new Set([...reworded].flatMap(([id, text]) => (added.has(id) ? [text] : [])));
  return new Set(
    lines
      .filter((text) => !known.has(bare(text)))
      .filter((text) => !own.has(bare(text)) || isCarried(text, base))
      .map((text) => withoutAge(bare(text))),
  );
}

/** A line that was carried before; an added item is listed on its own. */
function isCarried(line: string, base: string): boolean {
  const text = bare(line);
  if (text === withoutAge(text)) return false;
  return base.includes(` <!-- b:${factId('carried', withoutAge(text))} -->`);
}
