import type { AddedKind, JournalEvent } from './events';

/** Something that a person added to the next note by hand, as it stands after every change. */
export interface AddedItem {
  readonly id: string;
  readonly type: AddedKind;
  readonly text: string;
  /** Relative to the repository's root, with forward slashes. */
  readonly path: string | null;
  /** From 1. */
  readonly line: number | null;
  readonly owner: string | null;
  /** ISO 8601, an instant. */
  readonly answerBy: string | null;
  /** When it was added, ISO 8601 in UTC. */
  readonly at: string;
  /** The last posted note that told it, for what stays open after a note: blockers and questions. */
  readonly carriedFrom: { readonly title: string; readonly url: string } | null;
}

/** What waits for an answer: it is told again until somebody releases it. */
const staysOpen: ReadonlySet<AddedKind> = new Set<AddedKind>(['blocker', 'question']);

/**
 * The items that the next note has to tell, in the order in which they were added: those that no posted note held as
 * it was drafted, and blockers and questions until they are removed.
 */
export function addedItems(events: readonly JournalEvent[]): readonly AddedItem[] {
  const items = new Map<string, AddedItem>();
  const drafted = new Map<string, string>();
  for (const event of events) {
    if (event.kind === 'item-added') {
      const { item: id, type, text, path, line, owner, answerBy, at, since } = event;
      // Re-inserted: what is added again stands where it was added last, so that a compaction may forget the first.
      items.delete(id);
      items.set(id, { id, type, text, path, line, owner, answerBy, at: since ?? at, carriedFrom: null });
    } else if (event.kind === 'item-changed') {
      const { item, type, text, owner, answerBy } = event;
      const was = items.get(item);
      if (was) items.set(item, { ...was, type, text, owner, answerBy });
    } else if (event.kind === 'item-removed') items.delete(event.item);
    else if (event.kind === 'note-drafted') drafted.set(event.note, event.base);
    else if (event.kind === 'note-posted') {
      const { title, url } = event;
      for (const item of toldIn(drafted.get(event.note) ?? '', items)) {
        if (staysOpen.has(item.type)) items.set(item.id, { ...item, carriedFrom: { title, url } });
        else items.delete(item.id);
      }
    }
  }
  return [...items.values()];
}

/** The items whose hidden ids the note held when it was drafted. */
function toldIn(base: string, items: ReadonlyMap<string, AddedItem>): readonly AddedItem[] {
  return [...items.values()].filter(({ id }) => base.includes(`<!-- b:${id} -->`));
}

/**
 * The items of one repository among several whose notes may be kept with another: a note of all of them is drafted and
 * posted once.
 */
export function addedItemsAmong(
  own: readonly JournalEvent[],
  all: readonly (readonly JournalEvent[])[],
): readonly AddedItem[] {
  const notes = all
    .filter((events) => events !== own)
    .flat()
    .filter(({ kind }) => kind === 'note-drafted' || kind === 'note-posted');
  if (notes.length === 0) return addedItems(own);
  return addedItems([...own, ...notes].sort((one, other) => Date.parse(one.at) - Date.parse(other.at)));
}
