import { constants } from 'node:fs';
import { copyFile, cp, lstat, mkdir, readlink, rm, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { throwIfCancelled, type Cancellation } from '../../../core/cancel';
import { UserError } from '../../../core/errors';
import type { GitRunner } from '../runner';

/** More changed files than this are no work in progress. */
const mostFiles = 20_000;

/**
 * Brings what is uncommitted into another working tree, byte by byte: no filter runs and nothing is written into the
 * repository. With `new`, only files that git does not know, and none over a file that is there.
 */
export async function carryOver(
  runner: GitRunner,
  root: string,
  tree: string,
  carry: 'all' | 'new',
  signal?: Cancellation,
): Promise<void> {
  const list = async (args: readonly string[]): Promise<string[]> =>
    (await runner.output(args, { signal })).stdout.split('\0').filter((path) => path !== '');
  const fresh = await list(['ls-files', '-z', '--others', '--exclude-standard']);
  const changed =
    carry === 'all'
      ? await list([
          'diff',
          '--name-only',
          '-z',
          '--no-renames',
          '--no-ext-diff',
          '--ignore-submodules',
          'HEAD',
          '--',
        ])
      : [];
  const paths = [...changed, ...fresh];
  if (paths.length > mostFiles)
    throw new UserError(
      `${paths.length.toLocaleString('en')} files are not committed, too many to carry along: commit or ignore some.`,
    );
  for (const path of paths) {
    throwIfCancelled(signal);
    await place(join(root, path), join(tree, path), carry === 'new');
  }
}

/** Copies ignored files and folders that a person named. @throws UserError for one that is not below the root */
export async function copyIgnored(
  root: string,
  tree: string,
  copies: readonly string[],
  signal?: Cancellation,
): Promise<void> {
  for (const path of copies) {
    throwIfCancelled(signal);
    const inside = normalize(path);
    if (
      isAbsolute(inside) ||
      inside === '..' ||
      inside.startsWith(`..${sep}`) ||
      inside.split(sep).includes('.git')
    )
      throw new UserError(`${path} is not a file of this repository: name one below its root.`);
    const from = join(root, inside);
    if ((await lstat(from).catch(() => null)) === null)
      throw new UserError(`There is no ${path} to copy: check its name, or leave it out.`);
    await mkdir(dirname(join(tree, inside)), { recursive: true });
    await cp(from, join(tree, inside), {
      recursive: true,
      verbatimSymlinks: true,
      force: true,
      mode: constants.COPYFILE_FICLONE,
    });
  }
}

async function place(from: string, to: string, keep: boolean): Promise<void> {
  const found = await lstat(from).catch(() => null);
  if (found === null) return keep ? undefined : rm(to, { recursive: true, force: true });
  // A submodule, or a repository inside: not this one's work.
  if (found.isDirectory()) return;
  if (keep && (await lstat(to).catch(() => null)) !== null) return;
  await mkdir(dirname(to), { recursive: true });
  await rm(to, { recursive: true, force: true });
  if (found.isSymbolicLink()) await symlink(await readlink(from), to);
  else if (found.isFile()) await copyFile(from, to, constants.COPYFILE_FICLONE);
}
