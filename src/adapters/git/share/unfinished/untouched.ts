import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Cancellation } from '../../../../core/cancel';
import type { RunnerOptions } from '../../runner';
import { openScratch } from '../scratch';
import { openPlace, type Place } from '../settings';
import { shownPath } from '../treeState';
import { commonDirectory, type Making } from './marker';

/** What a working tree's own git folder holds before somebody works in it: no message of theirs, no lock, no step. */
const fresh: ReadonlySet<string> = new Set([
  'HEAD',
  'ORIG_HEAD',
  'commondir',
  'gitdir',
  'index',
  'logs',
  'refs',
  'MERGE_HEAD',
  'MERGE_MODE',
  'MERGE_MSG',
  'CHERRY_PICK_HEAD',
  'REVERT_HEAD',
]);

/** git's own folder of the working tree at `folder`, as this repository knows it; null when it knows of none there. */
export async function ownFolderOf(place: Place, folder: string): Promise<string | null> {
  const all = join(await commonDirectory(place), 'worktrees');
  for (const name of await readdir(all).catch(() => [])) {
    const at = await readFile(join(all, name, 'gitdir'), 'utf8').catch(() => '');
    if (dirname(at.trim()) === folder) return join(all, name);
  }
  return null;
}

/** Whether all that is there was put there by Baton. In doubt it was not. */
export async function holdsNothing(
  place: Place,
  options: RunnerOptions,
  own: string,
  making: Making,
  signal?: Cancellation,
): Promise<boolean> {
  const { folder, branch, isUnborn, start } = making;
  if (!(await readdir(own)).every((name) => fresh.has(name))) return false;
  const head = (await readFile(join(own, 'HEAD'), 'utf8')).trim();
  if (head !== start) {
    if (branch === null || head !== `ref: refs/heads/${branch}`) return false;
    const args = ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`];
    const { stdout } = await place.runner.output(args, { signal, statuses: [0, 1] });
    // Gone is one that somebody began to take away.
    if (stdout !== '' && (isUnborn || stdout.trim() !== start)) return false;
  }
  if ((await stat(folder).catch(() => null)) === null) return true;
  const link = await readFile(join(folder, '.git'), 'utf8').catch(() => '');
  if (link.trim() !== `gitdir: ${own}`) return false;
  const there = await openPlace(folder, options, undefined, signal);
  return (await isAsStaged(there, own, making, signal)) && (await isAsPut(there, making, signal));
}

/** Whether the index is one of those that it is on the way. */
async function isAsStaged(
  there: Place,
  own: string,
  { whole, index }: Making,
  signal: Cancellation | undefined,
): Promise<boolean> {
  if ((await stat(join(own, 'index')).catch(() => null)) === null) return true;
  for (const commit of [whole, index]) {
    // Conflicts are the author's: whoever solves one puts something else in its place.
    const args = [
      'diff-index',
      '--cached',
      '-z',
      '--name-only',
      '--ita-invisible-in-index',
      '--diff-filter=u',
    ];
    const { stdout } = await there.runner.output([...args, commit], { signal });
    if (stdout === '') return true;
  }
  return false;
}

/** Whether each file is the snapshot's; those that are not there yet count for nothing. */
async function isAsPut(there: Place, { whole }: Making, signal: Cancellation | undefined): Promise<boolean> {
  const scratch = await openScratch();
  try {
    const runner = there.with({ indexFile: scratch.path('index') });
    const ask = async (...args: readonly string[]): Promise<readonly string[]> =>
      (await runner.output(args, { signal, statuses: [0, 1], encoding: 'latin1' })).stdout
        .split('\0')
        .filter((line) => line !== '');
    await ask('read-tree', `${whole}^{tree}`);
    await ask('update-index', '-q', '--really-refresh');
    // All that git does not know, what it ignores too.
    if ((await ask('ls-files', '-z', '--others')).length > 0) return false;
    if ((await ask('diff-files', '-z', '--name-only', '--diff-filter=d')).length > 0) return false;
    for (const line of await ask('ls-files', '-z', '--stage')) {
      if (!line.startsWith('160000 ')) continue;
      // A submodule that was checked out is a repository of the receiver's.
      const inside = await readdir(join(there.root, shownPath(line.slice(line.indexOf('\t') + 1)))).catch(
        () => [],
      );
      if (inside.length > 0) return false;
    }
    return true;
  } finally {
    await scratch.remove();
  }
}
