import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Cancellation } from '../../../core/cancel';
import type { Fetched, PickedUp } from '../../../core/ports/share';
import { UserError } from '../../../core/errors';
import { quoted } from '../../../core/share/refusal';
import { tellProgress } from '../../../core/share/progressText';
import { GitFailure } from '../failure';
import type { RunnerOptions } from '../runner';
import { fetchRefs, mustBeSafe, partsOf, type Parts } from './fetch';
import { restore } from './restore';
import { openPlace, type Place } from './settings';
import { shownPath } from './treeState';
import { markMaking, type Marker } from './unfinished/marker';

/**
 * A new working tree beside this one in the author's state, on a branch of its own that follows the author's upstream.
 * Until `marker` is removed it is one that is being made.
 */
export async function openWorktree(
  place: Place,
  options: RunnerOptions,
  fetched: Fetched,
  signal?: Cancellation,
): Promise<PickedUp & { readonly marker: Marker }> {
  const { manifest, share } = fetched;
  const parts = await partsOf(place, fetched.commit, manifest, signal);
  await mustBeSafe(place, parts, signal);
  const { folder, branch, marker } = await addTree(place, fetched, parts, signal);
  try {
    const there = await openPlace(folder, options, undefined, signal);
    if (parts.head === null && branch !== null) {
      await there.runner.output(['symbolic-ref', 'HEAD', `refs/heads/${branch}`], { signal });
    }
    const conflicts = await restore(there, parts, manifest, signal);
    const upstream = branch === null ? null : await follow(place, fetched, branch, signal);
    return {
      marker,
      worktree: folder,
      branch,
      conflicts: conflicts.map(shownPath),
      remarks: remarksOf(fetched, upstream, true),
    };
  } catch (error) {
    // What is new goes again; nothing else was touched.
    const gone = await place.runner.output(['worktree', 'remove', '--force', folder]).catch(() => null);
    if (branch !== null && parts.head !== null) await dropBranch(place, branch, parts.head);
    if (gone !== null) await marker.remove();
    if (!(error instanceof GitFailure)) throw error;
    throw notPut(share, folder, error);
  }
}

/** A new working tree without files yet. Somebody else may take the folder or the branch in between: then others. */
async function addTree(
  place: Place,
  { share, manifest }: Fetched,
  parts: Parts,
  signal: Cancellation | undefined,
): Promise<{ readonly folder: string; readonly branch: string | null; readonly marker: Marker }> {
  const { head, index, whole } = parts;
  for (let attempt = 1; ; attempt += 1) {
    const [folder, branch] = await Promise.all([
      freeFolder(join(dirname(place.root), `${basename(place.root)}-${share.name}`)),
      freeBranch(place, manifest.branch, share.login, signal),
    ]);
    const isUnborn = head === null;
    const start = head ?? index;
    const marker = await markMaking(place, { share, folder, branch, isUnborn, start, whole, index });
    const named = branch === null || isUnborn ? ['--detach'] : ['-b', branch];
    const args = ['worktree', 'add', '--quiet', '--no-checkout', ...named, folder, start];
    try {
      await place.runner.output(args, { signal });
      return { folder, branch, marker };
    } catch (error) {
      // git takes back what it added, but for the branch.
      const said = error instanceof GitFailure ? error.stderr : '';
      const isOthers = /a branch named .* already exists/.test(said);
      if (branch !== null && head !== null && !isOthers) await dropBranch(place, branch, head);
      await marker.remove();
      if (!(error instanceof GitFailure)) throw error;
      if (!said.includes('already exists') || attempt >= 5) throw notPut(share, folder, error);
    }
  }
}

