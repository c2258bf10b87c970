import type { RepositoryReading } from './facts';
import type { Lines } from './lines';
import type { Pulls } from './workItems/pulls';

/** One repository of a note, with the note's commits sorted and joined with what GitHub knows of them. */
export interface Told {
  readonly reading: RepositoryReading;
  readonly lines: Lines;
  readonly pulls: Pulls;
}

/** The repository's folder, by which people know it. */
export function nameOf(root: string): string {
  const parts = root.split(/[\\/]/).filter((part) => part !== '');
  return parts.at(-1) ?? root;
}
