import type { JournalEvent } from '../journal/events';
import type { Commit } from '../ports/git';
import type { DateTime } from '../time/luxon';
import type { RepositoryReading } from './facts';
import type { Author, Window } from './model';
import { authorTest, readBackTo } from './rule';

const day = 86_400_000;
/** A clock is set back by less; an event that is older still was written by a clock that was wrong itself. */
const longestStep = 40 * day;
/** What is written by two processes at once need not be in order, milliseconds. */
const tolerance = 60_000;

/**
 * The journal with the moments of which notes speak put right where their clock was ahead: what was recorded after a
 * note was posted did not happen before its end. Else the work in between would be told by no note.
 */
export function withTrueEnds(events: readonly JournalEvent[]): readonly JournalEvent[] {
  return events.map((event, index) => {
    if (event.kind !== 'note-posted') return event;
    const until = Date.parse(event.until);
    const later = events.slice(index + 1).map(({ at }) => Date.parse(at));
    const end = Math.min(...later.filter((at) => at < until - tolerance && at >= until - longestStep));
    return Number.isFinite(end) ? { ...event, until: new Date(end).toISOString() } : event;
  });
}

/** Says that the last note's clock was ahead, so that this note does not begin at its end; null when it was not. */
export function aheadWarning(
  events: readonly JournalEvent[],
  { since, until, reason }: Window,
): string | null {
  const ahead = events.some(
    (event) =>
      event.kind === 'note-posted' &&
      event.branch === undefined &&
      Date.parse(event.until) > until.toMillis() + tolerance,
  );
  if (!ahead || reason === 'flag') return null;
  const begin = `${since.toUTC().toFormat('yyyy-MM-dd HH:mm')} UTC`;
  return `The last note was posted by a clock that was ahead, so this one begins at ${begin} instead of at its end: look at the note's period, or set it with --since.`;
}

/**
 * Says which commits of the author a clock that was wrong keeps out of the note: those that are dated after `now`, and
 * those that are dated long before what they stand on, or before they were written. Null when there are none.
 */
export function clockWarning(
  { root, commits }: Pick<RepositoryReading, 'root' | 'commits'>,
  author: Author,
  window: Window,
  now: DateTime,
): string | null {
  const isAuthor = authorTest(author.emails);
  const own = commits.filter(({ parents, authorEmail }) => parents.length < 2 && isAuthor(authorEmail));
  const early = own.filter(({ authoredAt }) => authoredAt > now && authoredAt >= window.until);
  const sentences = [leftOut(early, 'in the future'), leftOut(agedAmong(own, commits, window), 'too early')];
  const said = sentences.filter((sentence) => sentence !== null);
  if (said.length === 0) return null;
  return `${root}: ${said.join('; ')}: set that clock right, and run "git commit --amend --no-edit --date=now" on what it dated.`;
}

/** What is too old by its committer's clock for the note, though it was written, or stands on what was made, within it. */
function agedAmong(own: readonly Commit[], commits: readonly Commit[], { since, until }: Window): Commit[] {
  const oldest = readBackTo(since);
  const aged = own.filter(({ committedAt }) => committedAt < oldest);
  if (aged.length === 0) return [];
  const made = new Set(commits.flatMap(({ sha, committedAt }) => (committedAt >= since ? [sha] : [])));
  return aged.filter(
    ({ authoredAt, parents }) =>
      (authoredAt >= since && authoredAt < until) || parents.some((sha) => made.has(sha)),
  );
}

function leftOut([first, ...more]: readonly Commit[], how: string): string | null {
  if (!first) return null;
  const many = more.length === 0 ? 'A commit of yours is' : `${more.length + 1} commits of yours are`;
  const date = how === 'too early' ? first.committedAt : first.authoredAt;
  const when = `${date.toUTC().toFormat('yyyy-MM-dd HH:mm')} UTC`;
  const which = `${more.length === 0 ? '' : 'one of them '}${first.sha.slice(0, 7)}, ${when}`;
  return `${many} dated ${how} (${which}) and left out`;
}
