import type { Commit } from '../ports/git';
import type { DateTime } from '../time/luxon';
import type { Window } from './model';

/** How long before the window a commit of the window may have been committed: a rebase moves one date, not both. */
const slackDays = 7;

/** How far back history is read for a window. */
export function readBackTo(since: DateTime): DateTime {
  return since.minus({ days: slackDays });
}

/** Whether an address, as .mailmap spells it, is the author's. Case is ignored, as .mailmap does. */
export function authorTest(emails: readonly string[]): (email: string) => boolean {
  const own = new Set(emails.map((email) => email.trim().toLowerCase()));
  return (email) => own.has(email.trim().toLowerCase());
}

/**
 * The rule by which a commit belongs to a note: not a merge, by the author, authored in [since, until), and committed
 * no longer than seven days before `since`.
 */
export function belongs(
  commit: Commit,
  window: Pick<Window, 'since' | 'until'>,
  isAuthor: (email: string) => boolean,
): boolean {
  return (
    commit.parents.length < 2 &&
    isAuthor(commit.authorEmail) &&
    commit.authoredAt >= window.since &&
    commit.authoredAt < window.until &&
    // The calendar is asked for the few that were committed before the window only: it is slow.
    (commit.committedAt >= window.since || commit.committedAt >= readBackTo(window.since))
  );
}
