import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import type { Cancellation } from '../../../core/cancel';
import { openScratch } from './scratch';
import type { Place } from './settings';
import type { ChangedPath } from './treeState';

/** What `git add --intent-to-add` stands for in an index: a file of nothing, by either kind of object id. */
const nothing = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);

/**
 * Marks those that were to be added and are gone from the working tree: git's status tells them as it tells a
 * committed empty file that was deleted.
 */
export async function withGoneIntents(
  place: Place,
  indexFile: string,
  changed: readonly ChangedPath[],
  signal?: Cancellation,
): Promise<readonly ChangedPath[]> {
  const isOpen = ({ staged, here, index, isIntent, stages }: ChangedPath): boolean =>
    !staged && here === 'gone' && nothing.has(index.sha) && !isIntent && stages === null;
  if (!changed.some(isOpen)) return changed;
  // Before the first commit, what were not to be added only would be staged.
  const added = place.head.sha === null ? null : await notIn(place, indexFile, place.head.sha, signal);
  return changed.map((each) =>
    isOpen(each) && (added?.has(each.path) ?? true) ? { ...each, isIntent: true } : each,
  );
}

async function notIn(
  place: Place,
  indexFile: string,
  head: string,
  signal: Cancellation | undefined,
): Promise<ReadonlySet<string>> {
  const args = ['diff-index', '--cached', '-z', '--name-only', '--no-renames', '--diff-filter=A', head];
  const { stdout } = await place.with({ indexFile }).output(args, { signal, encoding: 'latin1' });
  return new Set(stdout.split('\0'));
}

/**
 * Marks paths of the index as to be added. git does so only for what is there: files of nothing stand for them in a
 * folder elsewhere, as the working tree may hold something else under the name by now, or nothing.
 */
export async function putIntents(
  place: Place,
  intents: readonly { readonly mode: string; readonly path: string }[],
  signal?: Cancellation,
): Promise<void> {
  if (intents.length === 0) return;
  const scratch = await openScratch();
  try {
    const folder = scratch.path('tree');
    await mkdir(folder);
    const made: string[] = [];
    for (const { mode, path } of intents) if (await stand(folder, path, mode)) made.push(`${path}\0`);
    const args = [
      `--git-dir=${place.gitDirectory}`,
      `--work-tree=${folder}`,
      '--literal-pathspecs',
      'add',
      '--intent-to-add',
      '--force',
      '--pathspec-from-file=-',
      '--pathspec-file-nul',
    ];
    await place.runner.output(args, { signal, input: made.join(''), encoding: 'latin1' });
  } finally {
    await scratch.remove();
  }
}

/** Whether it could be made; `path` is bytes, one a character. */
async function stand(folder: string, path: string, mode: string): Promise<boolean> {
  const bytes = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(path, 'latin1')]);
  try {
    const slash = path.lastIndexOf('/');
    if (slash > 0) await mkdir(bytes.subarray(0, bytes.length - (path.length - slash)), { recursive: true });
    if (mode === '120000') await symlink('nothing', bytes);
    else await writeFile(bytes, '', { flag: 'wx' });
    if (mode === '100755') await chmod(bytes, 0o755);
    return true;
  } catch {
    return false;
  }
}
