import { pathOf } from '../inbox/guards';
import { codeIn } from '../inbox/plain';
import type { JournalEvent } from '../journal/events';
import { DateTime } from '../time/luxon';
import type { Before } from './age';
import type { Window } from './model';
import { bare, listOf, notesBefore, type Posted } from './posted';
import { usualTitles } from './sections';

/**
 * What the last posted note told as blocked of what Baton finds by itself, by the ids of its lines, and since which of
 * the notes in a row. A line that its author took out of a note was released by that.
 */
export function toldBefore(
  events: readonly JournalEvent[],
  note: string,
  window: Window,
  title = usualTitles.blocked,
): ReadonlyMap<string, Before> {
  const notes = notesBefore(events, note, window);
  const [last] = notes;
  if (!last) return new Map();
  const kept = notes.map((posted) => idsKept(posted, events, title));
  return new Map(
    [...(kept[0] ?? [])].map((id) => {
      const until = kept.findIndex((ids) => !ids.has(id));
      const first = notes[(until < 0 ? notes.length : until) - 1] ?? last;
      return [id, { since: DateTime.fromISO(first.until, { zone: window.until.zone }), from: last }] as const;
    }),
  );
}

/** The drafted lines that the note was posted with, in whichever words. */
function idsKept(posted: Posted, events: readonly JournalEvent[], title: string): ReadonlySet<string> {
  const { drafted, lines, reworded } = listOf(posted, events, title);
  const said = new Set(lines.map(bare));
  return new Set(drafted.filter(({ id, text }) => said.has(text) || reworded.has(id)).map(({ id }) => id));
}

/** The files with remarks (`TODO`, `FIXME`, `BLOCKED:`) that the last posted note told: they may stand there still. */
export function remarkedBefore(events: readonly JournalEvent[], window: Window): string[] {
  const [last] = notesBefore(events, '', window);
  if (!last) return [];
  const { drafted } = listOf(last, events, usualTitles.blocked);
  const told = drafted.filter(({ text }) => /\b(?:BLOCKED|FIXME|TODO): /.test(text));
  return told.flatMap(({ text }) => codeIn(text).flatMap((code) => pathOf(code) ?? []));
}
