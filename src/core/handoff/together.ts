import type { Commit } from '../ports/git';
import { codeSpan, escapeInline } from '../text/markdown';
import { numberedIn } from './code/numbered';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import { placesOf } from './lines/places';
import type { Item } from './model';
import { count, outcomesText } from './outcome';

/** People and branches with a line of their own. */
const most = 6;

interface Together {
  /** Null on the default branch. */
  readonly branch: string | null;
  readonly name: string;
  readonly email: string;
  readonly commits: Commit[];
}

/**
 * What others committed and say that the author took part in (`Co-authored-by`): a line for each of them, where it
 * shipped or on which branch it is. The commits are theirs, so no item of this note claims them. `branch`: only this
 * one's; null for all.
 */
export function togetherItems(reading: RepositoryReading, branch: string | null): Item[] {
  const { root, together } = reading;
  if (together.length === 0) return [];
  const groups = groupsOf(reading, together).filter((each) => branch === null || each.branch === branch);
  const told = groups.length > most + 1 ? groups.slice(0, most) : groups;
  const rest = groups.slice(told.length).flatMap(({ commits }) => commits);
  const item = (section: Item['section'], id: readonly string[], text: string): Item => ({
    id: factId(root, 'together', ...id),
    section,
    text,
    repository: root,
    source: 'git',
    certainty: 'fact',
  });
  return [
    ...told.map(({ branch: place, name, email, commits }) => {
      const where = place === null ? '' : ` on ${codeSpan(place, 80)}`;
      const many = commits.length > 1 ? ` (${count(commits.length, 'commit')})` : '';
      const text = `**With ${escapeInline(name, 60)}**${where}: ${outcomesText(commits, numberedIn(reading))}${many}`;
      return item(place === null ? 'shipped' : 'now', [email, place ?? ''], text);
    }),
    ...(rest.length > 0 ? [item('shipped', [], `With others: ${count(rest.length, 'more commit')}`)] : []),
  ];
}

function groupsOf(reading: RepositoryReading, together: readonly Commit[]): Together[] {
  const places = placesOf(reading);
  const groups = new Map<string, Together>();
  const told = new Set<string>();
  for (const commit of together) {
    // The same change on another branch, or as it was before a rebase.
    const change = JSON.stringify([commit.authorEmail, commit.authoredAt.toMillis(), commit.subject]);
    if (told.has(change)) continue;
    told.add(change);
    const email = commit.authorEmail.toLowerCase();
    const branch = places.get(commit.sha) ?? null;
    const key = JSON.stringify([branch, email]);
    const group = groups.get(key) ?? { branch, email, name: commit.authorName || email, commits: [] };
    group.commits.push(commit);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => Number(a.branch !== null) - Number(b.branch !== null));
}
