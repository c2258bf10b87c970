import type { JournalEvent } from '../journal/events';
import { DateTime } from '../time/luxon';
import { partsOf } from '../draft/document';
import { carriedText } from './added';
import { factId } from './id';
import type { Item, Window } from './model';
import { bareHeading, usualTitles } from './sections';

type Posted = Extract<JournalEvent, { kind: 'note-posted' }>;

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
): Item[] {
  const posted = notesBefore(events, note, window);
  const [last] = posted;
  if (!last) return [];
  const notes = posted.map((event) => ({ event, lines: writtenLines(event, events, title) }));
  return [...(notes[0]?.lines ?? [])].map((text) => {
    const until = notes.findIndex(({ lines }) => !lines.has(text));
    const first = notes[(until < 0 ? notes.length : until) - 1]?.event ?? last;
    const since = DateTime.fromISO(first.until, { zone: window.until.zone });
    const days = Math.max(0, Math.floor(window.until.diff(since, 'days').days));
    return {
      id: factId('carried', text),
      section: 'blocked',
      text: `${text} ${carriedText(days, last)}`,
      source: 'capture',
      certainty: 'declared',
      since,
    };
  });
}

/**
 * Added items that their author gave other words in a posted note, by their ids: they are told in those words, until
 * they are changed in the list of added items.
 */
export function rewordedItems(
  events: readonly JournalEvent[],
  note: string,
  window: Window,
  title = usualTitles.blocked,
): ReadonlyMap<string, string> {
  const changed = new Map<string, number>();
  for (const event of events) {
    if (event.kind === 'item-added' || event.kind === 'item-changed') {
      changed.set(event.item, Date.parse(event.at));
    }
  }
  const found = new Map<string, string>();
  for (const posted of notesBefore(events, note, window)) {
    for (const [id, text] of listOf(posted, events, title).reworded) {
      const since = changed.get(id);
      if (since === undefined || since > Date.parse(posted.at) || found.has(id)) continue;
      found.set(id, withoutAge(text).replace(/ Open \d{1,4} days?\.$/, ''));
    }
  }
  return found;
}

/** Whose window ended before, the newest first, without notes about a part. */
function notesBefore(events: readonly JournalEvent[], note: string, window: Window): Posted[] {
  return events
    .filter(
      (event): event is Posted =>
        event.kind === 'note-posted' && event.branch === undefined && event.partOf === undefined,
    )
    .filter(({ until, note: id }) => Date.parse(until) < window.until.toMillis() && id !== note)
    .sort((one, other) => Date.parse(other.until) - Date.parse(one.until));
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

/** What a posted note lists as blocked, beside what it listed as it was drafted. */
function listOf(posted: Posted, events: readonly JournalEvent[], title: string) {
  const drafted = events.findLast((event) => event.kind === 'note-drafted' && event.note === posted.note);
  const base = drafted?.kind === 'note-drafted' ? drafted.base : '';
  const parts = partsOf(base);
  const own = new Set(parts.flatMap(({ lines }) => lines.map(({ text }) => bare(text))));
  // What rides along unseen in a heading is not posted: under which title the note was drafted, the draft tells.
  const section = parts.find((part) => part.section === 'blocked');
  const called = section?.heading ? bareHeading(section.heading) : `## ${title}`;
  const lines = partsOf(posted.body)
    .filter((part) => part.section === 'blocked' || part.heading === called)
    .flatMap((part) => part.lines.map(({ text }) => text))
    .filter((text) => /^[-*+] +\S/.test(text));
  const before = (section?.lines ?? []).flatMap(({ id, text }) =>
    id === null ? [] : [{ id, text: bare(text) }],
  );
  return { base, own, lines, reworded: paired(before, lines.map(bare)) };
}

/**
 * Which drafted line each new line came from. Ids are not posted, so place and words tell: between two lines that are
 * still the same, the first changed one stands for the first that is missing, and so on, where it says about the same.
 */
function paired(
  drafted: readonly { readonly id: string; readonly text: string }[],
  now: readonly string[],
): Map<string, string> {
  const kept = new Set(now);
  const pairs = new Map<string, string>();
  let next = 0;
  for (const text of now) {
    const from = drafted.findIndex(
      (line, index) =>
        index >= next && (line.text === text || (!kept.has(line.text) && saysAlike(line.text, text))),
    );
    const line = drafted[from];
    if (!line) continue;
    if (line.text !== text) pairs.set(line.id, text);
    next = from + 1;
  }
  return pairs;
}

/** More than half of the words of the shorter line are in the other: what says something else is another matter. */
function saysAlike(one: string, other: string): boolean {
  const wordsOf = (text: string): Set<string> =>
    new Set(
      withoutAge(text)
        .slice(0, 2_000)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [],
    );
  const [few = new Set(), many = new Set()] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.size - b.size);
  const shared = [...few].filter((word) => many.has(word)).length;
  return few.size > 0 && shared * 2 > few.size;
}

/** A line that was carried before; an added item is listed on its own. */
function isCarried(line: string, base: string): boolean {
  const text = bare(line);
  if (text === withoutAge(text)) return false;
  return base.includes(` <!-- b:${factId('carried', withoutAge(text))} -->`);
}

function bare(line: string): string {
  return line
    .replace(/ ?<!-- b:[0-9a-z]{1,20} -->\r?$/, '')
    .replace(/^[-*+] +/, '')
    .trim();
}

function withoutAge(text: string): string {
  const at = text.lastIndexOf(' Open');
  return at > 0 && /^ Open(?: \d{1,4} days?)?, carried from /.test(text.slice(at)) ? text.slice(0, at) : text;
}
