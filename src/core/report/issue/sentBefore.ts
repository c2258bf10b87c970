import type { JournalEvent } from '../../journal/events';
import { choiceOf } from '../../journal/notes';
import { digest } from '../../text/digest';

/** What was sent of a report to one place: enough to find it there, and to tell what others wrote from what was sent. */
export interface SentBefore {
  /** When it was sent first, ISO 8601 in UTC. */
  readonly since: string;
  /** Null while GitHub has not confirmed it. */
  readonly url: string | null;
  /** Of the latest titles and texts, also of those that nobody knows to have arrived. */
  readonly marks: readonly string[];
}

const mostMarks = 20;

/** The key under which the journal remembers it: of a new issue, or of a comment on one. */
export function sentKey(entry: string, on: number | null): string {
  return `${entry}${on === null ? '' : ` #${on}`}`;
}

/** Null when nothing is remembered. */
export function sentBefore(events: readonly JournalEvent[], key: string): SentBefore | null {
  const value = choiceOf(events, key);
  if (value === null) return null;
  try {
    const { since, url, marks } = JSON.parse(value) as Partial<Record<keyof SentBefore, unknown>>;
    if (typeof since !== 'string' || Number.isNaN(Date.parse(since)) || !Array.isArray(marks)) return null;
    const own = marks.filter((mark) => typeof mark === 'string');
    return { since, url: typeof url === 'string' ? url : null, marks: own };
  } catch {
    return null;
  }
}

/** What the journal is to remember when this is sent now, or has just been confirmed under `url`. */
export function rememberSent(
  before: SentBefore | null,
  key: string,
  sent: { readonly title: string; readonly body: string; readonly url: string | null },
  at: string,
): JournalEvent {
  const marks = [...(before?.marks ?? []), markOf(sent.title), markOf(sent.body)];
  const value: SentBefore = {
    since: before?.since ?? at,
    url: sent.url ?? before?.url ?? null,
    marks: [...new Set(marks.reverse())].slice(0, mostMarks).reverse(),
  };
  return { kind: 'choice', at, key, value: JSON.stringify(value) };
}

/** Whether a text on GitHub is one that was sent from here, as opposed to one that somebody edited there. */
export function isAsSent(before: SentBefore | null, text: string): boolean {
  return before?.marks.includes(markOf(text)) ?? false;
}

/** GitHub may change how lines end, and white space at the ends. */
function markOf(text: string): string {
  return digest(text.replace(/\r\n?/g, '\n').trim());
}
