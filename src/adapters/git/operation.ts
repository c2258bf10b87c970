import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Where git remembers from which branch HEAD was taken for the operation. */
const origins: Readonly<Record<string, string>> = {
  'rebase-merge': 'rebase-merge/head-name',
  'rebase-apply': 'rebase-apply/head-name',
  BISECT_LOG: 'BISECT_START',
};

/** The operation in progress in the working tree with this git directory, and the branch that it began from. */
export async function operationIn(
  gitDirectory: string,
): Promise<{ readonly operation: Operation | null; readonly operationBranch?: string }> {
  const found = new Set(await readdir(gitDirectory).catch(() => []));
  const [mark, operation] = marks.find(([file]) => found.has(file)) ?? ['', null];
  const origin = origins[mark];
  const text = origin === undefined ? '' : await readFile(join(gitDirectory, origin), 'utf8').catch(() => '');
  const branch = text.trim().replace(/^refs\/heads\//, '');
  // A detached HEAD was no branch before either.
  if (branch === '' || branch === 'detached HEAD' || /^[0-9a-f]{40,64}$/.test(branch)) return { operation };
  return { operation, operationBranch: branch };
}
