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
  const before = window.until.toMillis();
  const posted = events
    .filter(
      (event): event is Posted =>
        event.kind === 'note-posted' && event.branch === undefined && event.partOf === undefined,
    )
    .filter(({ until, note: id }) => Date.parse(until) < before && id !== note)
    .sort((one, other) => Date.parse(other.until) - Date.parse(one.until));
  const last = posted.find(({ note: id }) => id !== note);
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

/** The list's lines without what Baton adds to a carried line; those that Baton drafted itself are left out. */
function writtenLines(posted: Posted, events: readonly JournalEvent[], title: string): ReadonlySet<string> {
  const drafted = events.findLast((event) => event.kind === 'note-drafted' && event.note === posted.note);
  const base = drafted?.kind === 'note-drafted' ? drafted.base : '';
  const own = new Set(partsOf(base).flatMap(({ lines }) => lines.map(({ text }) => bare(text))));
  // What rides along unseen in a heading is not posted: under which title the note was drafted, the draft tells.
  const heading = partsOf(base).find(({ section }) => section === 'blocked')?.heading;
  const called = heading ? bareHeading(heading) : `## ${title}`;
  return new Set(
    partsOf(posted.body)
      .filter((part) => part.section === 'blocked' || part.heading === called)
      .flatMap(({ lines }) => lines)
      .filter(({ text }) => /^[-*+] +\S/.test(text))
      .filter(({ text }) => !own.has(bare(text)) || isCarried(text, base))
      .map(({ text }) => withoutAge(bare(text))),
  );
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
