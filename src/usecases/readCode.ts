import { join } from 'node:path';
import type { Cancellation } from '../core/cancel';
import type { CodeReading } from '../core/handoff/code/reference';
import { webOf } from '../core/handoff/code/web';
import type { Files } from '../core/ports/files';
import type { GitRepository, Remote } from '../core/ports/git';

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
  files: Files,
  signal?: Cancellation,
): Promise<CodeReading | null> {
  const told = [...new Set(paths)].filter(isBelow).slice(0, mostFiles);
  if (!remote || told.length === 0) return null;
  const pushed = await repository.nearestPushed(signal);
  const there = await Promise.all(
    told.map((path) => (pushed === null ? null : repository.textAt(pushed, path, signal))),
  );
  const known = new Set(told.filter((_, index) => (there[index] ?? null) !== null));
  const [changes, texts] = await Promise.all([
    pushed === null ? [] : repository.day.changesSince(pushed, [...known], signal),
    Promise.all(told.map((path) => textBelow(repository.root, path, files))),
  ]);
  return {
    web: webOf(remote),
    pushed,
    known,
    changes,
    texts: new Map(
      told.flatMap((path, index) => {
        const text = texts[index] ?? null;
        return text === null ? [] : [[path, text] as const];
      }),
    ),
  };
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
