import type { Cancellation } from '../../../core/cancel';
import { UserError } from '../../../core/errors';
import { SharedElsewhereError, type PushOrder, type ShareRemote } from '../../../core/ports/share';
import { shareRef } from '../../../core/share/names';
import { refusalOf } from '../../../core/share/refusal';
import { GitFailure } from '../failure';
import { createRunner, type RunnerOptions } from '../runner';
import { readCommit } from './commit';
import type { Place, Settings } from './settings';

/** Lists refs of a remote that match a pattern, with what they point to. */
export async function listRefs(
  place: Place,
  remote: ShareRemote,
  patterns: readonly string[],
  signal?: Cancellation,
): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await reach(remote, () =>
    place.runner.output(['ls-remote', '--refs', remote.name, ...patterns], { signal, reaches: true }),
  );
  const found = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const [sha, ref] = line.split('\t');
    if (sha && ref) found.set(ref, sha);
  }
  return found;
}

/** Moves the share's ref on the remote, then here. What another machine put there is not replaced unasked. */
export async function pushShare(
  place: Place,
  { share, remote, commit, replace }: PushOrder,
  /** What was here when the snapshot was made, where that is known. */
  before?: string | null,
  signal?: Cancellation,
): Promise<'pushed' | 'unchanged'> {
  const ref = shareRef(share);
  let known = before !== undefined ? before : ((await readCommit(place, ref, signal))?.sha ?? null);
  if (known === commit || replace) {
    known = (await listRefs(place, remote, [ref], signal)).get(ref) ?? null;
    if (known === commit) {
      await setRef(place, ref, commit, signal);
      return 'unchanged';
    }
  }
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await pushOnce(place, remote, { ref, commit, expected: known }, signal);
    // git set the ref here along with the remote's.
    if (outcome === 'done') return 'pushed';
    const there = (await listRefs(place, remote, [ref], signal)).get(ref) ?? null;
    if (there === commit) break;
    // Another window of this clone was faster: what it made is here, and what is pushed now is younger.
    const isOurs = there === null || (await readCommit(place, there, signal)) !== null;
    if ((!isOurs && !replace) || attempt >= 5) {
      throw new SharedElsewhereError(
        `"${share.login}/${share.name}" was shared from another place meanwhile: pick that up first, share under another name, or replace it.`,
      );
    }
    known = there;
  }
  await setRef(place, ref, commit, signal);
  return 'pushed';
}

/** Remembers here what the remote has. The object must be here. */
export async function setRef(
  place: Place,
  ref: string,
  sha: string,
  signal: Cancellation | undefined,
): Promise<void> {
  await place
    .with({ settings: [['core.logAllRefUpdates', 'false']] })
    .output(['update-ref', ref, sha], { signal });
}

/** One compare-and-swap push. `moved`: the remote does not have what was expected. */
async function pushOnce(
  place: Place,
  remote: ShareRemote,
  move: { readonly ref: string; readonly commit: string; readonly expected: string | null },
  signal: Cancellation | undefined,
): Promise<'done' | 'moved'> {
  const { ref, commit, expected } = move;
  const lease = `--force-with-lease=${ref}:${expected ?? ''}`;
  // As if refs/baton were fetched from there: git then remembers here, by the way, what it pushed.
  const remembered = [
    [`remote.${remote.name}.fetch`, `+${ref}:${ref}`],
    ['core.logAllRefUpdates', 'false'],
  ] as const;
  return pushRefs(place, remote, [lease], [`${commit}:${ref}`], signal, remembered);
}

export async function pushRefs(
  place: Place,
  remote: ShareRemote,
  flags: readonly string[],
  specs: readonly string[],
  signal: Cancellation | undefined,
  settings: Settings = [],
): Promise<'done' | 'moved'> {
  // What the person or the machine guards pushing with is asked; what the repository names is not run.
  const hooks = place.config.trusted('core.hookspath');
  const own: Settings = hooks === null ? [] : [['core.hooksPath', hooks]];
  const runner = place.with({ settings: [...settings, ...own] });
  const args = [
    'push',
    '--porcelain',
    '--no-follow-tags',
    '--no-signed',
    '--recurse-submodules=no',
    ...(hooks === null ? ['--no-verify'] : []),
    ...flags,
    remote.name,
    ...specs,
  ];
  const { stdout, exitCode } = await reach(remote, () =>
    runner.output(args, { signal, statuses: [0, 1], reaches: true }),
  );
  const refused = stdout.split('\n').find((line) => line.startsWith('!'));
  if (exitCode === 0 && refused === undefined) return 'done';
  // A guard that says no ends git before any ref is spoken of.
  if (refused === undefined) throw refusalOf(remote.url, null, 'the hook that guards pushing here said no');
  const reason = refused.split('\t')[2] ?? '';
  const isMoved =
    reason === '[rejected] (stale info)' ||
    /^\[remote rejected\] \((?:failed to update ref|cannot lock ref|incorrect old value)/.test(reason);
  if (isMoved) return 'moved';
  throw refusalOf(remote.url, reason, '');
}

/** Pushes the branch at hand to where it follows, or to its own name: an ordinary push, with the ordinary hooks. */
export async function pushBranch(
  place: Place,
  options: RunnerOptions,
  remote: ShareRemote,
  signal?: Cancellation,
): Promise<void> {
  const { branch } = place.head;
  if (branch === null)
    throw new UserError('You are on no branch, so there is none to push: share a snapshot instead.');
  const merge = place.config.get(`branch.${branch}.merge`);
  const isFollowed = place.config.get(`branch.${branch}.remote`) === remote.name && merge !== null;
  const args = ['push', '--porcelain', ...(isFollowed ? [] : ['--set-upstream']), remote.name];
  const spec = `refs/heads/${branch}:${isFollowed ? merge : `refs/heads/${branch}`}`;
  const runner = createRunner(place.root, options);
  const { stdout, exitCode } = await reach(remote, () =>
    runner.output([...args, spec], { signal, statuses: [0, 1], reaches: true }),
  );
  const refused = stdout.split('\n').find((line) => line.startsWith('!'));
  if (refused?.includes('(non-fast-forward)') || refused?.includes('(fetch first)')) {
    throw new UserError(
      `${branch} moved on at ${remote.name} meanwhile: pull it first, or share a snapshot. Nothing was shared.`,
    );
  }
  if (exitCode !== 0 || refused !== undefined) {
    throw refusalOf(remote.url, refused?.split('\t')[2] ?? null, 'the hook that guards pushing here said no');
  }
}

/** Runs what speaks with a remote; what stands in the way becomes one sentence. */
export async function reach<T>(remote: ShareRemote, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GitFailure) throw refusalOf(remote.url, null, error.stderr);
    throw error;
  }
}
