import type { Cancellation } from '../../../core/cancel';
import { reasons } from '../../../core/share/leftOut';
import type { LeftOut } from '../../../core/share/manifest';
import type { ShareRemote, Snapshot } from '../../../core/ports/share';
import { GitFailure } from '../failure';
import type { Place } from './settings';
import { shownPath } from './treeState';

/** Paths whose content Git LFS keeps, as the attributes say. */
interface LargeFiles {
  has(path: string): boolean;
  /** What a tree holds in their place: the pointers' object ids. */
  pointers(tree: string, signal?: Cancellation): Promise<Snapshot['large']>;
}

const pointer =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:[a-z0-9.-]+ .*\n)*?oid sha256:([0-9a-f]{64})\n/;

export async function largeAmong(
  place: Place,
  paths: readonly string[],
  signal?: Cancellation,
): Promise<LargeFiles> {
  const found = new Set<string>();
  // Without the filter nothing of LFS is here.
  const isUsed = place.config.keys('filter.lfs.').length > 0;
  if (isUsed && paths.length > 0) {
    const input = paths.map((path) => `${path}\0`).join('');
    const args = ['check-attr', '-z', '--stdin', 'filter'];
    const { stdout } = await place.runner.output(args, { signal, input, encoding: 'latin1' });
    const fields = stdout.split('\0');
    for (let at = 0; at + 2 < fields.length; at += 3)
      if (fields[at + 2] === 'lfs') found.add(fields[at] ?? '');
  }
  // Where only the repository names the filter, it does not run, and the file itself travels.
  const isTrusted =
    place.config.trusted('filter.lfs.process') !== null || place.config.trusted('filter.lfs.clean') !== null;
  return {
    has: (path) => isTrusted && found.has(path),
    async pointers(tree, cancel) {
      const large: { path: string; id: string }[] = [];
      for (const path of found) {
        const { stdout, exitCode } = await place.runner.output(
          ['cat-file', 'blob', `${tree}:${shownPath(path)}`],
          {
            signal: cancel,
            statuses: [0, 128],
          },
        );
        const id = exitCode === 0 ? pointer.exec(stdout.slice(0, 1024))?.[1] : undefined;
        if (id !== undefined) large.push({ path: shownPath(path), id });
      }
      return large;
    },
  };
}

/** Uploads contents by the person's own git-lfs; the answer is what could not be. */
export async function uploadLarge(
  place: Place,
  remote: ShareRemote,
  large: Snapshot['large'],
  signal?: Cancellation,
): Promise<readonly LeftOut[]> {
  if (large.length === 0) return [];
  try {
    const ids = [...new Set(large.map(({ id }) => id))];
    await place.runner.output(['lfs', 'push', '--object-id', remote.name, ...ids], { signal });
    return [];
  } catch (error) {
    // git-lfs is missing, or its server said no: the share goes on, and the note names what is missing.
    if (!(error instanceof GitFailure)) throw error;
    return large.map(({ path }) => ({ path, why: reasons.lfs }));
  }
}
