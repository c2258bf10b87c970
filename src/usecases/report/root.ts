import { isAbsolute, join, relative, sep } from 'node:path';
import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { Files } from '../../core/ports/files';
import type { Git, GitRepository, Head } from '../../core/ports/git';
import { webUrl } from '../../core/post/prefill';
import { addressOfRemote } from '../../core/post/remote';

/** A workspace folder, with its repository when it is in one. */
export interface Root {
  readonly folder: string;
  /** The folder with every symbolic link resolved: nothing outside of it is read. */
  readonly real: string;
  readonly repository: GitRepository | null;
  /** The folder below the repository's root, with forward slashes and a slash at its end; empty for the root itself. */
  readonly inRepository: string;
  readonly files: readonly string[];
  /** Asked once, and early: git needs longer for it than everything else together. */
  state(): Promise<RepositoryNow | null>;
}

/** Where a repository stands. */
export interface RepositoryNow {
  readonly head: Head;
  readonly changedPaths: readonly string[];
  /** The newest commit of HEAD's history that is on a remote. */
  readonly pushed: string | null;
  /** Its page on GitHub; null when no remote is there. */
  readonly web: string | null;
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
  if (!repository) {
    const state = () => Promise.resolve(null);
    return { folder, real, repository, inRepository: '', files: await files.list(real), state };
  }
  let asked: Promise<RepositoryNow> | undefined;
  const state = (): Promise<RepositoryNow> => (asked ??= repositoryNow(repository, signal));
  // Begun while the files are listed; whoever needs it hears of its failure.
  state().catch(() => {});
  const [top, known] = await Promise.all([files.real(repository.root), repository.files(signal)]);
  const inside = relative(top ?? repository.root, real)
    .split(sep)
    .join('/');
  const prefix = inside === '' ? '' : `${inside}/`;
  const own =
    prefix === ''
      ? known
      : known.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  // A folder that git ignores as a whole is listed as any other.
  const listed = own.length > 0 ? own : await files.list(real);
  return { folder, real, repository, inRepository: prefix, files: listed, state };
}

async function repositoryNow(repository: GitRepository, signal?: Cancellation): Promise<RepositoryNow> {
  const [{ head, changes }, pushed, remotes] = await Promise.all([
    repository.workingTree(signal),
    repository.nearestPushed(signal),
    repository.remotes(signal),
  ]);
  const preferred = remotes.find(({ name }) => head.upstream?.name.startsWith(`${name}/`));
  const ordered = [preferred, ...remotes.filter(({ name }) => name === 'origin'), ...remotes];
  const address = ordered.flatMap((remote) => (remote && addressOfRemote(remote)) ?? [])[0];
  return {
    head,
    changedPaths: changes.map(({ path }) => path),
    pushed,
    web: address ? webUrl(address) : null,
  };
}

/**
 * The real path of a file of the workspace; null when it is none, or when a symbolic link leads out of the workspace:
 * a trace says what is read, and anybody may have written the trace.
 */
export async function realInside(root: Root, path: string, files: Files): Promise<string | null> {
  if (path.includes('\0')) return null;
  const real = await files.real(join(root.real, path));
  return real !== null && isInside(root.real, real) ? real : null;
}

/** The text of a file of the workspace, as `realInside` finds it. */
export async function readInside(
  root: Root,
  path: string,
  files: Files,
  maxBytes?: number,
): Promise<string | null> {
  const real = await realInside(root, path, files);
  return real === null ? null : files.read(real, maxBytes);
}

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
