import type { Operation } from '../ports/git';
import type { Progress, Step } from './progress';

const mostTold = 12;

/** Which commit goes on where the work is picked up, and as what: a rebase does with one what a cherry-pick does. */
export function goesOnAs(operation: Operation, progress: Progress | null): 'cherry-pick' | 'revert' | null {
  const action = progress?.at?.action;
  if (operation === 'revert') return action === 'revert' ? 'revert' : null;
  if (operation !== 'cherry-pick' && operation !== 'rebase') return null;
  return action === 'pick' || action === 'reword' ? 'cherry-pick' : null;
}

/** What the receiver should know of an operation that was under way, and how to go on. */
export function tellProgress(
  operation: Operation,
  progress: Progress | null,
  /** Whether the author's commits are below the files, too. */
  isWhole: boolean,
): string {
  const { branch, onto, at, patch } = progress ?? nothing;
  const what = [
    operation,
    ...(branch !== null ? [` of ${branch}`] : []),
    ...(operation === 'rebase' && onto !== null ? [` onto ${short(onto)}`] : []),
    ...(at !== null ? [operation === 'rebase' ? `, at ${short(at.sha)}` : ` of ${short(at.sha)}`] : []),
  ].join('');
  if (patch !== null) {
    return `The author was applying patches (git am), at ${patch.at} of ${patch.of}: its files are here, the patches are not. Ask for those that are left.`;
  }
  const began = `The author was in the middle of a ${what}: its files are here`;
  if (!isWhole) return `${began}, and nothing else of it.`;
  const told =
    progress !== null && goesOnAs(operation, progress) !== null
      ? `${began}, conflicts too, and ${operation === 'rebase' ? 'that commit goes on as a cherry-pick' : `the ${operation} goes on`}.`
      : `${began}, conflicts too; the ${operation} itself is not under way.`;
  const commands = progress === null ? null : commandsOf(operation, progress);
  if (commands === null) return told;
  return `${told} To go on: ${commands}.${asides(operation, progress ?? nothing)}`;
}

const nothing: Progress = {
  branch: null,
  tip: null,
  onto: null,
  at: null,
  rest: [],
  others: 0,
  patch: null,
  bad: null,
  good: [],
  skipped: [],
  terms: null,
};

function short(sha: string): string {
  return sha.slice(0, 12);
}

/** One line of a shell; null when nothing is known to be left. */
function commandsOf(operation: Operation, { at, rest, bad, good, skipped, terms }: Progress): string | null {
  if (operation === 'bisect') {
    if (bad === null) return null;
    const words = terms === null ? [] : [`--term-new=${terms.bad}`, `--term-old=${terms.good}`];
    // Else git takes a commit that it does not know for a file.
    const start = ['git bisect start', ...words, ...[bad, ...good].map(short), '--'].join(' ');
    return skipped.length === 0 ? start : `${start} && git bisect skip ${skipped.map(short).join(' ')}`;
  }
  const commands = [...(at === null ? [] : [finishing(at)]), ...commandsFor(rest.slice(0, mostTold))];
  return commands.length === 0 ? null : commands.join(' && ');
}

function finishing({ action }: Step): string {
  switch (action) {
    case 'squash':
    case 'edit':
      return 'git commit --amend';
    case 'fixup':
      return 'git commit --amend --no-edit';
    case 'reword':
      return 'git commit';
    case 'pick':
    case 'revert':
      return 'git commit --no-edit';
  }
}

/** Commits of one kind in a row are one command. */
function commandsFor(steps: readonly Step[]): readonly string[] {
  const commands: { start: string; readonly shas: string[]; end: string }[] = [];
  for (const { action, sha } of steps) {
    const [start, end] = {
      pick: ['git cherry-pick', ''],
      reword: ['git cherry-pick --edit', ''],
      edit: ['git cherry-pick', ' && git commit --amend'],
      squash: ['git cherry-pick --no-commit', ' && git commit --amend'],
      fixup: ['git cherry-pick --no-commit', ' && git commit --amend --no-edit'],
      revert: ['git revert --no-edit', ''],
    }[action] as [string, string];
    const last = commands.at(-1);
    if (last?.start === start && last.end === '' && end === '') last.shas.push(short(sha));
    else commands.push({ start, shas: [short(sha)], end });
  }
  return commands.map(({ start, shas, end }) => `${start} ${shas.join(' ')}${end}`);
}

function asides(operation: Operation, { branch, rest, others }: Progress): string {
  const more = rest.length - mostTold;
  return [
    more > 0 ? ` Then ${more} more.` : '',
    others > 0 ? ` ${others} of its steps are about no commit and did not come along.` : '',
    operation === 'rebase' && branch !== null ? ` What comes out is to become ${branch}.` : '',
  ].join('');
}
