import type { Operation, WorkingTree } from '../../ports/git';
import type { WorkPullRequest } from '../../ports/workItems';
import { codeSpan, escapeInline } from '../../text/markdown';
import type { Item } from '../model';
import { atHand } from '../atHand';
import type { Told } from '../told';
import { listed, titled } from '../workItems/text';
import type { Red } from './red';

/** The one thing to do next. `item`: the fact that it is, which then has no line of its own. */
export interface NextAction {
  readonly text: string;
  readonly item: string | null;
  readonly isInferred: boolean;
}

/**
 * What to do next: what the author named, else what stands in the way of everything else, in this order: an operation
 * that is not finished, what fails, a review to answer, a pull request to be reviewed or merged. Null where the facts
 * do not say.
 */
export function nextActionOf(
  { reading, pulls }: Told,
  red: readonly Red[],
  items: readonly Item[],
  here: boolean,
): NextAction | null {
  const next = items.filter(({ section }) => section === 'next');
  const named = next.find(({ certainty }) => certainty === 'declared');
  if (named) return { text: named.text, item: named.id, isInferred: false };
  const concluded = (here ? operationTodo(reading.tree) : null) ?? red[0]?.todo ?? null;
  if (concluded !== null) return { text: `${concluded}.`, item: null, isInferred: true };
  const [first] = next;
  if (first) return { text: first.text, item: first.id, isInferred: true };
  const pull = here ? pulls.ofBranch(atHand(reading.tree)) : null;
  const todo = pull && pullTodo(pull);
  return todo ? { text: `${todo}.`, item: null, isInferred: true } : null;
}

const goOn: Readonly<Record<Operation, string>> = {
  rebase: 'go on with `git rebase --continue`',
  merge: 'finish the merge with `git commit`',
  'cherry-pick': 'go on with `git cherry-pick --continue`',
  revert: 'go on with `git revert --continue`',
  bisect: 'go on with the bisection: `git bisect good` or `git bisect bad`',
};

function operationTodo({ operation, changes }: WorkingTree): string | null {
  if (operation === null) return null;
  const conflicts = changes
    .filter(({ kind }) => kind === 'conflicted')
    .map(({ path }) => codeSpan(path, 120));
  if (conflicts.length === 0) return goOn[operation];
  return `resolve ${conflicts.length === 1 ? 'the conflict' : 'the conflicts'} in ${listed(conflicts)}, then ${goOn[operation]}`;
}

function pullTodo(pull: WorkPullRequest): string | null {
  const { isDraft, awaited, approvals, checks } = pull;
  if (isDraft) return null;
  if (awaited.length > 0) {
    return `review ${titled(pull)}: asked of ${listed(awaited.map(({ from }) => escapeInline(from, 60)))}`;
  }
  if (approvals === 0) return null;
  const isRunning = (checks?.checks ?? []).some(({ state }) => state === 'running');
  return `merge ${titled(pull)}${isRunning ? ' once its checks pass' : ''}`;
}
