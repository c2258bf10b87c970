import { escapeInline, codeSpan } from '../text/markdown';
import type { Commit } from '../ports/git';
import { readMerge, readSubject } from './conventional';
import { factId } from './id';
import { shasOf, type MergedLine, type Lines } from './lines';
import { endingOf } from './lines/ending';
import type { Item } from './model';
import { mergedText } from './work/text';
import type { Pulls } from './work/pulls';
import { byKind, count, outcomesText, outcomeText } from './outcome';

/** How many merges have a line of their own: a note is no log. */
const mergesTold = 20;

/** What reached the default branch: a line for each merge and pull request, and one for each kind of other commits. */
export function shippedItems(root: string, lines: Lines, pulls: Pulls): Item[] {
  const item = (id: string, text: string, commits: Item['commits']): Item => ({
    id,
    section: 'shipped',
    text,
    repository: root,
    ...(commits && { commits }),
    source: 'git',
    certainty: 'fact',
  });
  const shas = (commits: readonly Commit[]): string[] => shasOf(commits, lines);
  const isSquash = (commit: Commit): boolean =>
    readSubject(commit.subject).pullRequest !== null || pulls.ofCommit(commit) !== null;
  const squashes = lines.direct.filter(isSquash);
  const behind = (number: number): readonly Commit[] => pulls.squashed.get(number) ?? [];
  const merged = [
    ...lines.merged.map((line) => {
      const pull = pulls.ofMerge(line);
      const text = `${pull ? mergedText(pull) : mergeText(line)}${endingOf(line.commits, lines)}`;
      return item(mergeId(root, line), text, shas([...line.commits, ...(pull ? behind(pull.number) : [])]));
    }),
    ...squashes.map((commit) => {
      const pull = pulls.ofCommit(commit);
      const text = `${pull ? mergedText(pull) : squashText(commit)}${endingOf([commit], lines)}`;
      const commits = [commit, ...(pull ? behind(pull.number) : [])];
      return item(factId(root, 'squash', commit.sha), text, shas(commits));
    }),
  ];
  const told = merged.length > mergesTold + 1 ? merged.slice(0, mergesTold) : merged;
  const rest = merged.slice(told.length);
  const restCommits = rest.flatMap(({ commits }) => commits ?? []);
  const restText = `${rest.length} more were merged (${count(restCommits.length, 'commit')})`;
  return [
    ...told,
    ...(rest.length > 0 ? [item(factId(root, 'merges'), restText, restCommits)] : []),
    ...byKind(lines.direct.filter((commit) => !isSquash(commit))).map((group) => {
      const many = group.commits.length > 1 ? ` (${count(group.commits.length, 'commit')})` : '';
      const id = factId(root, 'shipped', group.label ?? '');
      const also = endingOf(group.commits, lines);
      return item(id, `${outcomeText(group)}${many}${also}`, shas(group.commits));
    }),
  ];
}

function squashText({ subject }: Commit): string {
  const { description, pullRequest } = readSubject(subject);
  return `${escapeInline(description)} (#${pullRequest}): merged`;
}

function mergeId(root: string, { merge }: MergedLine): string {
  return factId(root, 'merge', merge.sha);
}

function mergeText({ merge, commits }: MergedLine): string {
  const { branch, pullRequest, title } = readMerge(merge.subject, merge.body);
  const many = count(commits.length, 'commit');
  const number = pullRequest === null ? '' : ` (#${pullRequest})`;
  if (title !== null) return `${escapeInline(title)}${number}: merged, ${many}`;
  const name = branch === null ? '' : ` of ${codeSpan(branch)}`;
  return `${outcomesText(commits)}: merged, ${many}${name}${number}`;
}
