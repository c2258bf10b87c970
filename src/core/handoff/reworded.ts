import type { JournalEvent } from '../journal/events';
import { openText, withAge, withoutAge, type Before } from './age';
import type { Item, Window } from './model';
import { listOf, notesBefore } from './posted';
import { usualTitles } from './sections';

/**
 * Lines that their author gave other words in a posted note, by the ids of their items. An added item is told in those
 * words until it is changed in the list of added items; what Baton found by itself, as long as note after note tells it.
 */
export function rewordedItems(
  events: readonly JournalEvent[],
  note: string,
  window: Window,
  title = usualTitles.blocked,
  before: ReadonlyMap<string, Before> = new Map(),
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
      const isValid =
        since === undefined
          ? Date.parse(posted.until) >= (before.get(id)?.since.toMillis() ?? Infinity)
          : since <= Date.parse(posted.at);
      if (isValid && !found.has(id)) found.set(id, withoutAge(text));
    }
  }
  return found;
}

/** What Baton found again is told in the words that its author gave it; then it lacks nothing. */
export function inOwnWords(
  items: readonly Item[],
  words: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, Before>,
  window: Window,
): Item[] {
  return items.map((item) => {
    const said = item.source === 'capture' ? undefined : words.get(item.id);
    if (said === undefined) return item;
    const isInferred = said.startsWith(inferred);
    const lackless: { -readonly [Key in keyof Item]: Item[Key] } = { ...item };
    delete lackless.lacks;
    return {
      ...lackless,
      text: withAge(
        isInferred ? said.slice(inferred.length) : said,
        openText(before.get(item.id), item.since ?? null, window),
      ),
      certainty: isInferred ? item.certainty : 'declared',
    };
  });
}

const inferred = '*inferred:* ';
