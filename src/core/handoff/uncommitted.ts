import type { Change, DiffStat, WorkingTree } from '../ports/git';
import { linesOf } from '../report/code';
import { codeSpan } from '../text/markdown';
import { definitionsIn } from './definitions';
import { reference, type CodeReading } from './code/reference';
import type { RepositoryReading } from './facts';
import { count } from './outcome';
import { placesOf } from './within';

/** How many files have a place of their own. */
const filesTold = 5;

function toldOf(changes: readonly Change[]): readonly Change[] {
  return changes.length > filesTold + 1 ? changes.slice(0, filesTold) : changes;
}

/** The files that a note names as uncommitted or in conflict. */
export function namedChanges(tree: Pick<WorkingTree, 'changes' | 'operation'>): string[] {
  const conflicts = tree.changes.filter(({ kind }) => kind === 'conflicted').slice(0, filesTold);
  return [...new Set([...toldOf(besideConflicts(tree)), ...conflicts].map(({ path }) => path))];
}

/** What is uncommitted beside the conflicts that are told with the operation that left them. */
export function besideConflicts({
  changes,
  operation,
}: Pick<WorkingTree, 'changes' | 'operation'>): readonly Change[] {
  return operation === null ? changes : changes.filter(({ kind }) => kind !== 'conflicted');
}

/** `, 2 conflicts left: …`; empty where there are none. */
export function conflictsText({ tree, code }: Pick<RepositoryReading, 'tree' | 'code'>): string {
  const conflicts = tree.changes.filter(({ kind }) => kind === 'conflicted');
  if (conflicts.length === 0) return '';
  const names = conflicts.slice(0, filesTold).map(({ path }) => named(path, code));
  return `, ${count(conflicts.length, 'conflict')} left: ${names.join(', ')}${conflicts.length > filesTold ? ' …' : ''}`;
}

/** A file leads to what it was when it was last pushed; one that never was has its name only: it is told as not committed. */
function named(path: string, code: CodeReading | null): string {
  return code?.known.has(path) ? reference({ path, line: null }, code) : codeSpan(path, 120);
}

function isNew({ kind }: Change): boolean {
  return kind === 'untracked' || kind === 'added';
}

/** Of a file that git does not know yet. */
function statOf(path: string, text: string | undefined): DiffStat | undefined {
  if (text === undefined || text.includes('\0')) return undefined;
  return { path, added: linesOf(text.replace(/\r?\n$/, '')).length, removed: 0 };
}

/** What is not committed, by file, with the functions and classes touched. */
export function uncommittedText({ tree, diff, hunks, code, texts }: RepositoryReading): string {
  const stats = new Map(diff.map((stat) => [stat.path, stat]));
  const changes = besideConflicts(tree);
  const told = toldOf(changes);
  const files = told.map((change) => {
    const text = isNew(change) ? texts?.get(change.path) : undefined;
    const places =
      text === undefined
        ? placesOf(hunks.worktree.filter(({ path }) => path === change.path))
        : definitionsIn(text, change.path);
    return changeText(change, stats.get(change.path) ?? statOf(change.path, text), places, code);
  });
  const rest = changes.slice(told.length);
  if (rest.length > 0) {
    const sum = rest.map(({ path }) => stats.get(path)).filter((stat) => stat !== undefined);
    files.push(`${rest.length} more (${lineCounts(total(sum)) || 'new files'})`);
  }
  return `Uncommitted: ${files.join(', ')}`;
}

const kindWords: Readonly<Record<Change['kind'], string>> = {
  added: 'new',
  untracked: 'new, not added to git',
  deleted: 'deleted',
  renamed: 'renamed',
  copied: 'copied',
  'type-changed': 'type changed',
  conflicted: 'in conflict',
  modified: '',
};

function changeText(
  change: Change,
  stat: DiffStat | undefined,
  places: readonly string[],
  code: CodeReading | null,
): string {
  if (change.isSubmodule && change.kind === 'modified') {
    return `${named(change.path, code)} (the submodule is at another commit)`;
  }
  const counts = stat ? (stat.added === null ? 'binary' : lineCounts(stat)) : '';
  const told = places.slice(0, places.length > 4 ? 3 : 4).map((name) => codeSpan(name, 60));
  const names = places.length > 4 ? [...told, `${places.length - 3} more`] : told;
  const words = [kindWords[change.kind], ...names, counts].filter((word) => word !== '').join(', ');
  return `${named(change.path, code)}${words === '' ? '' : ` (${words})`}`;
}

function total(stats: readonly DiffStat[]): Pick<DiffStat, 'added' | 'removed'> {
  const sum = { added: 0, removed: 0 };
  for (const { added, removed } of stats) {
    sum.added += added ?? 0;
    sum.removed += removed ?? 0;
  }
  return sum;
}

function lineCounts({ added, removed }: Pick<DiffStat, 'added' | 'removed'>): string {
  return [added ? `+${added}` : '', removed ? `−${removed}` : ''].filter((part) => part !== '').join(' ');
}
