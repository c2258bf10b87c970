import type { Operation } from '../ports/git';

/** How far an operation had come that cannot be carried along. Shas in full; null or none where git does not say. */
export interface Progress {
  /** The branch that is rebased, as it was before. */
  readonly branch: string | null;
  readonly tip: string | null;
  readonly onto: string | null;
  /** The commit whose turn it is. */
  readonly at: string | null;
  /** What a bisection knows. */
  readonly bad: string | null;
  readonly good: readonly string[];
}

const mostGood = 20;

/** Reads what a snapshot says. Somebody else wrote it: shas and a name, nothing else. */
export function parseProgress(value: unknown): Progress | null {
  if (typeof value !== 'object' || value === null) return null;
  const { branch, tip, onto, at, bad, good } = value as Record<string, unknown>;
  return {
    branch: typeof branch === 'string' && /^[\w./-]{1,200}$/.test(branch) ? branch : null,
    tip: shaOf(tip),
    onto: shaOf(onto),
    at: shaOf(at),
    bad: shaOf(bad),
    good: (Array.isArray(good) ? (good as unknown[]) : [])
      .flatMap((each) => shaOf(each) ?? [])
      .slice(0, mostGood),
  };
}

function shaOf(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value) ? value : null;
}

/** What the receiver should know of an operation that was under way, and how to go on. */
export function tellProgress(operation: Operation, progress: Progress | null): string {
  const { branch, tip, onto, at, bad, good } = progress ?? nothing;
  const short = (sha: string): string => sha.slice(0, 12);
  const what = [
    operation,
    ...(branch !== null ? [` of ${branch}`] : []),
    ...(operation === 'rebase' && onto !== null ? [` onto ${short(onto)}`] : []),
    ...(at !== null ? [operation === 'rebase' ? `, at ${short(at)}` : ` of ${short(at)}`] : []),
  ].join('');
  const told = `The author was in the middle of a ${what}: its files are here, conflicts too; the ${operation} itself is not under way.`;
  if (operation === 'bisect' && bad !== null)
    return `${told} To go on: git bisect start ${[bad, ...good].map(short).join(' ')}`;
  if (at === null) return told;
  const commit = operation === 'revert' ? 'git commit' : `git commit -C ${short(at)}`;
  const rest = tip === null || tip === at ? '' : `, then git cherry-pick ${short(at)}..${short(tip)}`;
  return `${told} To go on: ${commit}${rest}`;
}

const nothing: Progress = { branch: null, tip: null, onto: null, at: null, bad: null, good: [] };
