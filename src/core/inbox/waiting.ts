import type { Handoff } from './model';
import { standingOf, type Reader, type Standing } from './reader';

const day = 86_400_000;
/** What nobody took over for so long is history, not an inbox. */
const longest = 21 * day;

/** A handoff as the inbox lists it. */
export interface Entry {
  readonly handoff: Handoff;
  readonly standing: Standing;
  /** Nobody took it over, and nothing newer replaced it. */
  readonly waits: boolean;
  readonly unread: boolean;
}

/** All known handoffs from where the reader stands, the newest first. `now`: epoch milliseconds. */
export function entriesOf(
  handoffs: readonly Handoff[],
  reader: Reader,
  seen: Readonly<Record<string, string>>,
  now: number,
): Entry[] {
  const replaced = replacedBy(handoffs);
  return [...handoffs]
    .sort((one, other) => Date.parse(other.postedAt) - Date.parse(one.postedAt))
    .map((handoff) => ({
      handoff,
      standing: standingOf(handoff, reader),
      waits:
        handoff.accepted === null &&
        !handoff.closed &&
        !replaced.has(handoff.key) &&
        now - Date.parse(handoff.postedAt) < longest,
      unread: !((seen[handoff.key] ?? '') >= handoff.updatedAt),
    }));
}

/** What is listed under For Me: what waits for the reader, and what the reader took over lately. */
export function forMe(entries: readonly Entry[], now: number): Entry[] {
  const mine = entries.filter(({ standing }) => standing === 'me' || standing === 'next');
  return mine.filter(
    ({ handoff, waits }) => waits || now - Date.parse(handoff.accepted?.at ?? handoff.postedAt) < 2 * day,
  );
}

/** How many handoffs wait for the reader: what the badge says. A stranger's note is listed and not counted. */
export function countWaiting(entries: readonly Entry[]): number {
  return entries.filter(
    ({ standing, waits, handoff }) => waits && handoff.isMember && (standing === 'me' || standing === 'next'),
  ).length;
}

/**
 * The notes that a later one continues, with that note: only an author's own note replaces an earlier one, whatever
 * others write into theirs.
 */
export function replacedBy(handoffs: readonly Handoff[]): ReadonlyMap<string, Handoff> {
  const byUrl = new Map(handoffs.map((handoff) => [handoff.url, handoff]));
  const found = new Map<string, Handoff>();
  for (const later of handoffs) {
    const earlier = later.continues === null ? undefined : byUrl.get(later.continues);
    if (!earlier || earlier.from === null || earlier.from !== later.from) continue;
    if (Date.parse(later.postedAt) > Date.parse(earlier.postedAt)) found.set(earlier.key, later);
  }
  return found;
}
