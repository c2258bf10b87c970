import { stillToSend } from '../outbox/retained';
import type { JournalEvent } from './events';
import { addedItems } from './items';
import { lastHandoff } from './lastHandoff';
import { restorableDays } from './letGo';
import { isActivity, parseEvent } from './parse';

/** One line of the log: its id (unique, so that a line written twice counts once) and what it says. */
export interface Entry {
  readonly id: string;
  readonly event: unknown;
}

/** How long what tasks and debug sessions did is kept, in days. */
export const activityDays = 30;
const most = {
  notes: 50,
  printed: 20,
  discarded: 500,
  posts: 30,
  drafts: 3,
  activity: 2_000,
  choices: 1_000,
  items: 1_000,
  unknown: 1_000,
} as const;

/**
 * What of a log still matters at `now` (ISO 8601, UTC), in the same order: the last handoff, every post that is still
 * open, what waits in the outbox, the newest notes, the last value of each choice, added items that are still listed, and activity of the last
 * thirty days that was not deleted.
 * Lines of kinds that a newer Baton wrote are kept. Idempotent: what was kept once is kept again.
 */
export function retain(entries: readonly Entry[], now: string): readonly Entry[] {
  const events = entries.map((entry) => parseEvent(entry.event));
  const kept = new Set<number>();
  const newest = (matches: (event: JournalEvent | null) => boolean, count: number): void => {
    for (let index = events.length - 1, left = count; index >= 0 && left > 0; index--) {
      if (!matches(events[index] ?? null)) continue;
      kept.add(index);
      left--;
    }
  };
  const forgotten = events.findLastIndex((event) => event?.kind === 'activity-deleted');
  const alive = new Set(remembered(events, now));
  newest((event) => event !== null && isActivity(event) && alive.has(event), most.activity);
  newest((event) => event === null, most.unknown);
  for (const index of lastChoices(events)) kept.add(index);
  for (const index of noteHistories(events, now)) kept.add(index);
  for (const index of openItems(events)) kept.add(index);
  for (const index of stillToSend(events)) kept.add(index);
  const handoff = lastHandoff(events);
  if (handoff) kept.add(events.indexOf(handoff));
  if (forgotten >= 0) kept.add(forgotten);
  return entries.filter((_, index) => kept.has(index));
}

/** The events without activity that is older than thirty days at `now`, or that the person had deleted. */
export function remembered<E extends JournalEvent | null>(events: readonly E[], now: string): readonly E[] {
  const forgotten = events.findLastIndex((event) => event?.kind === 'activity-deleted');
  const oldest = Date.parse(now) - activityDays * 86_400_000;
  return events.filter(
    (event, index) => !event || !isActivity(event) || (index > forgotten && Date.parse(event.at) >= oldest),
  );
}

function lastChoices(events: readonly (JournalEvent | null)[]): readonly number[] {
  const seen = new Map<string, number>();
  events.forEach((event, index) => {
    if (event?.kind !== 'choice') return;
    // Re-inserted, so that the map's order is that of the last change.
    seen.delete(event.key);
    seen.set(event.key, index);
  });
  return [...seen.values()].slice(-most.choices);
}

/** What the newest items that are still listed come to. */
function openItems(events: readonly (JournalEvent | null)[]): readonly number[] {
  const open = new Set(addedItems(events.filter((event) => event !== null)).map(({ id }) => id));
  const last = new Map<string, number[]>();
  events.forEach((event, index) => {
    if (event?.kind === 'item-added' && open.has(event.item)) {
      last.delete(event.item);
      last.set(event.item, [index]);
    } else if (event?.kind === 'item-changed') last.get(event.item)?.splice(1, 1, index);
  });
  return [...last.values()].slice(-most.items).flat();
}

/**
 * The events of the newest notes (those that a terminal only printed are counted apart, so that a script that drafts
 * every minute does not push out what a note in the editor is merged with), and of every note whose last post neither
 * succeeded nor was given up; of older ones that they were discarded. Of a note's posts the latest are kept: an attempt
 * never outlives its result, else it would look as if it were still under way.
 */
function noteHistories(events: readonly (JournalEvent | null)[], now: string): readonly number[] {
  const notes = new Map<string, number[]>();
  events.forEach((event, index) => {
    if (!event || !('note' in event)) return;
    const history = notes.get(event.note) ?? [];
    history.push(index);
    // Re-inserted, so that the map's order is that of the last event.
    notes.delete(event.note);
    notes.set(event.note, history);
  });
  const histories = [...notes.values()];
  const isPrinted = (history: readonly number[]): boolean =>
    history.every((index) => {
      const event = events[index];
      return event?.kind === 'note-drafted' && event.printed === true;
    });
  const printed = histories.filter(isPrinted);
  const newest = new Set<readonly number[]>([
    ...histories.filter((history) => !isPrinted(history)).slice(-most.notes),
    ...printed.slice(-most.printed),
  ]);
  const isOpen = (history: readonly number[]): boolean =>
    ['post-attempted', 'post-failed'].includes(events[history.at(-1) ?? -1]?.kind ?? '');
  const oldest = Date.parse(now) - restorableDays * 86_400_000;
  // As long as its file can be brought back, it must not look like a draft.
  const isDiscarded = (history: readonly number[]): boolean => {
    const last = events[history.at(-1) ?? -1];
    return last?.kind === 'note-discarded' && Date.parse(last.at) >= oldest;
  };
  const isWhole = (history: readonly number[]): boolean => newest.has(history) || isOpen(history);
  const others = histories.filter((history) => !isWhole(history) && isDiscarded(history));
  return [
    ...histories.filter(isWhole).flatMap((history) => {
      const drafts = history.filter((index) => events[index]?.kind === 'note-drafted');
      const rest = history.filter((index) => events[index]?.kind !== 'note-drafted');
      return [...drafts.slice(0, 1), ...drafts.slice(-most.drafts), ...rest.slice(-most.posts)];
    }),
    ...others.slice(-most.discarded).flatMap((history) => history.slice(-1)),
  ];
}
