import type { Cancellation } from '../../core/cancel';
import { holdsNote, type Gap, type Snapshot } from '../../core/inbox/snapshot';
import { RefusedError } from '../../core/ports/github';
import type { DiscussionPage, InboxGitHub, ReadDiscussion, Reply } from '../../core/ports/inbox';
import { asTwo, type LookedPage } from './readOn';

/** Of one long conversation, and in one refresh, no more requests go back to what was said earlier. */
const mostOfOne = 3;
const most = 10;
/** So many of these are for what an earlier refresh had to leave: however much is new, that is read in the end. */
const forEarlier = 3;

/**
 * Where more was said since the last time than a page tells, a note may lie before that: it is gone back for, first
 * where it is new, then where the refresh before had to leave off. What is left then are the gaps, for the next one.
 */
export async function goneBack(
  pages: readonly LookedPage[],
  known: Snapshot | null,
  gitHub: InboxGitHub,
  signal?: Cancellation,
): Promise<{ readonly pages: readonly DiscussionPage[]; readonly gaps: readonly Gap[] }> {
  let left = most;
  /** Reads on from a gap; answers what was said there, oldest first, and what is still not read of it. */
  const read = async (
    gap: Gap,
    spare = 0,
  ): Promise<{ readonly replies: readonly Reply[]; readonly rest: Gap | null }> => {
    let replies: readonly Reply[] = [];
    let before: string | undefined = gap.before;
    for (let page = 0; page < mostOfOne && left > spare && before !== undefined; page++) {
      left--;
      const said: Pick<ReadDiscussion, 'replies' | 'before'> = await gitHub.earlier(gap.id, before, signal);
      replies = [...said.replies, ...replies];
      before = (said.replies[0]?.createdAt ?? '') <= gap.until ? undefined : said.before;
    }
    return { replies, rest: before === undefined ? null : { ...gap, before } };
  };

  const earlier = known?.gaps ?? [];
  const spare = earlier.length > 0 ? forEarlier : 0;
  const gaps: Gap[] = [];
  const whole: DiscussionPage[] = [];
  for (const { page, until } of pages) {
    const discussions: ReadDiscussion[] = [];
    for (const each of page.discussions) {
      const { id, before, replies } = each;
      const isShort = before === undefined || (replies[0]?.createdAt ?? '') <= until;
      const found = isShort ? null : await read({ id, before, until }, spare);
      if (found?.rest) gaps.push(found.rest);
      discussions.push(found ? { ...each, replies: [...found.replies, ...replies] } : each);
    }
    whole.push({ ...page, discussions });
  }

  const [first] = whole;
  const was = new Map((known?.discussions ?? []).map((each) => [each.id, each]));
  const there = new Map(
    whole.flatMap((page) => [...page.watched, ...page.discussions]).map((each) => [each.id, each]),
  );
  const filled = new Map<string, ReadDiscussion>();
  const open: Gap[] = [];
  for (const gap of earlier) {
    const { id } = gap;
    try {
      const { replies, rest } = await read(gap);
      if (rest) open.push(rest);
      if (replies.length === 0) continue;
      const around =
        filled.get(id) ??
        there.get(id) ??
        was.get(id) ??
        (holdsNote({ body: '', replies }) ? await gitHub.discussion(id, signal) : null);
      if (around) filled.set(id, withReplies(around, [...earlierOf(was.get(id), around), ...replies]));
    } catch (error) {
      // It is gone, or not for this person's eyes any more.
      if (!(error instanceof RefusedError)) throw error;
    }
  }
  if (first && filled.size > 0) whole.push({ ...first, discussions: [...filled.values()], watched: [] });
  return { pages: whole, gaps: fewOfEach([...open, ...gaps]) };
}

/** However often more is said in a conversation than is read: what is left of it takes the same room. */
function fewOfEach(gaps: readonly Gap[]): readonly Gap[] {
  const byId = new Map<string, readonly Gap[]>();
  for (const gap of gaps) byId.set(gap.id, asTwo([...(byId.get(gap.id) ?? []), gap]));
  return [...byId.values()].flat();
}

/** What is known of a conversation from before what is read of it now. */
function earlierOf(was: ReadDiscussion | undefined, { replies: [first] }: ReadDiscussion): readonly Reply[] {
  return (was?.replies ?? []).filter(({ createdAt }) => first !== undefined && createdAt < first.createdAt);
}

/** A conversation with what was said before, each once, the oldest first. */
function withReplies(discussion: ReadDiscussion, earlier: readonly Reply[]): ReadDiscussion {
  const byId = new Map([...earlier, ...discussion.replies].map((each) => [each.id, each]));
  const replies = [...byId.values()].sort((one, other) =>
    one.createdAt < other.createdAt ? -1 : one.createdAt > other.createdAt ? 1 : 0,
  );
  return { ...discussion, replies, hasEarlier: true };
}
