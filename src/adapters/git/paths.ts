import type { Cancellation } from '../../core/cancel';
import type { GitRunner } from './runner';

/** More than this say no more of where the work was. */
const mostCommits = 1_000;
const mostPaths = 50;

/** Which files commits touched, by their shas; of the first 1,000 commits, and of each its first 50 files. */
export async function pathsOf(
  runner: GitRunner,
  shas: readonly string[],
  signal?: Cancellation,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const told = shas.filter((sha) => /^[0-9a-f]{40,64}$/.test(sha)).slice(0, mostCommits);
  const found = new Map<string, readonly string[]>();
  if (told.length === 0) return found;
  const args = ['log', '--no-walk=unsorted', '--no-renames', '--name-only', '--format=%x00%H', ...told, '--'];
  for await (const record of runner.records(args, { signal })) {
    const [sha = '', ...names] = record.split('\n', mostPaths + 2);
    if (sha !== '') {
      found.set(
        sha,
        names.filter((name) => name !== ''),
      );
    }
  }
  return found;
}

/** Which of these paths a commit has, whatever they are called. */
export async function pathsAt(
  runner: GitRunner,
  sha: string,
  paths: readonly string[],
  signal?: Cancellation,
): Promise<ReadonlySet<string>> {
  const told = paths.slice(0, mostPaths);
  if (!/^[0-9a-f]{40,64}$/.test(sha) || told.length === 0) return new Set();
  const args = ['ls-tree', '-z', '--full-tree', '--name-only', sha, '--', ...told];
  const { stdout } = await runner.output(args, { signal });
  return new Set(stdout.split('\0').filter((path) => path !== ''));
}
