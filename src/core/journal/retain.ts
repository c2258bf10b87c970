import type { JournalEvent } from './events';
import { isActivity, parseEvent } from './parse';

/** One line of the log: its id (unique, so that a line written twice counts once) and what it says. */
export interface Entry {
  readonly id: string;
  readonly event: unknown;
}

/** How long what tasks and debug sessions did is kept, in days. */
export const activityDays = 30;
const most = { posted: 50, drafted: 50, activity: 2_000, choices: 1_000, unknown: 1_000 } as const;

/**
 * What of a log still matters at `now` (ISO 8601, UTC), in the same order: the last handoff, every post that is still
 * open, the newest notes, the last value of each choice, and activity of the last thirty days that was not deleted.
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
  newest((event) => event?.kind === 'note-posted', most.posted);
  newest((event) => event?.kind === 'note-drafted', most.drafted);
  newest((event) => event?.kind === 'note-discarded', most.drafted);
  for (const index of lastChoices(events)) kept.add(index);
  for (const index of openPosts(events)) kept.add(index);
  const handoff = lastHandoff(events);
  if (handoff >= 0) kept.add(handoff);
  if (forgotten >= 0) kept.add(forgotten);
  return entries.filter((_, index) => kept.has(index));
}

/** The events without activity that is older than thirty days at `now`, or that the person had deleted. */
export function remembered<E extends JournalEvent | null>(events: readonly E[], now: string): readonly E[] {
  const forgotten = events.findLastIndex((event) => event?.kind === 'activity-deleted');
  const oldest = daysBefore(now, activityDays);
  return events.filter(
    (event, index) => !event || !isActivity(event) || (index > forgotten && event.at >= oldest),
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

/** The events of every note whose last post neither succeeded nor was given up. */
function openPosts(events: readonly (JournalEvent | null)[]): readonly number[] {
  const byNote = new Map<string, number[]>();
  events.forEach((event, index) => {
    if (event?.kind === 'post-attempted' || event?.kind === 'post-failed') {
      byNote.set(event.note, [...(byNote.get(event.note) ?? []).slice(-3), index]);
    } else if (event?.kind === 'note-posted' || event?.kind === 'note-discarded') byNote.delete(event.note);
  });
  return [...byNote.values()].flat();
}

function lastHandoff(events: readonly (JournalEvent | null)[]): number {
  let best = -1;
  let until = '';
  events.forEach((event, index) => {
    if (event?.kind !== 'note-posted' || event.until < until) return;
    best = index;
    until = event.until;
  });
  return best;
}

/** Calendar days counted back in UTC; instants compare as text. */
function daysBefore(now: string, days: number): string {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString();
}
