import { escapeInline, codeSpan } from '../text/markdown';
import type { Commit } from '../ports/git';
import { readMerge, readSubject } from './conventional';
import { factId } from './id';
import { shasOf, type MergedLine, type Lines } from './lines';
import { endingOf } from './lines/ending';
import type { Item } from './model';
import { byKind, count, outcomesText, outcomeText } from './outcome';

/** How many merges have a line of their own: a note is no log. */
const mergesTold = 20;

/** What reached the default branch: a line for each merge and pull request, and one for each kind of other commits. */
export function shippedItems(root: string, lines: Lines): Item[] {
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
  const isSquash = ({ subject }: { subject: string }): boolean => readSubject(subject).pullRequest !== null;
  const merged = [
    ...lines.merged.map((line) =>
      item(mergeId(root, line), `${mergeText(line)}${endingOf(line.commits, lines)}`, shas(line.commits)),
    ),
    ...lines.direct.filter(isSquash).map((commit) => {
      const { description, pullRequest } = readSubject(commit.subject);
      const text = `${escapeInline(description)} (#${pullRequest}): merged${endingOf([commit], lines)}`;
      return item(factId(root, 'squash', commit.sha), text, shas([commit]));
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
