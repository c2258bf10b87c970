import type { Change } from '../ports/git';
import { codeSpan, escapeInline } from '../text/markdown';
import { numberedIn, type Numbered } from './code/numbered';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import { shasOf, type BranchLine, type Lines } from './lines';
import { distanceOf, type Distance } from './lines/distance';
import { endingOf } from './lines/ending';
import type { Item } from './model';
import { count, outcomesText } from './outcome';
import { besideConflicts, conflictsText, uncommittedText } from './uncommitted';
import type { Pulls } from './workItems/pulls';
import { titled } from './workItems/text';

/** How many other branches have a line of their own. */
const branchesTold = 12;

/**
 * What is not done: the branch at hand, what is uncommitted, an operation in progress, and a line for other branches. `here`: whether
 * the working tree is part of the note.
 */
export function ongoingItems(reading: RepositoryReading, lines: Lines, pulls: Pulls, here: boolean): Item[] {
  const { root, tree } = reading;
  const item = (id: string, text: string, more: Pick<Item, 'commits' | 'paths' | 'lacks'> = {}): Item => ({
    id,
    section: 'now',
    text,
    repository: root,
    ...more,
    source: 'git',
    certainty: 'fact',
  });
  const items: Item[] = [];
  if (lines.current && hasNews(reading, lines.current)) {
    const text = `${forWhat(lines.current, pulls)}${currentText(reading, lines.current)}${endingOf(lines.current.commits, lines)}`;
    const commits = shasOf(lines.current.commits, lines);
    const more = { commits, ...(isOnlyHere(reading, lines.current) && { lacks: 'push' as const }) };
    items.push(item(factId(root, 'branch', lines.current.name ?? ''), text, more));
  }
  const operation = operationText(reading);
  const beside = besideConflicts(tree);
  if (operation !== null) {
    const isConflict = ({ kind }: Change): boolean => kind === 'conflicted';
    const paths = tree.operation === null ? [] : tree.changes.filter(isConflict).map(({ path }) => path);
    const id = factId(root, 'operation', tree.operation ?? 'detached');
    items.push(item(id, operation, paths.length > 0 ? { paths } : {}));
  }
  if (here && beside.length > 0) {
    const id = factId(root, 'uncommitted', tree.head.branch ?? '');
    items.push(item(id, uncommittedText(reading), { paths: beside.map(({ path }) => path) }));
  }
  const told = lines.others.length > branchesTold + 1 ? lines.others.slice(0, branchesTold) : lines.others;
  const hasRemote = reading.branches.some(({ remote }) => remote);
  for (const line of told) {
    const commits = shasOf(line.commits, lines);
    const text = `${forWhat(line, pulls)}${otherText(line, hasRemote, numberedIn(reading))}${endingOf(line.commits, lines)}`;
    items.push(item(factId(root, 'branch', line.name ?? ''), text, { commits }));
  }
  const rest = lines.others.slice(told.length);
  if (rest.length > 0) {
    const commits = rest.flatMap((line) => shasOf(line.commits, lines));
    const text = `${rest.length} more branches: ${count(commits.length, 'commit')}`;
    items.push(item(factId(root, 'branches'), text, { commits }));
  }
  return items;
}

function hasNews({ tree }: RepositoryReading, line: BranchLine): boolean {
  return line.commits.length > 0 || (tree.head.upstream?.ahead ?? 0) > 0;
}

/** Whether the reader cannot get at what is committed, though there is somewhere to push it to. */
function isOnlyHere({ tree, branches }: RepositoryReading, line: BranchLine): boolean {
  const ahead = tree.head.upstream?.ahead ?? line.unpushed;
  return ahead > 0 && branches.some(({ remote }) => remote);
}

function currentText(reading: RepositoryReading, line: BranchLine): string {
  const { tree, branches } = reading;
  const upstream = tree.head.upstream;
  const distance = distanceOf(reading, line.name ?? '');
  const states = aheadStates(line, distance);
  if (upstream) {
    states.push(upstream.ahead > 0 ? `${upstream.ahead} not pushed yet` : 'all pushed');
    if (upstream.behind > 0) states.push(`${upstream.behind} behind ${codeSpan(upstream.name)}`);
  } else
    states.push(
      pushState(
        line,
        branches.some(({ remote }) => remote),
      ),
    );
  // A branch that follows the default branch has said so already.
  if (distance && distance.behind > 0 && !upstream?.name.endsWith(`/${distance.trunk}`)) {
    states.push(`${atLeast(distance, distance.behind)} behind ${codeSpan(distance.trunk)}`);
  }
  const what = line.commits.length > 0 ? `: ${outcomesText(line.commits, numberedIn(reading))}` : '';
  return `Branch ${codeSpan(line.name ?? '')}, ${states.join(', ')}${what}`;
}

/** `2 commits ahead of main`, or beside the author's own how many there are in all. */
function aheadStates({ commits }: BranchLine, distance: Distance | null): string[] {
  const own = commits.length > 0 ? [count(commits.length, 'commit')] : [];
  if (!distance || distance.ahead === 0) return own;
  const of = `ahead of ${codeSpan(distance.trunk)}`;
  if (distance.ahead === commits.length && !distance.isLeast) return [`${own.join('')} ${of}`];
  return [...own, `${atLeast(distance, distance.ahead)} ${of}`];
}

function atLeast({ isLeast }: Distance, many: number): string {
  return isLeast ? `at least ${many}` : String(many);
}

/** The pull request that a branch is for, before the branch. */
function forWhat(line: BranchLine, pulls: Pulls): string {
  const pull = pulls.ofBranch(line.name);
  return pull ? `${titled(pull)}${pull.isDraft ? ' (draft)' : ''} · ` : '';
}

function otherText(line: BranchLine, hasRemote: boolean, numbered: Numbered): string {
  const name = line.name === null ? 'On no branch that git still names' : `Branch ${codeSpan(line.name)}`;
  const many = count(line.commits.length, 'commit');
  return `${name}, ${many}, ${pushState(line, hasRemote)}: ${outcomesText(line.commits, numbered)}`;
}

function pushState(line: BranchLine, hasRemote: boolean): string {
  if (!hasRemote) return 'on this machine only (no remote branch is known)';
  if (line.unpushed === 0 && line.pushedAs !== null) return 'all pushed';
  if (line.pushedAs === null || line.unpushed === line.commits.length) return 'not pushed yet';
  return `${line.unpushed} not pushed yet`;
}

/** ` (2 commits: a; b)`, and how they are kept: git throws away what nothing names. */
function adriftText({ adrift = [] }: RepositoryReading): string {
  if (adrift.length === 0) return '';
  const told = adrift
    .slice(0, adrift.length > 4 ? 3 : 4)
    .map((subject) => escapeInline(subject === '' ? '(no message)' : subject, 80));
  const rest = adrift.length > told.length ? ` and ${adrift.length - told.length} more` : '';
  return ` (${count(adrift.length, 'commit')}: ${told.join('; ')}${rest}); \`git switch --create NAME\` keeps it`;
}

function operationText(reading: RepositoryReading): string | null {
  const { tree } = reading;
  const left = conflictsText(reading);
  const of = tree.operationBranch === undefined ? '' : ` of ${codeSpan(tree.operationBranch, 120)}`;
  if (tree.operation !== null) return `A ${tree.operation}${of} is in progress${left}`;
  if (tree.head.branch === null && tree.head.sha !== null) {
    return `HEAD is detached at ${codeSpan(tree.head.sha.slice(0, 7))}: what is committed there is on no branch${adriftText(reading)}`;
  }
  return null;
}
