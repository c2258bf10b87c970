import type { Cancellation } from '../../../core/cancel';
import { UserError } from '../../../core/errors';
import type { Fetched, FetchOrder, ShareRemote } from '../../../core/ports/share';
import { parseManifest, type Manifest } from '../../../core/share/manifest';
import { shareRef, type ShareName } from '../../../core/share/names';
import { dangerIn, dangerOfEach } from '../../../core/share/safePaths';
import { mustBeBearable, tooMuchToFetch } from '../../../core/share/weight';
import { readCommit } from './commit';
import { filledUpTo, openQuarantine } from './incoming/quarantine';
import { weighTrees } from './incoming/weight';
import { rooms } from './more';
import { listRefs, reach, setRef } from './push';
import type { Place } from './settings';

const quietly = [
  '--no-tags',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
  '--no-auto-maintenance',
  '--refmap=',
];

/** Fetches a snapshot from the first of `remotes` that has it. Until all of it is known to be bearable none is kept. */
export async function fetchShare(
  place: Place,
  share: ShareName,
  remotes: readonly ShareRemote[],
  order: Pick<FetchOrder, 'mostBytes' | 'received'>,
  signal?: Cancellation,
): Promise<Fetched> {
  const ref = shareRef(share);
  for (let attempt = 1; ; attempt += 1) {
    const found = await whoHas(place, share, remotes, signal);
    if (!found) {
      throw new UserError(
        `There is no share "${share.login}/${share.name}"${remotes.length === 0 ? ': this repository has no remote' : ` at ${remotes.map(({ name }) => name).join(', ')}`}: check the name, or ask its author to share again.`,
      );
    }
    const { remote } = found;
    const incoming = await openQuarantine(place);
    try {
      const isAll = await filledUpTo(
        incoming,
        order.mostBytes,
        order.received,
        (called) => fetchRefs(incoming.place, remote, [ref], called),
        signal,
      );
      if (!isAll) throw tooMuchToFetch(share, order.mostBytes ?? 0);
      const commit = await readCommit(incoming.place, found.commit, signal);
      // Its author shared again in between.
      if (commit === null && attempt < 3) continue;
      const manifest = commit && parseManifest(commit.message);
      if (!commit || !manifest || commit.parents.length !== parentsOf(manifest)) {
        throw new UserError(
          `"${share.login}/${share.name}" is no snapshot that this version of Baton can read: ask its author to share again.`,
        );
      }
      const trees = [commit.sha, ...commit.parents.slice(manifest.hasHead ? 1 : 0)];
      mustBeBearable(share, await weighTrees(incoming.place, trees, signal), order.mostBytes);
      await incoming.keep();
      await setRef(place, ref, commit.sha, signal);
      const { author, at } = commit;
      return { share, remote, commit: commit.sha, manifest, author, sharedAt: at };
    } finally {
      await incoming.remove();
    }
  }
}

/**
 * The first of the remotes that has it, and what it has there; null when none has. Rejects when none has and one could
 * not be asked.
 */
export async function whoHas(
  place: Place,
  share: ShareName,
  remotes: readonly ShareRemote[],
  signal?: Cancellation,
): Promise<{ readonly remote: ShareRemote; readonly commit: string } | null> {
  const ref = shareRef(share);
  let failure: UserError | null = null;
  for (const remote of remotes) {
    try {
      const commit = (await listRefs(place, remote, [ref], signal)).get(ref);
      if (commit !== undefined) return { remote, commit };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failure ??= error;
    }
  }
  if (failure) throw failure;
  return null;
}

export async function fetchRefs(
  place: Place,
  remote: ShareRemote,
  specs: readonly string[],
  signal?: Cancellation,
): Promise<void> {
  const runner = place.with({ settings: [['core.logAllRefUpdates', 'false']] });
  await reach(remote, () =>
    runner.output(['fetch', ...quietly, remote.name, ...specs], { signal, reaches: true }),
  );
}

/** The commits that a snapshot is made of. */
export interface Parts {
  readonly head: string | null;
  readonly index: string;
  readonly whole: string;
  readonly more: string | null;
}

export async function partsOf(
  place: Place,
  commit: string,
  manifest: Manifest,
  signal?: Cancellation,
): Promise<Parts> {
  const parents = [...((await readCommit(place, commit, signal))?.parents ?? [])];
  const more = manifest.hasMore ? (parents.pop() ?? null) : null;
  const index = manifest.hasIndex ? (parents.pop() ?? null) : null;
  const head = parents.pop() ?? null;
  return { head, index: index ?? head ?? commit, whole: commit, more };
}

function parentsOf({ hasHead, hasIndex, hasMore }: Manifest): number {
  // Without a commit below, only a tree of its own says what the index was.
  if (!hasHead && !hasIndex) return -1;
  return [hasHead, hasIndex, hasMore].filter(Boolean).length;
}

/** @throws UserError when a path would leave the repository, touch git's own folder, or fall together with another */
export async function mustBeSafe(place: Place, parts: Parts, signal?: Cancellation): Promise<void> {
  const { head, index, whole, more } = parts;
  const listed = (tree: string) =>
    names(place, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', tree], signal);
  const differing = (tree: string) => {
    if (head === null) return listed(tree);
    const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--diff-filter=d', head, tree];
    return tree === head ? [] : names(place, args, signal);
  };
  const [all, changed, staged] = await Promise.all([listed(whole), differing(whole), differing(index)]);
  const told = more === null ? [] : await moreNames(place, more, signal);
  const added = new Set(changed.flatMap(withFolders));
  const isStrict = place.config.get('core.ignorecase') === 'true';
  const danger =
    dangerIn(all, (path) => isStrict || added.has(path)) ??
    dangerIn(staged, () => false) ??
    dangerOfEach(told);
  if (danger === null) return;
  throw new UserError(`This share is not picked up, because ${danger}. Tell its author.`);
}

function withFolders(path: string): string[] {
  const found = [path];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
    found.push(path.slice(0, end));
  return found;
}

async function moreNames(place: Place, more: string, signal: Cancellation | undefined): Promise<string[]> {
  const found = await names(place, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', more], signal);
  const known: readonly string[] = [...rooms.stages, rooms.intent, rooms.exact];
  return found
    .filter((path) => known.includes(path.slice(0, path.indexOf('/'))))
    .map((path) => path.slice(path.indexOf('/') + 1));
}

/** As one text: none of a large repository's files is worth a turn of its own. */
async function names(
  place: Place,
  args: readonly string[],
  signal: Cancellation | undefined,
): Promise<string[]> {
  const { stdout } = await place.runner.output(args, { signal });
  return stdout.split('\0').slice(0, -1);
}
