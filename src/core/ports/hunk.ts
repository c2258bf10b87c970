/** One place of a diff, without context. */
export interface Hunk {
  /** The path after the change, relative to the repository root. */
  readonly path: string;
  /** The first line after the change, from 1. */
  readonly line: number;
  /** The line that git takes for the beginning of the function or class before it; empty when it found none. */
  readonly within: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}