/** Takes a new branch away again, as long as it is where it began and no working tree is on it. */
async function dropBranch(place: Place, branch: string, start: string): Promise<void> {
  const args = ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`];
  const found = await place.runner.output(args, { statuses: [0, 1] }).catch(() => null);
  if (found?.stdout.trim() !== start) return;
  await place.runner.output(['branch', '-D', '--quiet', '--', branch]).catch(() => undefined);
}

function notPut({ login, name }: Fetched['share'], folder: string, { stderr }: GitFailure): UserError {
  return new UserError(
    `${login}/${name} could not be put into ${folder} (${quoted(stderr)}): try again once that is mended. Nothing of yours was changed.`,
  );
}

/** What the receiver should know before going on. */
export function remarksOf(
  { manifest }: Fetched,
  upstream: string | null,
  /** Where the author stood, and not on top of something else. */
  isWhole: boolean,
): readonly string[] {
  const { operation, leftOut } = manifest;
  const remarks: string[] = [];
  if (operation === 'merge' && manifest.merging.length > 0 && isWhole) {
    remarks.push('The author was in the middle of a merge: it goes on here, and the next commit ends it.');
  } else if (operation !== null) {
    remarks.push(tellProgress(operation, manifest.progress, isWhole));
  }
  if (manifest.upstream !== null && upstream === null) {
    remarks.push(`The branch follows nothing: ${manifest.upstream.branch} is not on the remote any more.`);
  }
  for (const { path, why } of leftOut) remarks.push(`Not inside: ${path} (${why}).`);
  return remarks;
}

async function freeFolder(wanted: string): Promise<string> {
  for (let number = 1; number < 1000; number += 1) {
    const folder = number === 1 ? wanted : `${wanted}-${number}`;
    if ((await stat(folder).catch(() => null)) === null) return folder;
  }
  throw new UserError(
    `${wanted} and its numbered neighbours are all taken: remove worktrees that you no longer need.`,
  );
}

/** The author's branch name, or one beside it where it is taken; null when the author was on no branch. */
async function freeBranch(
  place: Place,
  wanted: string | null,
  login: string,
  signal: Cancellation | undefined,
): Promise<string | null> {
  if (wanted === null) return null;
  const valid = await place.runner.output(['check-ref-format', '--branch', wanted], {
    signal,
    statuses: [0, 1, 128],
  });
  if (valid.exitCode !== 0 || valid.stdout.trim() !== wanted) return null;
  const { stdout } = await place.runner.output(['for-each-ref', '--format=%(refname)', 'refs/heads'], {
    signal,
  });
  const taken = new Set(stdout.split('\n').map((line) => line.toLowerCase()));
  const isFree = (name: string): boolean => {
    const ref = `refs/heads/${name}`.toLowerCase();
    // A branch can neither lie in another nor hold one.
    const above = ref.split('/').map((_, at, all) => all.slice(0, at + 1).join('/'));
    return !above.some((each) => taken.has(each)) && ![...taken].some((each) => each.startsWith(`${ref}/`));
  };
  for (let number = 0; number < 1000; number += 1) {
    const name = number === 0 ? wanted : `${wanted}-${login}${number === 1 ? '' : `-${number}`}`;
    if (isFree(name)) return name;
  }
  return null;
}

/** Sets the author's upstream; null when there is none any more. */
async function follow(
  place: Place,
  { manifest, remote }: Fetched,
  branch: string,
  signal: Cancellation | undefined,
): Promise<string | null> {
  const { upstream } = manifest;
  if (upstream === null) return null;
  const spec = `refs/heads/${upstream.branch}`;
  const valid = await place.runner.output(['check-ref-format', spec], { signal, statuses: [0, 1] });
  if (valid.exitCode !== 0) return null;
  // The same remote may have another name here.
  const isKnown = place.config.get(`remote.${upstream.remote}.url`) !== null;
  const name = isKnown ? upstream.remote : remote.name;
  const tracking = `refs/remotes/${name}/${upstream.branch}`;
  const here = (): Promise<boolean> =>
    place.runner
      .output(['rev-parse', '--verify', '--quiet', tracking], { signal, statuses: [0, 1] })
      .then(({ exitCode }) => exitCode === 0);
  if (!(await here())) {
    await fetchRefs(place, { ...remote, name }, [`+${spec}:${tracking}`], signal).catch(() => undefined);
    if (!(await here())) return null;
  }
  await place.runner.output(['config', `branch.${branch}.remote`, name], { signal });
  await place.runner.output(['config', `branch.${branch}.merge`, spec], { signal });
  return tracking;
}
