import { lstat, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../../core/cancel';
import { UserError } from '../../../core/errors';
import { InTheWayError, type Fetched, type PickedUp } from '../../../core/ports/share';
import { GitFailure } from '../failure';
import { mustBeSafe, partsOf } from './fetch';
import type { Standing } from './snapshot';
import type { Place } from './settings';
import { shownPath } from './treeState';
import { remarksOf } from './worktree';

/** Brings a snapshot into this working tree by git's three-way merge, staged apart from unstaged where nothing conflicts. */
export async function applyHere(
  place: Place,
  standing: Standing,
  fetched: Fetched,
  signal?: Cancellation,
): Promise<PickedUp> {
  const { share, commit, manifest } = fetched;
  const name = `${share.login}/${share.name}`;
  if (standing.sha === null)
    throw new UserError(
      `This branch has no commit yet, so nothing can be merged: pick ${name} up into a worktree.`,
    );
  if (standing.operation !== null) {
    throw new UserError(
      `This working tree is in the middle of a ${standing.operation}: finish it first, or pick ${name} up into a worktree.`,
    );
  }
  const parts = await partsOf(place, commit, manifest, signal);
  await mustBeSafe(place, parts, signal);
  const whole = await mergeTree(place, standing.sha, commit, signal);
  await mustBeFree(place, name, await addedBy(place, standing.sha, whole.tree, signal), signal);
  await place.runner.output(['update-index', '-q', '--refresh'], { signal, statuses: [0, 1] });
  const conflicts = whole.isClean
    ? await applyClean(place, standing.sha, whole.tree, parts.index, name, signal)
    : await applyConflicting(place, commit, name, signal);
  const remarks = remarksOf(fetched, '', false);
  return { worktree: place.root, branch: standing.branch, conflicts, remarks };
}

/** What the merge would be, without touching anything. With conflicts, the tree holds their marks. */
async function mergeTree(
  place: Place,
  head: string,
  commit: string,
  signal: Cancellation | undefined,
): Promise<{ readonly tree: string; readonly isClean: boolean }> {
  const args = [
    'merge-tree',
    '--write-tree',
    '--allow-unrelated-histories',
    '--no-messages',
    '-z',
    head,
    commit,
  ];
  const { stdout, exitCode } = await place.runner.output(args, { signal, statuses: [0, 1] });
  return { tree: stdout.split('\0')[0]?.trim() ?? '', isClean: exitCode === 0 };
}

async function addedBy(
  place: Place,
  head: string,
  tree: string,
  signal: Cancellation | undefined,
): Promise<readonly string[]> {
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--diff-filter=A', head, tree];
  const { stdout } = await place.runner.output(args, { signal, encoding: 'latin1' });
  return stdout.split('\0').filter((path) => path !== '');
}

/** git takes what it ignores for worthless and writes over it; here nothing that is not committed is. */
async function mustBeFree(
  place: Place,
  name: string,
  added: readonly string[],
  signal: Cancellation | undefined,
): Promise<void> {
  const taken: string[] = [];
  for (const path of added) if (await isTaken(place, path, signal)) taken.push(shownPath(path));
  if (taken.length > 0) throw inTheWay(name, taken);
}

async function isTaken(place: Place, path: string, signal: Cancellation | undefined): Promise<boolean> {
  const bytes = (part: string): Buffer =>
    Buffer.concat([Buffer.from(join(place.root, '/')), Buffer.from(part, 'latin1')]);
  const untracked = async (part: string): Promise<boolean> => {
    const args = ['--literal-pathspecs', 'ls-files', '-z', '--others', '--', shownPath(part)];
    const [others, tracked] = await Promise.all([
      place.runner.output(args, { signal }),
      place.runner.output(
        args.map((each) => (each === '--others' ? '--cached' : each)),
        { signal },
      ),
    ]);
    return others.stdout !== '' || tracked.stdout === '';
  };
  for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
    const found = await lstat(bytes(path.slice(0, end))).catch(() => null);
    if (found === null) return false;
    if (!found.isDirectory()) return untracked(path.slice(0, end));
  }
  const found = await lstat(bytes(path)).catch(() => null);
  return found !== null && (await untracked(path));
}

