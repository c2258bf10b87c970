import { readdir } from 'node:fs/promises';
import type { Operation } from '../../core/ports/git';

/** The files by which git itself remembers an unfinished operation (wt-status.c), most specific first. */
const marks: readonly (readonly [string, Operation])[] = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
];

/** The operation in progress in the working tree with this git directory. */
export async function operationIn(gitDirectory: string): Promise<Operation | null> {
  const found = new Set(await readdir(gitDirectory).catch(() => []));
  return marks.find(([file]) => found.has(file))?.[1] ?? null;
}
