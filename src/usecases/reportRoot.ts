import { isAbsolute, join, relative, sep } from 'node:path';
import type { Cancellation } from '../core/cancel';
import { UserError } from '../core/errors';
import type { Files } from '../core/ports/files';
import type { Git, GitRepository } from '../core/ports/git';

/** A workspace folder, with its repository when it is in one. */
export interface Root {
  readonly folder: string;
  /** The folder with every symbolic link resolved: nothing outside of it is read. */
  readonly real: string;
  readonly repository: GitRepository | null;
  /** The folder below the repository's root, with forward slashes and a slash at its end; empty for the root itself. */
  readonly inRepository: string;
  readonly files: readonly string[];
}

/** @throws UserError when there is no such folder */
export async function openRoot(
  folder: string,
  { git, files }: { readonly git: Git; readonly files: Files },
  signal?: Cancellation,
): Promise<Root> {
  const real = await files.real(folder);
  if (real === null) throw new UserError(`There is no folder ${folder}: check the path.`);
  const repository = await git.open(folder, signal);
  if (!repository) return { folder, real, repository, inRepository: '', files: await files.list(real) };
  const inside = relative((await files.real(repository.root)) ?? repository.root, real)
    .split(sep)
    .join('/');
  const prefix = inside === '' ? '' : `${inside}/`;
  const known = await repository.files(signal);
  const own = known.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  // A folder that git ignores as a whole is listed as any other.
  const listed = own.length > 0 ? own : await files.list(real);
  return { folder, real, repository, inRepository: prefix, files: listed };
}

/**
 * A file of the workspace; null when it is none, or when a symbolic link leads out of the workspace: a trace says
 * what is read, and anybody may have written the trace.
 */
export async function readInside(root: Root, path: string, files: Files): Promise<string | null> {
  const real = await files.real(join(root.real, path));
  if (real === null) return null;
  const inside = relative(root.real, real);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null;
  return files.read(real);
}
