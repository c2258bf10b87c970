import { access, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { CancelledError } from '../../core/errors';
import type { Cancellation } from '../../core/cancel';
import type { OtherTree } from '../../core/ports/daysWork';
import type { GitRunner } from './runner';
import { readStatus } from './status';

/** Whoever has more working trees has a program that makes them. */
const most = 20;

/**
 * The other working trees in which something is not committed. `at` runs git in one of them, without the filter
 * programs that the repository names. What cannot be read (a disk that is not there) is left out.
 */
export async function readOtherTrees(
  runner: GitRunner,
  commonDirectory: string,
  at: (root: string, signal?: Cancellation) => Promise<GitRunner>,
  but: readonly string[],
  signal: Cancellation | undefined,
): Promise<OtherTree[]> {
  // Most repositories have none, and need not ask git.
  if (!(await exists(join(commonDirectory, 'worktrees')))) return [];
  const { stdout } = await runner.output(['worktree', 'list', '--porcelain', '-z'], { signal });
  const skip = new Set(await Promise.all([runner.cwd, ...but].map(real)));
  const roots: string[] = [];
  for (const record of stdout.split('\0\0')) {
    const lines = record.split('\0');
    const root = lines.find((line) => line.startsWith('worktree '))?.slice('worktree '.length);
    if (root === undefined || lines.some((line) => /^(?:bare|prunable)(?: |$)/.test(line))) continue;
    if (!skip.has(await real(root))) roots.push(root);
  }
  const found: OtherTree[] = [];
  for (const root of roots.slice(0, most)) {
    try {
      const { head, changes } = await readStatus(await at(root, signal), signal);
      if (changes.length > 0) found.push({ root, branch: head.branch, changes: changes.length });
    } catch (error) {
      if (error instanceof CancelledError || signal?.aborted) throw error;
    }
  }
  return found;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const real = (path: string): Promise<string> => realpath(path).catch(() => path);
