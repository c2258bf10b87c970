import { constants, lstatSync, type Stats } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../../core/cancel';
import { reasons } from '../../../core/share/leftOut';
import type { GitRunner } from '../runner';
import { noMode, type ChangedPath, type TreeState } from './treeState';

/** A path that stays behind, in bytes. */
export interface Behind {
  readonly path: string;
  readonly why: string;
}

/** What may not travel: too large, unreadable, a repository of its own, or left out by its author. */
export async function weigh(
  runner: GitRunner,
  state: TreeState,
  limit: {
    readonly maxBytes: number;
    readonly leaveOut: ReadonlySet<string>;
    isLarge(path: string): boolean;
  },
  signal?: Cancellation,
): Promise<ReadonlyMap<string, string>> {
  const behind = new Map<string, string>();
  const bytes = (path: string): Buffer =>
    Buffer.concat([Buffer.from(join(runner.cwd, '/')), Buffer.from(path, 'latin1')]);
  // Asked at once, a few dozen at a time: waiting for each costs ten times the answer.
  const look = (path: string): Promise<void> | undefined => {
    if (limit.leaveOut.has(path)) return void behind.set(path, reasons.byChoice);
    if (path.endsWith('/')) return void behind.set(path, reasons.nested);
    const found = statOf(bytes(path));
    if (!found?.isFile()) return;
    if (found.size > limit.maxBytes && !limit.isLarge(path)) {
      behind.set(path, reasons.tooLarge(found.size, limit.maxBytes));
    } else if (!isOwnAndReadable(found)) {
      return canRead(bytes(path)).then((can) => void (can || behind.set(path, reasons.unreadable)));
    }
  };
  const paths = [
    ...state.changed.filter(({ isSubmodule }) => !isSubmodule).map(({ path }) => path),
    ...state.untracked,
  ];
  for (let at = 0; at < paths.length; at += 64) {
    await Promise.all(paths.slice(at, at + 64).map(look));
    if (at > 0) await new Promise<void>((next) => setImmediate(next));
  }
  for (const each of await weighStaged(runner, state.changed, limit.maxBytes, signal)) {
    if (!behind.has(each.path)) behind.set(each.path, each.why);
  }
  return behind;
}

function statOf(path: Buffer): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

/** The owner's right is told by the file; only for somebody else's file the system is asked. */
function isOwnAndReadable({ uid, mode }: Stats): boolean {
  return process.getuid?.() === uid && (mode & 0o400) !== 0;
}

function canRead(path: Buffer): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}

/** What is staged can be larger than the file that stands there now. */
async function weighStaged(
  runner: GitRunner,
  changed: readonly ChangedPath[],
  maxBytes: number,
  signal: Cancellation | undefined,
): Promise<readonly Behind[]> {
  const staged = changed.filter(
    ({ staged: isStaged, index, isSubmodule, stages }) =>
      isStaged && !isSubmodule && stages === null && index.mode !== noMode,
  );
  if (staged.length === 0) return [];
  const input = staged.map(({ index }) => `${index.sha}\n`).join('');
  const args = ['cat-file', '--batch-check=%(objectsize)', '--buffer'];
  const { stdout } = await runner.output(args, { signal, input });
  return stdout.split('\n').flatMap((line, at) => {
    const path = staged[at]?.path;
    const size = Number(line);
    return path !== undefined && size > maxBytes ? [{ path, why: reasons.tooLarge(size, maxBytes) }] : [];
  });
}
