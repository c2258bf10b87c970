import type { Cancellation } from '../../../core/cancel';
import { UserError } from '../../../core/errors';
import type { ShareRemote, ShareRepository, Snapshot } from '../../../core/ports/share';
import type { AddedLines } from '../../../core/share/secrets';
import { waitingRef, type ShareName } from '../../../core/share/names';
import { operationIn } from '../operation';
import type { RunnerOptions } from '../runner';
import { addedLines, committedLines } from './added';
import { applyHere } from './apply';
import { readCommit } from './commit';
import { fetchShare, partsOf, whoHas, type Parts } from './fetch';
import { uploadLarge } from './largeFiles';
import { pushBranch, pushShare, setRef } from './push';
import { ownShares, readReceipts, removeShares, sendReceipt } from './receipts';
import { openPlace, type Place } from './settings';
import { makeSnapshot, type Standing } from './snapshot';
import { tidyUnfinished } from './unfinished';
import type { Marker } from './unfinished/marker';
import { openWorktree } from './worktree';

/** The working tree at `root` as it is at this moment. */
export async function openShareRepository(
  root: string,
  options: RunnerOptions,
  access?: (host: string) => Promise<string | null>,
  signal?: Cancellation,
): Promise<ShareRepository> {
  const place = await openPlace(root, options, access, signal);
  const { operation } = await operationIn(place.gitDirectory);
  return repositoryAt(place, { ...place.head, operation }, options);
}

function repositoryAt(place: Place, standing: Standing, options: RunnerOptions): ShareRepository {
  const { root } = place;
  /** What was made here is not asked of git again. */
  const made = new Map<string, { parts: Parts; before: string | null; hasWaiting: boolean }>();
  /** What still says that something is being made. */
  const unsettled: Marker[] = [];
  return {
    root,
    head: { branch: standing.branch, sha: standing.sha },
    operation: standing.operation,
    remote: (name) => remoteFor(place, standing.branch, name),
    async snapshot(order, signal) {
      const { snapshot, ...more } = await makeSnapshot(place, standing, order, signal);
      made.set(snapshot.commit, more);
      return snapshot;
    },
    added: (snapshot, remote, signal) =>
      addedIn(place, snapshot, remote, made.get(snapshot.commit)?.parts ?? null, signal),
    committed: (remote, signal) => committedLines(place, remote, signal),
    uploadLarge: (remote, large, signal) => uploadLarge(place, remote, large, signal),
    async push(order, signal) {
      const known = made.get(order.commit);
      const state = await pushShare(place, order, known?.before, signal);
      if (known?.hasWaiting) await forget(place, order.share, signal);
      return state;
    },
    pushBranch: (remote, signal) => pushBranch(place, options, remote, signal),
    keep: (share, commit, signal) => setRef(place, waitingRef(share), commit, signal),
    kept: async (share, signal) => (await readCommit(place, waitingRef(share), signal))?.sha ?? null,
    forget: (share, signal) => forget(place, share, signal),
    own: (remote, login, signal) => ownShares(place, remote, login, signal),
    remove: (remote, shares, signal) => removeShares(place, remote, shares, signal),
    has: async (share, signal) =>
      (await whoHas(place, share, remotesToAsk(place, standing.branch, null), signal)) !== null,
    fetch: (share, order, signal) =>
      fetchShare(place, share, remotesToAsk(place, standing.branch, order.remote), order, signal),
    async tidy(now, signal) {
      const { told, marks } = await tidyUnfinished(place, options, now, signal);
      unsettled.push(...marks);
      return told;
    },
    async openWorktree(fetched, signal) {
      const { marker, ...picked } = await openWorktree(place, options, fetched, signal);
      unsettled.push(marker);
      return picked;
    },
    async settle() {
      for (const marker of unsettled.splice(0)) await marker.remove();
    },
    apply: (fetched, signal) => applyHere(place, standing, fetched, signal),
    sendReceipt: (fetched, receiver, at, signal) => sendReceipt(place, fetched, receiver, at, signal),
    receipts: (remote, login, known, signal) => readReceipts(place, remote, login, known, signal),
  };
}

async function forget(place: Place, share: ShareName, signal: Cancellation | undefined): Promise<void> {
  await place.runner.output(['update-ref', '-d', waitingRef(share)], { signal, statuses: [0, 1, 128] });
}

async function* addedIn(
  place: Place,
  { commit, manifest }: Pick<Snapshot, 'commit' | 'manifest'>,
  remote: ShareRemote,
  known: Parts | null,
  signal: Cancellation | undefined,
): AsyncGenerator<AddedLines> {
  const parts = known ?? (await partsOf(place, commit, manifest, signal));
  yield* addedLines(
    place,
    { ...parts, remote, merging: manifest.merging, command: manifest.command },
    signal,
  );
}

function remoteNames({ config }: Place): readonly string[] {
  const names = config.keys('remote.').flatMap((key) => /^remote\.(.+)\.url$/.exec(key)?.[1] ?? []);
  return [...new Set(names)];
}

/** The remotes by how likely they are meant: where the branch is pushed to, what it follows, `origin`, the only one. */
function remotesByLikelihood(place: Place, branch: string | null): readonly ShareRemote[] {
  const { config } = place;
  const known = remoteNames(place);
  const wanted = [
    ...(branch === null ? [] : [config.get(`branch.${branch}.pushremote`)]),
    config.get('remote.pushdefault'),
    ...(branch === null ? [] : [config.get(`branch.${branch}.remote`)]),
    'origin',
    ...known,
  ];
  const names = [...new Set(wanted)].filter((name): name is string => name !== null && known.includes(name));
  return names.map((name) => ({
    name,
    url: config.get(`remote.${name}.pushurl`) ?? config.get(`remote.${name}.url`) ?? name,
  }));
}

function remoteFor(place: Place, branch: string | null, name: string | null): ShareRemote {
  const remotes = remotesByLikelihood(place, branch);
  const [first] = remotes;
  const found = name === null ? first : remotes.find((each) => each.name === name);
  if (found) return found;
  throw new UserError(
    first === undefined
      ? `${place.root} has no remote, so there is no place to share to: add one with "git remote add origin URL".`
      : `There is no remote "${name ?? ''}": it is one of ${remotes.map((each) => each.name).join(', ')}.`,
  );
}

function remotesToAsk(place: Place, branch: string | null, name: string | null): readonly ShareRemote[] {
  return name === null ? remotesByLikelihood(place, branch) : [remoteFor(place, branch, name)];
}
