import type { Commit } from '../ports/git';
import type { WorkFacts } from '../ports/workItems';
import { codeSpan, escapeInline } from '../text/markdown';
import { numberedIn, type Numbered } from './code/numbered';
import { readMerge } from './conventional';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import { defaultName, defaultTips, mainLine, type Lines } from './lines';
import { reach } from './lines/reach';
import type { Author, Item, Window } from './model';
import { count, outcomesText } from './outcome';
import { authorTest } from './rule';
import type { Pulls } from './workItems/pulls';

/** At most so many lines: a note is no log. */
const most = 8;

/**
 * Work of before the window that reached the default branch in it: what was merged today counts today, whenever it was
 * made. Its commits were told when they were made, so no item claims them.
 */
export function earlierItems(
  reading: RepositoryReading,
  lines: Lines,
  pulls: Pulls,
  { author, window }: { readonly author: Author; readonly window: Window },
): Item[] {
  const { merges, commits } = arrivals(reading, lines, pulls, { author, window });
  const item = (id: string, text: string): Item => ({
    id: factId(reading.root, 'earlier', id),
    section: 'shipped',
    text,
    repository: reading.root,
    source: 'git',
    certainty: 'fact',
  });
  const told = merges.length > most + 1 ? merges.slice(0, most) : merges;
  const rest = merges.length - told.length;
  const trunk = codeSpan(defaultName(reading.branches) ?? '', 80);
  const numbered = numberedIn(reading);
  const many = commits.length > 1 ? ` (${count(commits.length, 'commit')})` : '';
  return [
    ...told.map((merge) => item(merge.sha, mergeText(merge, numbered))),
    ...(rest > 0 ? [item('merges', `${rest} more merges of earlier work`)] : []),
    ...(commits.length > 0
      ? [item('commits', `**Made before, now on ${trunk}:** ${outcomesText(commits, numbered)}${many}`)]
      : []),
  ];
}

function mergeText({ subject, body }: Commit, numbered: Numbered): string {
  const { branch, pullRequest, title } = readMerge(subject, body);
  const number = pullRequest === null ? '' : ` (${numbered(pullRequest)})`;
  if (title !== null) return `${escapeInline(title)}${number}: merged`;
  return branch === null ? `Merged: ${escapeInline(subject)}` : `Merged ${codeSpan(branch, 80)}${number}`;
}

/** What came to the default branch in the window: merges that brought nothing of the note's own, and rebased commits. */
function arrivals(
  reading: RepositoryReading,
  lines: Lines,
  pulls: Pulls,
  { author, window }: { readonly author: Author; readonly window: Window },
): { readonly merges: Commit[]; readonly commits: Commit[] } {
  const { amended, mine } = reading;
  const known = new Map(reading.commits.map((commit) => [commit.sha, commit]));
  const isAuthor = authorTest(author.emails);
  const isNow = ({ committedAt }: Commit): boolean =>
    committedAt >= window.since && committedAt < window.until;
  const isEarlier = (commit: Commit | undefined): commit is Commit =>
    commit !== undefined &&
    commit.parents.length < 2 &&
    isAuthor(commit.authorEmail) &&
    commit.authoredAt < window.since;
  const changed = new Set([...amended.map(({ sha }) => sha), ...ofPulls(reading.work, known, isEarlier)]);
  const told = new Set(lines.merged.map(({ merge }) => merge.sha));
  // Without a remote, rebasing one's own work would look like its arrival.
  const isShared = reading.branches.some(({ remote, sha }) => remote && defaultTips(reading).includes(sha));
  const merges: Commit[] = [];
  const commits: Commit[] = [];
  const shipped = new Set<string>();
  for (const commit of mainLine(defaultTips(reading), known)) {
    if (shipped.has(commit.sha)) continue;
    shipped.add(commit.sha);
    const brought = reach(known, commit.parents.slice(1), shipped);
    if (!isNow(commit)) continue;
    if (isShared && isEarlier(commit) && !changed.has(commit.sha)) commits.push(commit);
    if (commit.parents.length < 2 || told.has(commit.sha) || brought.some((sha) => mine.has(sha))) continue;
    const isOwn = isAuthor(commit.authorEmail) || brought.some((sha) => isEarlier(known.get(sha)));
    // What GitHub knows as the author's own is told with what else it knows.
    const pull = pulls.ofMerge({ merge: commit, commits: [] });
    const isKnown = pull !== null && pull.author === reading.work?.login;
    if (isOwn && !isKnown && !bringsItself(commit, reading)) merges.push(commit);
  }
  return { merges: merges.reverse(), commits: commits.reverse() };
}

/** The commits that GitHub rebased onto the default branch: they are told as the pull request that they were. */
function ofPulls(
  work: WorkFacts | null,
  known: ReadonlyMap<string, Commit>,
  isEarlier: (commit: Commit | undefined) => commit is Commit,
): string[] {
  return (work?.pullRequests ?? []).flatMap(({ state, mergeSha, commits }) => {
    const found: string[] = [];
    let commit = state === 'merged' ? known.get(mergeSha ?? '') : undefined;
    while (isEarlier(commit) && found.length < commits) {
      found.push(commit.sha);
      commit = known.get(commit.parents[0] ?? '');
    }
    return found;
  });
}

/** A pull merges the default branch into itself: nothing arrived that was not there. */
function bringsItself({ subject, body }: Commit, { branches }: RepositoryReading): boolean {
  const { branch } = readMerge(subject, body);
  const trunk = defaultName(branches);
  return branch !== null && trunk !== null && (branch === trunk || branch.endsWith(`/${trunk}`));
}
