import type { Cancellation } from '../../core/cancel';
import { asksOf } from '../../core/inbox/asks';
import { digestOf, type Digest } from '../../core/inbox/digest';
import { lastWorkingMoment } from '../../core/inbox/since';
import type { Entry } from '../../core/inbox/waiting';
import type { InboxGitHub } from '../../core/ports/inbox';
import { recheck } from './recheck';
import type { WhoReads } from './whoReads';

/** So many notes are held against GitHub, the newest first: one request each. */
const mostRechecked = 10;

/** One digest of all notes since the reader last worked. Instants: epoch milliseconds. */
export async function whatChanged(
  facts: {
    readonly entries: readonly Entry[];
    readonly reader: WhoReads;
    readonly now: number;
    readonly asOf: number;
    /** Why GitHub could not be asked; null when it could. */
    readonly offline: string | null;
  },
  gitHubOf: (entry: Entry) => Promise<Pick<InboxGitHub, 'facts'> | null>,
  signal?: Cancellation,
): Promise<Digest> {
  const { entries, reader, now } = facts;
  const { zone, week, member, team } = reader;
  const since = lastWorkingMoment(now, { zone, week, leave: member?.leave ?? [] });
  const live = entries.filter(
    ({ waits, handoff }) =>
      waits || Date.parse(handoff.postedAt) >= since || Date.parse(handoff.updatedAt) >= since,
  );
  const rechecked = await Promise.all(
    live
      .slice(0, mostRechecked)
      .map(async (entry) =>
        recheck(entry.handoff, facts.offline === null ? await gitHubOf(entry) : null, now, signal),
      ),
  );
  const handoffs = entries.map(({ handoff }) => handoff);
  return digestOf({ ...facts, since, asks: asksOf(handoffs, team, now), rechecked });
}
