import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../../../core/cancel';
import { GitFailure } from '../../failure';
import type { RunnerOptions } from '../../runner';
import type { Place } from '../settings';
import { abandoned, type Making, type Marker } from './marker';
import { holdsNothing, ownFolderOf } from './untouched';

/**
 * Takes away working trees that were being made for what was picked up when whoever made them was killed: only those
 * that hold nothing but what was put there. Answers one sentence for each that is gone, and for each that stays; `marks`
 * are those of the latter, to be removed once they were told.
 */
export async function tidyUnfinished(
  place: Place,
  options: RunnerOptions,
  now: number,
  signal?: Cancellation,
): Promise<{ readonly told: readonly string[]; readonly marks: readonly Marker[] }> {
  const told: string[] = [];
  const marks: Marker[] = [];
  for (const { making, marker } of await abandoned(place, now)) {
    const outcome = await tidyOne(place, options, making, signal);
    const { share, folder } = making;
    const what = `A pick up of ${share.login}/${share.name} was broken off and left ${folder} half made`;
    if (outcome === 'removed') told.push(`${what}: it held nothing of yours and is removed.`);
    if (outcome === 'stays') {
      told.push(
        `${what}. It stays, because something in it may be yours: "git worktree remove" takes it away.`,
      );
    }
    // git may still be at work in a busy one.
    if (outcome === 'stays') marks.push(marker);
    else if (outcome !== 'busy') await marker.remove();
  }
  return { told, marks };
}

async function tidyOne(
  place: Place,
  options: RunnerOptions,
  making: Making,
  signal: Cancellation | undefined,
): Promise<'none' | 'busy' | 'removed' | 'stays'> {
  const { folder, branch } = making;
  const isThere = (await stat(folder).catch(() => null)) !== null;
  const own = await ownFolderOf(place, folder);
  if (own === null) return isThere ? 'stays' : 'none';
  if ((await stat(join(own, 'index.lock')).catch(() => null)) !== null) return 'busy';
  try {
    if (!(await holdsNothing(place, options, own, making, signal))) return 'stays';
    // What remembers the rest goes last: whoever is killed in here is followed by one who goes on.
    if (branch !== null && !making.isUnborn) await dropBranch(place, own, making, branch, signal);
    await place.runner.output(['worktree', 'remove', '--force', folder], { signal });
    return 'removed';
  } catch (error) {
    if (error instanceof GitFailure) return 'stays';
    throw error;
  }
}

/** The new branch, as long as the working tree is on it and it is where it began. */
async function dropBranch(
  place: Place,
  own: string,
  { start }: Making,
  branch: string,
  signal: Cancellation | undefined,
): Promise<void> {
  const ref = `refs/heads/${branch}`;
  if ((await readFile(join(own, 'HEAD'), 'utf8')).trim() !== `ref: ${ref}`) return;
  const found = await place.runner.output(['rev-parse', '--verify', '--quiet', ref], {
    signal,
    statuses: [0, 1],
  });
  if (found.stdout !== '') await place.runner.output(['update-ref', '-d', ref, start], { signal });
  if (place.config.keys(`branch.${branch}.`).length === 0) return;
  await place.runner.output(['config', '--local', '--remove-section', `branch.${branch}`], {
    signal,
    statuses: [0, 128],
  });
}
