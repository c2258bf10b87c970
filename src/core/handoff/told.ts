import type { WorkingTree } from '../ports/git';
import type { RepositoryReading } from './facts';
import type { Lines } from './lines';
import type { Pulls } from './work/pulls';

/** One repository of a note, with the note's commits sorted and joined with what GitHub knows of them. */
export interface Told {
  readonly reading: RepositoryReading;
  readonly lines: Lines;
  readonly pulls: Pulls;
}

/** The branch that is worked on: the one checked out, or the one whose rebase or bisection is not finished. */
export function atHand({ head, operationBranch }: WorkingTree): string | null {
  return head.branch ?? operationBranch ?? null;
}
