import { isAbsolute, join, relative, sep } from 'node:path';
import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { Files } from '../../core/ports/files';
import type { Git, GitRepository, WorkingTree } from '../../core/ports/git';
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
  /** Tracked files, or all where there is no git; relative, with forward slashes. */
  readonly files: readonly string[];
  /** Asked once, and early: git needs longer for it than for everything else together. Null where there is no git. */
  tree(): Promise<WorkingTree | null>;
  /** What others can see of it; does not wait for the state of the working tree. */
  published(): Promise<Published>;
}

export interface Published {
  readonly head: string | null;
  /** The newest commit of HEAD's history that is on a remote. */
  readonly pushed: string | null;
  /** Its page on GitHub; null when no remote is there. */
  readonly web: string | null;
}

const nowhere: Published = { head: null, pushed: null, web: null };

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
    const tree = () => Promise.resolve(null);
    const published = () => Promise.resolve(nowhere);
    return { folder, real, repository, inRepository: '', files: await files.list(real), tree, published };
  }
  const tree = once(() => repository.workingTree(signal));
  const published = once(() => publishedOf(repository, tree, signal));
  // Begun early; whoever needs it hears of its failure.
  published().catch(() => {});
  const [top, known] = await Promise.all([files.real(repository.root), repository.files(signal)]);
  // Not before the names are there, which everything waits for: it takes all processors.
  tree().catch(() => {});
  const inside = relative(top ?? repository.root, real)
    .split(sep)
    .join('/');
  const prefix = inside === '' ? '' : `${inside}/`;
  const own = below(known, prefix);
  // A folder that git ignores as a whole is listed as any other.
  const listed = own.length > 0 ? own : await files.list(real);
  return { folder, real, repository, inRepository: prefix, files: listed, tree, published };
}

/** The root with the files that are new and not ignored. The same root when there are none. */
export async function withNewFiles(root: Root, signal?: Cancellation): Promise<Root> {
  const changes = (await root.tree())?.changes ?? [];
  const added = changes.filter(({ kind }) => kind === 'untracked').map(({ path }) => path);
  if (added.length === 0 || !root.repository) return root;
  const folders = added.filter((path) => path.endsWith('/'));
  const inFolders = await root.repository.history.untracked(folders.slice(0, mostFolders), signal);
  const fresh = below([...added.filter((path) => !path.endsWith('/')), ...inFolders], root.inRepository);
  return fresh.length === 0 ? root : { ...root, files: [...root.files, ...fresh] };
}

/** A command line can hold only so many names. */
const mostFolders = 200;

function below(paths: readonly string[], prefix: string): readonly string[] {
  if (prefix === '') return paths;
  return paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}

async function publishedOf(
  repository: GitRepository,
  tree: () => Promise<WorkingTree | null>,
  signal?: Cancellation,
): Promise<Published> {
  const [head, pushed, remotes] = await Promise.all([
    repository.history.commit('HEAD', signal),
    repository.nearestPushed(signal),
    repository.remotes(signal),
  ]);
  const known = remotes.filter((remote) => addressOfRemote(remote) !== null);
  // Of several, the one that the branch follows; only then it has to be asked.
  const upstream = known.length > 1 ? (await tree())?.head.upstream?.name : undefined;
  const remote =
    known.find(({ name }) => upstream?.startsWith(`${name}/`)) ??
    known.find(({ name }) => name === 'origin') ??
    known[0];
  const address = remote ? addressOfRemote(remote) : null;
  return { head, pushed, web: address ? webUrl(address) : null };
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
