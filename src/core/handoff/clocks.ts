import type { JournalEvent } from '../journal/events';
import type { DateTime } from '../time/luxon';
import type { RepositoryReading } from './facts';
import type { Author, Window } from './model';
import { authorTest } from './rule';

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
 * Says which commits of the author a clock that was ahead keeps out of the note: those that are dated after `now`. Null
 * when there are none.
 */
export function futureWarning(
  { root, commits }: Pick<RepositoryReading, 'root' | 'commits'>,
  author: Author,
  { until }: Window,
  now: DateTime,
): string | null {
  const isAuthor = authorTest(author.emails);
  const [first, ...more] = commits.filter(
    ({ parents, authorEmail, authoredAt }) =>
      parents.length < 2 && isAuthor(authorEmail) && authoredAt > now && authoredAt >= until,
  );
  if (!first) return null;
  const many = more.length === 0 ? 'A commit of yours is' : `${more.length + 1} commits of yours are`;
  const when = `${first.authoredAt.toUTC().toFormat('yyyy-MM-dd HH:mm')} UTC`;
  const which = `${more.length === 0 ? '' : 'one of them '}${first.sha.slice(0, 7)}, ${when}`;
  return `${root}: ${many} dated in the future (${which}) and left out: set that clock right, and run "git commit --amend --no-edit --date=now" on what it dated.`;
}
