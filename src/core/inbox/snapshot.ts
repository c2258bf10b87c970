import type { DiscussionPage, ReadDiscussion } from '../ports/inbox';

/** What is known of one repository's discussions, as it is kept on disk: enough to show the inbox without asking. */
export interface Snapshot {
  readonly version: 1;
  /** Who asked: another account sees another inbox. */
  readonly viewer: string;
  readonly isPrivate: boolean;
  /** When GitHub was asked last, ISO 8601 in UTC. */
  readonly asOf: string;
  /** The latest change that was seen, by GitHub's clock; null before the first. */
  readonly mark: string | null;
  /** Those that hold a note, the newest changed first. */
  readonly discussions: readonly ReadDiscussion[];
  /** By GitHub's id of a note: its last change that the person has seen. */
  readonly seen: Readonly<Record<string, string>>;
  /** What of long conversations is not read yet, the oldest first; left out where all is. */
  readonly gaps?: readonly Gap[];
  /** What of busy issues and pull requests is not looked through yet, the oldest first; left out where all is. */
  readonly rests?: readonly Rest[];
}

/** More was said in a conversation than one refresh goes back for: the next one goes on there. */
export interface Gap {
  /** GitHub's id of the Discussion, issue or pull request. */
  readonly id: string;
  /** What was said before that is not read: what `earlier` is asked with. */
  readonly before: string;
  /** Nothing that was said before then is looked for, ISO 8601 in UTC. */
  readonly until: string;
}

/** More issues and pull requests changed than one refresh looks through: the next one goes on there. */
export interface Rest {
  /** Where their lists go on: what `changed` is asked with. */
  readonly after: string;
  /** Everything before then is known, ISO 8601 in UTC. */
  readonly until: string;
}

/** How much is kept: an inbox, no archive. However long the history is, memory and disk stay the same. */
export const limits = {
  discussions: 200,
  /** Characters of all texts together. */
  characters: 4_000_000,
  /** Of one reply; a note itself is kept whole. */
  reply: 8_000,
  /** Of one conversation, beside the notes in it and what is said to them. */
  replies: 200,
} as const;

/** Whether a discussion holds a note of Baton's, or seems to. */
export function holdsNote({ body, replies }: Pick<ReadDiscussion, 'body' | 'replies'>): boolean {
  return [body, ...replies.map((reply) => reply.body)].some((text) => text.includes('<!-- baton:note '));
}

/**
 * What was known, and what a refresh found. `asked`: the ids that were asked for beside the page; what GitHub no longer
 * has of them is forgotten. `left`: what the refresh did not read.
 */
export function fold(
  known: Snapshot | null,
  pages: readonly DiscussionPage[],
  asked: readonly string[],
  asOf: string,
  { gaps = [], rests = [] }: Pick<Snapshot, 'gaps' | 'rests'> = {},
): Snapshot {
  const [first] = pages;
  const viewer = first?.viewer ?? known?.viewer ?? '';
  // Another account may see less: nothing of the former one's is shown to it.
  const before = known?.viewer === viewer ? known : null;
  const byId = new Map((before?.discussions ?? []).map((each) => [each.id, each]));
  for (const id of asked) byId.delete(id);
  const found = pages.flatMap(({ discussions, watched }) => [...watched, ...discussions]);
  for (const each of found) {
    const was = before?.discussions.find(({ id }) => id === each.id);
    const whole = was ? withEarlier(each, was) : each;
    // A note may lie before the newest replies.
    if (holdsNote(whole)) byId.set(each.id, trimmed(whole));
    else byId.delete(each.id);
  }
  const marks = [before?.mark ?? '', ...found.map(({ updatedAt }) => updatedAt)];
  const mark = marks.reduce((one, other) => (one > other ? one : other), '');
  const discussions = bounded([...byId.values()]);
  const kept = new Set(discussions.flatMap(({ id, replies }) => [id, ...replies.map((reply) => reply.id)]));
  return {
    version: 1,
    viewer,
    isPrivate: first?.isPrivate ?? before?.isPrivate ?? false,
    asOf,
    mark: mark === '' ? null : mark,
    discussions,
    seen: Object.fromEntries(Object.entries(before?.seen ?? {}).filter(([key]) => kept.has(key))),
    ...(gaps.length > 0 && { gaps }),
    ...(rests.length > 0 && { rests }),
  };
}

/** The person has opened a note as it is now. */
export function withSeen(snapshot: Snapshot, key: string, updatedAt: string): Snapshot {
  const last = snapshot.seen[key] ?? '';
  return { ...snapshot, seen: { ...snapshot.seen, [key]: last > updatedAt ? last : updatedAt } };
}

/** Two windows write the same file: the newer reading counts, and what either has seen is seen. */
export function joined(mine: Snapshot, other: Snapshot | null): Snapshot {
  if (other === null || other.viewer !== mine.viewer) return mine;
  const newer = other.asOf > mine.asOf ? other : mine;
  const seen: Record<string, string> = { ...mine.seen };
  for (const [key, at] of Object.entries(other.seen)) if (!(at <= (seen[key] ?? ''))) seen[key] = at;
  return { ...newer, seen };
}

/** Of a long conversation only the newest replies are read anew; the earlier ones stay as they were. */
function withEarlier(now: ReadDiscussion, was: ReadDiscussion): ReadDiscussion {
  const first = now.replies[0]?.createdAt;
  if (first === undefined || was.replies.length === 0) return now;
  const ids = new Set(now.replies.map(({ id }) => id));
  const earlier = was.replies.filter(({ id, createdAt }) => createdAt < first && !ids.has(id));
  return now.hasEarlier ? { ...now, replies: [...earlier, ...now.replies] } : now;
}

function trimmed(discussion: ReadDiscussion): ReadDiscussion {
  const cut = (body: string): string =>
    body.length <= limits.reply || body.includes('<!-- baton:note ')
      ? body
      : `${body.slice(0, limits.reply)} …`;
  // Of an issue or a pull request an inbox keeps the notes, and what is said to one by quoting it; of a Discussion the
  // newest replies too.
  const newest = discussion.kind === undefined ? discussion.replies.length - limits.replies : Infinity;
  const replies = discussion.replies.filter(
    ({ body }, index) => index >= newest || body.includes('<!-- baton:') || /^>/m.test(body),
  );
  return { ...discussion, replies: replies.map((reply) => ({ ...reply, body: cut(reply.body) })) };
}

function bounded(discussions: readonly ReadDiscussion[]): readonly ReadDiscussion[] {
  const newest = [...discussions]
    .sort((one, other) => (one.updatedAt < other.updatedAt ? 1 : one.updatedAt > other.updatedAt ? -1 : 0))
    .slice(0, limits.discussions);
  let left: number = limits.characters;
  return newest.filter(({ body, replies }) => {
    left -= body.length + replies.reduce((sum, reply) => sum + reply.body.length, 0);
    return left >= 0;
  });
}
