import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../../core/cancel';
import type { Manifest } from '../../../core/share/manifest';
import { goesOnAs } from '../../../core/share/progressText';
import { readCommit, readCommits } from './commit';
import type { Place } from './settings';

/**
 * What was under way goes on here, as far as the next commit can end it: a merge, a revert, a cherry-pick, and of a
 * rebase the commit at hand. What the author's git would do after that is told, and done by nobody but the receiver:
 * a list of steps can hold programs to run.
 */
export async function continueOperation(
  place: Place,
  manifest: Manifest,
  signal?: Cancellation,
): Promise<void> {
  const { operation, progress, merging } = manifest;
  if (operation === 'merge') return continueMerge(place, merging, signal);
  const way = operation === null ? null : goesOnAs(operation, progress);
  const sha = progress?.at?.sha;
  if (way === null || sha === undefined) return;
  const commit = await readCommit(place, sha, signal);
  if (!commit) return;
  const subject = commit.message.split('\n')[0] ?? '';
  const message =
    way === 'revert' ? `Revert "${subject}"\n\nThis reverts commit ${commit.sha}.\n` : commit.message;
  await writeFile(
    join(place.gitDirectory, way === 'revert' ? 'REVERT_HEAD' : 'CHERRY_PICK_HEAD'),
    `${commit.sha}\n`,
  );
  await writeFile(join(place.gitDirectory, 'MERGE_MSG'), message);
}

async function continueMerge(
  place: Place,
  merging: readonly string[],
  signal: Cancellation | undefined,
): Promise<void> {
  if (merging.length === 0) return;
  const found = await readCommits(place, merging, signal);
  if (found.includes(null)) return;
  const write = (name: string, text: string) => writeFile(join(place.gitDirectory, name), text);
  await write('MERGE_HEAD', merging.map((sha) => `${sha}\n`).join(''));
  await write('MERGE_MODE', '');
  await write('MERGE_MSG', `Merge ${merging.map((sha) => sha.slice(0, 12)).join(', ')}\n`);
}
