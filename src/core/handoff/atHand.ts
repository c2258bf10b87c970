import type { WorkingTree } from '../ports/git';

/** The branch that is worked on: the one checked out, or the one whose rebase or bisection is not finished. */
export function atHand({ head, operationBranch }: WorkingTree): string | null {
  return head.branch ?? operationBranch ?? null;
}
