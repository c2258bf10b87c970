import { join } from 'node:path';
import type { Cancellation } from '../core/cancel';
import type { CodeReading } from '../core/handoff/code/reference';
import { webOf } from '../core/handoff/code/web';
import type { Files } from '../core/ports/files';
import type { Branch, GitRepository, Hunk, Remote, WorkingTree } from '../core/ports/git';

/** A note that refers to more files is a log. */
const mostFiles = 20;
const mostBytes = 512 * 1024;

/**
 * What a note's references need to lead its reader to the code, for these paths below the repository's root; null where
 * no remote is, so that nobody else could look, and where there is nothing to refer to.
 */
export async function readCode(
  repository: GitRepository,
  remote: Remote | null,
  paths: readonly string[],
  stands: Stands,
  texts: Promise<ReadonlyMap<string, string>>,
  signal?: Cancellation,
): Promise<CodeReading | null> {
  const told = toldOf(paths);
  if (!remote || told.length === 0) return null;
  const isPushed = stands.branches.some((branch) => branch.remote && branch.sha === stands.tree.head.sha);
  const pushed = isPushed ? stands.tree.head.sha : await repository.nearestPushed(signal);
  const sure = told.filter((path) => isPushed && isTracked(path, stands));
  const unsure = told.filter((path) => !sure.includes(path));
  const found = pushed === null ? [] : await repository.day.pathsAt(pushed, unsure, signal);
  const known = new Set([...sure, ...found]);
  const changes =
    pushed === null ? [] : await changesOf(repository, pushed, [...known], isPushed ? stands : null, signal);
  return { web: webOf(remote), pushed, known, changes, texts: await texts };
}

/** The texts of these files below the repository's root, without what is too large or leads out of it. */
export async function textsBelow(
  root: string,
  paths: readonly string[],
  files: Files,
): Promise<ReadonlyMap<string, string>> {
  const told = toldOf(paths);
  const texts = await Promise.all(told.map((path) => textBelow(root, path, files)));
  return new Map(
    told.flatMap((path, index) => {
      const text = texts[index] ?? null;
      return text === null ? [] : [[path, text] as const];
    }),
  );
}

function toldOf(paths: readonly string[]): string[] {
  return [...new Set(paths)].filter(isBelow).slice(0, mostFiles);
}

/** What is known of HEAD already, so that git need not be asked again. */
interface Stands {
  readonly tree: WorkingTree;
  readonly branches: readonly Branch[];
  readonly worktree: readonly Hunk[];
  readonly recent: readonly Hunk[];
}

/** Whether it is known already that HEAD has a file. */
function isTracked(path: string, { tree, recent }: Stands): boolean {
  const change = tree.changes.find((each) => each.path === path);
  if (change) return ['modified', 'deleted', 'type-changed'].includes(change.kind);
  return recent.some((hunk) => hunk.path === path);
}

/** A difference that was read in part only, since it is huge, does not tell where a line has moved. */
const mostKnown = 15_000;

async function changesOf(
  repository: GitRepository,
  pushed: string,
  paths: readonly string[],
  stands: Stands | null,
  signal: Cancellation | undefined,
): Promise<readonly Hunk[]> {
  const lines = stands?.worktree.reduce((sum, { added, removed }) => sum + added.length + removed.length, 0);
  if (stands && lines !== undefined && lines < mostKnown) {
    return stands.worktree.filter(({ path }) => paths.includes(path));
  }
  return repository.day.changesSince(pushed, paths, signal);
}

/** A path of a journal may be anything: none that leads out of the repository, or into git's own files, is read. */
function isBelow(path: string): boolean {
  return !/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.(?:\.|git)(?:[/\\]|$)|\0/i.test(path);
}

/** Symbolic links could lead elsewhere: what is really outside is not read. */
async function textBelow(root: string, path: string, files: Files): Promise<string | null> {
  const [top, real] = await Promise.all([files.real(root), files.real(join(root, path))]);
  if (top === null || real === null || !real.startsWith(join(top, '/'))) return null;
  return files.read(real, mostBytes);
}
