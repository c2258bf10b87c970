import { partsOf } from '../draft/document';
import type { JournalEvent } from '../journal/events';
import { withoutAge } from './age';
import type { Window } from './model';
import { bareHeading } from './sections';

export type Posted = Extract<JournalEvent, { kind: 'note-posted' }>;

/** The posted notes whose window ended before, the newest first, without notes about a part. */
export function notesBefore(events: readonly JournalEvent[], note: string, window: Window): Posted[] {
  return events
    .filter(
      (event): event is Posted =>
        event.kind === 'note-posted' && event.branch === undefined && event.partOf === undefined,
    )
    .filter(({ until, note: id }) => Date.parse(until) < window.until.toMillis() && id !== note)
    .sort((one, other) => Date.parse(other.until) - Date.parse(one.until));
}

/** What a posted note lists as blocked, beside what it listed as it was drafted. */
export function listOf(posted: Posted, events: readonly JournalEvent[], title: string) {
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
  return { base, own, lines, drafted: before, reworded: paired(before, lines.map(bare)) };
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

/** A line without its list sign and what rides along unseen. */
export function bare(line: string): string {
  return line
    .replace(/ ?<!-- b:[0-9a-z]{1,20} -->\r?$/, '')
    .replace(/^[-*+] +/, '')
    .trim();
}
