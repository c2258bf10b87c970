import { escapeInline, codeSpan } from '../text/markdown';
import type { Commit } from '../ports/git';
import { numberedIn, type Numbered } from './code/numbered';
import { readMerge, readSubject } from './conventional';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import { shasOf, type MergedLine, type Lines } from './lines';
import { endingOf } from './lines/ending';
import type { Item } from './model';
import { mergedText } from './workItems/text';
import type { Pulls } from './workItems/pulls';
import { byArea, directTold } from './area';
import { byKind, count, outcomesText, outcomeText } from './outcome';

/** How many merges have a line of their own: a note is no log. */
const mergesTold = 20;

/** What reached the default branch: a line for each merge and pull request, and one for each kind of other commits. */
export function shippedItems(
  reading: Pick<RepositoryReading, 'root' | 'paths' | 'remote' | 'home'>,
  lines: Lines,
  pulls: Pulls,
): Item[] {
  const { root, paths } = reading;
  const numbered = numberedIn(reading);
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
      const text = `${pull ? mergedText(pull) : mergeText(line, numbered)}${endingOf(line.commits, lines)}`;
      return item(mergeId(root, line), text, shas([...line.commits, ...(pull ? behind(pull.number) : [])]));
    }),
    ...squashes.map((commit) => {
      const pull = pulls.ofCommit(commit);
      const text = `${pull ? mergedText(pull) : squashText(commit, numbered)}${endingOf([commit], lines)}`;
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
    ...directGroups(
      lines.direct.filter((commit) => !isSquash(commit)),
      paths,
      numbered,
    ).map(({ key, text, commits }) => {
      const many = commits.length > 1 ? ` (${count(commits.length, 'commit')})` : '';
      const also = endingOf(commits, lines);
      return item(factId(root, 'shipped', key), `${text}${many}${also}`, shas(commits));
    }),
  ];
}

/** What went straight to the default branch: by kind where that is a line or a few, by area where it is very much. */
function directGroups(
  commits: readonly Commit[],
  paths: RepositoryReading['paths'],
  numbered: Numbered,
): { readonly key: string; readonly text: string; readonly commits: readonly Commit[] }[] {
  if (commits.length <= directTold) {
    return byKind(commits).map((group) => ({
      key: group.label ?? '',
      text: outcomeText(group, numbered),
      commits: group.commits,
    }));
  }
  return byArea(commits, paths ?? new Map()).map(({ area, commits: own }) => ({
    key: `in ${area ?? ''}`,
    text: `**${area === null ? 'Elsewhere' : `In ${codeSpan(area, 80)}`}:** ${outcomesText(own, numbered, area)}`,
    commits: own,
  }));
}

function squashText({ subject }: Commit, numbered: Numbered): string {
  const { description, pullRequest } = readSubject(subject);
  return `${escapeInline(description)}${pullRequest === null ? '' : ` (${numbered(pullRequest)})`}: merged`;
}

function mergeId(root: string, { merge }: MergedLine): string {
  return factId(root, 'merge', merge.sha);
}

function mergeText({ merge, commits }: MergedLine, numbered: Numbered): string {
  const { branch, pullRequest, title } = readMerge(merge.subject, merge.body);
  const many = count(commits.length, 'commit');
  const number = pullRequest === null ? '' : ` (${numbered(pullRequest)})`;
  if (title !== null) return `${escapeInline(title)}${number}: merged, ${many}`;
  const name = branch === null ? '' : ` of ${codeSpan(branch)}`;
  return `${outcomesText(commits, numbered)}: merged, ${many}${name}${number}`;
}
