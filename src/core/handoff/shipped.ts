import { escapeInline, codeSpan } from '../text/markdown';
import { readMerge, readSubject } from './conventional';
import { factId } from './id';
import type { MergedLine, Lines } from './lines';
import type { Item } from './model';
import { byKind, count, outcomesText, outcomeText } from './outcome';

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
  const shas = (commits: readonly { sha: string }[]): string[] => commits.map(({ sha }) => sha);
  const squashed = lines.direct.filter(({ subject }) => readSubject(subject).pullRequest !== null);
  const plain = lines.direct.filter(({ subject }) => readSubject(subject).pullRequest === null);
  return [
    ...lines.merged.map((line) => item(mergeId(root, line), mergeText(line), shas(line.commits))),
    ...squashed.map((commit) => {
      const { description, pullRequest } = readSubject(commit.subject);
      const text = `${escapeInline(description)} (#${pullRequest}): merged`;
      return item(factId(root, 'squash', commit.sha), text, [commit.sha]);
    }),
    ...byKind(plain).map((group) => {
      const many = group.commits.length > 1 ? ` (${count(group.commits.length, 'commit')})` : '';
      const id = factId(root, 'shipped', group.label ?? '');
      return item(id, `${outcomeText(group)}${many}`, shas(group.commits));
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
