import type { Commit } from '../ports/git';
import { codeSpan } from '../text/markdown';
import { numberedIn } from './code/numbered';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import type { Author, Item, Window } from './model';
import { count, outcomesText } from './outcome';
import { authorTest } from './rule';
import { placesOf } from './lines/places';

/** Branches with a line of their own. */
const most = 6;

/**
 * Commits of the author that were made before the window and given other content in it: amending keeps the date by which
 * a note tells a commit, and what is new in it would be told by none. No item claims these commits: an earlier note did.
 * A rebase alone changes nothing. `branch`: only this one's; null for all.
 */
export function amendedItems(
  reading: RepositoryReading,
  author: Author,
  window: Window,
  branch: string | null,
): Item[] {
  const commits = reading.isAnotherTree ? [] : amendedAmong(reading, author, window);
  if (commits.length === 0) return [];
  const places = placesOf(reading);
  const groups = new Map<string | null, Commit[]>();
  for (const commit of commits) {
    const place = places.get(commit.sha) ?? null;
    groups.set(place, [...(groups.get(place) ?? []), commit]);
  }
  return [...groups]
    .filter(([place]) => branch === null || place === branch)
    .slice(0, most)
    .map(([place, own]) => {
      const where = place === null ? '' : ` on ${codeSpan(place, 80)}`;
      const many = own.length > 1 ? ` (${count(own.length, 'commit')})` : '';
      return {
        id: factId(reading.root, 'amended', place ?? ''),
        section: place === null ? 'shipped' : 'now',
        text: `**Amended${where}, made before:** ${outcomesText(own, numberedIn(reading))}${many}`,
        repository: reading.root,
        source: 'git',
        certainty: 'fact',
      };
    });
}

/** Each once, however often it was amended, and wherever a later rebase has put it. */
function amendedAmong({ commits, amended }: RepositoryReading, author: Author, window: Window): Commit[] {
  if (amended.length === 0) return [];
  const isAuthor = authorTest(author.emails);
  const keyOf = (commit: Pick<Commit, 'authoredAt' | 'subject'>): string =>
    `${commit.authoredAt.toMillis()} ${commit.subject}`;
  const changed = new Set(amended.map(keyOf));
  const found = new Map<string, Commit>();
  // The newest first: what it was before it was amended may still be on a remote-tracking branch.
  for (const commit of commits) {
    const { parents, authorEmail, authoredAt, committedAt } = commit;
    const isEarlier = parents.length < 2 && isAuthor(authorEmail) && authoredAt < window.since;
    const isNow = committedAt >= window.since && committedAt < window.until;
    const key = keyOf(commit);
    if (isEarlier && isNow && changed.has(key) && !found.has(key)) found.set(key, commit);
  }
  return [...found.values()];
}