function inTheWay(name: string, paths: readonly string[]): InTheWayError {
  const shown = paths.slice(0, 3).join(', ') + (paths.length > 3 ? ` and ${paths.length - 3} more` : '');
  return new InTheWayError(
    `Your own ${shown === '' ? 'uncommitted changes are' : `uncommitted ${shown} ${paths.length === 1 ? 'is' : 'are'}`} in the way of ${name}: pick it up into a worktree, or commit yours first. Nothing was changed.`,
    paths,
  );
}

async function applyClean(
  place: Place,
  head: string,
  tree: string,
  index: string,
  name: string,
  signal: Cancellation | undefined,
): Promise<readonly string[]> {
  const staged = await mergeTree(place, head, index, signal);
  await place.runner
    .output(['read-tree', '-m', '-u', head, tree], { signal })
    .catch(async (error: unknown) => {
      throw error instanceof GitFailure
        ? inTheWay(name, await changedHere(place, head, tree, signal))
        : error;
    });
  if (!staged.isClean) return [];
  // Only what the snapshot left unstaged is taken out of the index again: the receiver's own staged changes stay.
  const args = ['diff-tree', '-r', '-z', '--no-renames', tree, staged.tree];
  const { stdout } = await place.runner.output(args, { signal, encoding: 'latin1' });
  const fields = stdout.split('\0');
  const lines: string[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, mode = '', , sha = ''] = (fields[at] ?? '').split(' ');
    lines.push(`${mode === '000000' ? '0' : mode} ${sha} 0\t${fields[at + 1] ?? ''}\0`);
  }
  if (lines.length > 0) {
    const run = { signal, input: lines.join(''), encoding: 'latin1' } as const;
    await place.runner.output(['update-index', '-z', '--index-info'], run);
  }
  return [];
}

/** The receiver's changes at paths that the merge would write. */
async function changedHere(
  place: Place,
  head: string,
  tree: string,
  signal: Cancellation | undefined,
): Promise<readonly string[]> {
  const list = async (args: readonly string[]): Promise<readonly string[]> =>
    (await place.runner.output(args, { signal, encoding: 'latin1' })).stdout
      .split('\0')
      .filter((path) => path !== '');
  const [mine, theirs] = await Promise.all([
    list(['diff-index', '-z', '--name-only', '--no-renames', head]),
    list(['diff-tree', '-r', '-z', '--name-only', '--no-renames', head, tree]),
  ]);
  const touched = new Set(theirs);
  return mine.filter((path) => touched.has(path)).map(shownPath);
}

async function applyConflicting(
  place: Place,
  commit: string,
  name: string,
  signal: Cancellation | undefined,
): Promise<readonly string[]> {
  const staged = await place.runner.output(['diff-index', '--cached', '-z', '--name-only', 'HEAD'], {
    signal,
  });
  if (staged.stdout !== '')
    throw inTheWay(
      name,
      staged.stdout.split('\0').filter((path) => path !== ''),
    );
  const message = join(place.gitDirectory, 'SQUASH_MSG');
  const had = (await stat(message).catch(() => null)) !== null;
  const args = ['merge', '--squash', '--no-commit', '--allow-unrelated-histories', commit];
  const { exitCode } = await place.runner.output(args, { signal, statuses: [0, 1, 2, 128] });
  const { stdout } = await place.runner.output(['diff', '-z', '--name-only', '--diff-filter=U'], { signal });
  const conflicts = [...new Set(stdout.split('\0').filter((path) => path !== ''))];
  if (exitCode !== 0 && conflicts.length === 0) throw inTheWay(name, []);
  // Its text speaks of a snapshot, and would become the next commit's message.
  if (!had) await rm(message, { force: true });
  return conflicts;
}
