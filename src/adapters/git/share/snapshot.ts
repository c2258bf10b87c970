import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../../core/cancel';
import type { Operation } from '../../../core/ports/git';
import type { Snapshot, SnapshotOrder } from '../../../core/ports/share';
import { reasons, seemsNeeded } from '../../../core/share/leftOut';
import { messageOf, type LeftOut, type Manifest } from '../../../core/share/manifest';
import { shareRef, waitingRef } from '../../../core/share/names';
import { commitTree, readCommits } from './commit';
import type { Parts } from './fetch';
import { withGoneIntents } from './intents';
import { largeAmong } from './largeFiles';
import { changedByGit, keepRaw } from './lineEnds';
import { writeMore } from './more';
import { neededFor, readProgress } from './progress';
import { copyIndex, openScratch, trustIndex } from './scratch';
import type { Place, Settings } from './settings';
import { unreachable } from './submodules';
import {
  hiddenChanges,
  noMode,
  readTreeState,
  shownPath,
  type ChangedPath,
  type TreeState,
} from './treeState';
import { weigh } from './weigh';

export interface Standing {
  readonly branch: string | null;
  readonly sha: string | null;
  readonly operation: Operation | null;
}

/**
 * The state of the working tree as commits: one whose tree is the index, one whose tree is all that git does not
 * ignore, and where needed one with what trees cannot say. Works on a copy of the index.
 */
export async function makeSnapshot(
  place: Place,
  standing: Standing,
  order: SnapshotOrder,
  signal?: Cancellation,
): Promise<MadeSnapshot> {
  const scratch = await openScratch();
  try {
    const indexFile = scratch.path('index');
    await copyIndex(join(place.gitDirectory, 'index'), indexFile);
    const runner = place.with({ indexFile });
    // Asked before the index becomes another, and while git looks at the files.
    const [found, hidden, modules, known] = await Promise.all([
      readTreeState(runner, signal),
      hiddenChanges(place, indexFile, scratch.path('hidden'), signal),
      unreachable(place, indexFile, signal),
      readCommits(place, [standing.sha ?? 'HEAD', shareRef(order.share), waitingRef(order.share)], signal),
    ]);
    const state = { ...found, changed: await withGoneIntents(place, indexFile, found.changed, signal) };
    const [trees, { progress, merging }] = await Promise.all([
      writeTrees(place, indexFile, state, order, signal),
      standingOperation(place, standing, signal),
    ]);
    const { whole, staged, behind, moves } = trees;
    const [headCommit, before, waiting] = known;
    const exact = new Map<string, string>();
    for (const path of await trees.exact) exact.set(path, await keepRaw(place, path, signal));
    const travelling = state.changed.filter(({ path }) => !behind.has(path));
    const parts = {
      changed: travelling,
      intents: travelling.filter(({ isIntent }) => isIntent),
      exact,
    };
    const more = await writeMore(place, scratch.path('more'), parts, merging.length > 0, signal);
    // What is made beside HEAD carries its date, so that the same state is the same commit.
    const date = `@${Math.max(1, Math.floor((headCommit?.at ?? 0) / 1000))} +0000`;
    const head = standing.sha === null ? [] : [standing.sha];
    const index =
      staged === null
        ? []
        : [await commitTree(place, { tree: staged, parents: head, message: 'index\n', date }, signal)];
    const extra =
      more === null
        ? []
        : [await commitTree(place, { tree: more, parents: merging, message: 'more\n', date }, signal)];
    const leftOut: LeftOut[] = [
      ...[...behind].map(([path, why]) => ({ path: shownPath(path), why })),
      ...hidden.map((path) => ({ path: shownPath(path), why: reasons.unchanged })),
      ...modules,
      ...order.alsoLeftOut,
      ...state.ignored
        .map(shownPath)
        .filter(seemsNeeded)
        .map((path) => ({ path, why: reasons.ignored })),
    ];
    const manifest: Manifest = {
      branch: standing.branch,
      hasHead: standing.sha !== null,
      hasIndex: index.length > 0,
      hasMore: extra.length > 0,
      upstream: upstreamOf(place, standing.branch),
      operation: standing.operation,
      progress,
      merging,
      leftOut: leftOut.sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0)),
      open: order.open,
      command: order.command,
      remote: order.remote.name,
      maxBytes: order.maxBytes,
    };
    const parents = [...head, ...index, ...extra];
    const message = messageOf(manifest);
    const isAsBefore =
      before?.tree === whole && before.parents.join() === parents.join() && before.message === message;
    const now = `@${Math.floor(order.at / 1000)} +0000`;
    const commit = isAsBefore
      ? before.sha
      : await commitTree(place, { tree: whole, parents, message, date: now }, signal);
    return {
      snapshot: { commit, manifest, isAsBefore, large: await moves.pointers(whole, signal) },
      parts: {
        head: standing.sha,
        index: index[0] ?? standing.sha ?? commit,
        whole: commit,
        more: extra[0] ?? null,
      },
      before: before?.sha ?? null,
      hasWaiting: waiting !== null,
    };
  } finally {
    await scratch.remove();
  }
}

interface MadeSnapshot {
  readonly snapshot: Snapshot;
  readonly parts: Parts;
  /** What was shared before from here. */
  readonly before: string | null;
  /** An earlier one waits to be sent: this one overtakes it. */
  readonly hasWaiting: boolean;
}

interface Trees {
  readonly whole: string;
  /** Null when the index is what HEAD is. */
  readonly staged: string | null;
  /** What stays behind, and why. */
  readonly behind: ReadonlyMap<string, string>;
  /** Files whose bytes git would not give back as they are. */
  readonly exact: Promise<readonly string[]>;
  readonly moves: Awaited<ReturnType<typeof largeAmong>>;
}

/** What is pushed a moment later is packed then: to press it twice only takes time. */
function unpressed({ config }: Place): Settings {
  const isChosen = ['core.loosecompression', 'core.compression'].some((key) => config.get(key) !== null);
  return isChosen ? [] : [['core.looseCompression', '0']];
}

/** Writes the index as a tree, then the same index with the working tree's files in it. */
async function writeTrees(
  place: Place,
  indexFile: string,
  state: TreeState,
  order: SnapshotOrder,
  signal: Cancellation | undefined,
): Promise<Trees> {
  const runner = place.with({ indexFile, settings: unpressed(place) });
  const leaveOut = new Set(order.leaveOut.map((path) => Buffer.from(path, 'utf8').toString('latin1')));
  const moves = await largeAmong(
    place,
    [...state.changed.map(({ path }) => path), ...state.untracked],
    signal,
  );
  const { maxBytes } = order;
  const behind = await weigh(
    runner,
    state,
    { maxBytes, leaveOut, isLarge: (path) => moves.has(path) },
    signal,
  );
  const none = '0'.repeat(place.config.get('extensions.objectformat') === 'sha256' ? 64 : 40);
  const stays = ({ path }: ChangedPath): boolean => behind.has(path);
  const writeTree = async () => (await runner.output(['write-tree'], { signal })).stdout.trim();

  await setIndex(runner, indexOf(state.changed, stays, none), signal);
  const isStaged = place.head.sha === null || state.changed.some((each) => each.staged);
  const staged = isStaged ? await writeTree() : null;

  const gone = state.changed.filter((each) => each.here === 'gone' && !stays(each));
  const here = [
    ...state.changed.filter((each) => each.here === 'changed' && !stays(each)).map(({ path }) => path),
    ...state.untracked.filter((path) => !behind.has(path)),
  ];
  const onlyStaged = state.changed
    .filter((each) => each.staged && each.here === 'same' && !stays(each) && each.index.mode !== noMode)
    .map(({ path }) => path);
  await setIndex(
    runner,
    gone.map(({ path }) => removal(path, none)),
    signal,
  );
  const input = here.map((path) => `${path}\0`).join('');
  const args = ['update-index', '-z', '--add', '--remove', '--replace', '--stdin'];
  const taken = here.length > 0 ? runner.output(args, { signal, input, encoding: 'latin1' }) : null;
  // Begun after what takes long, and waited for later; until then nobody needs to know.
  const exact = changedByGit(place, [...here, ...onlyStaged], signal);
  exact.catch(() => undefined);
  await taken;
  // What is in it now is what travels, whatever becomes of the files.
  await trustIndex(indexFile);
  return { whole: await writeTree(), staged, behind, exact, moves };
}

/** Makes conflicts one entry (ours) and puts back what stays behind, so that the index can be written as a tree. */
function indexOf(
  changed: readonly ChangedPath[],
  stays: (each: ChangedPath) => boolean,
  none: string,
): readonly string[] {
  return changed.flatMap((each) => {
    if (each.stages === null && !(stays(each) && each.staged)) return [];
    const lines = [removal(each.path, none)];
    if (each.head.mode !== noMode) lines.push(`${each.head.mode} ${each.head.sha} 0\t${each.path}\0`);
    return lines;
  });
}

/** `none` is the object id of nothing. */
function removal(path: string, none: string): string {
  return `0 ${none}\t${path}\0`;
}

async function setIndex(
  runner: Place['runner'],
  lines: readonly string[],
  signal: Cancellation | undefined,
): Promise<void> {
  if (lines.length === 0) return;
  const run = { signal, input: lines.join(''), encoding: 'latin1' } as const;
  await runner.output(['update-index', '-z', '--index-info'], run);
}

/** How far an operation is that git is in the middle of, and the commits that it needs. */
async function standingOperation(
  place: Place,
  { operation }: Standing,
  signal: Cancellation | undefined,
): Promise<Pick<Manifest, 'progress' | 'merging'>> {
  const progress = await readProgress(place, operation, signal);
  const merging = [...(await mergeHeads(place)), ...(await neededFor(place, progress, signal))];
  return { progress, merging };
}

async function mergeHeads(place: Place): Promise<readonly string[]> {
  const text = await readFile(join(place.gitDirectory, 'MERGE_HEAD'), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => /^[0-9a-f]{40,64}$/.test(line));
}

function upstreamOf({ config }: Place, branch: string | null): Manifest['upstream'] {
  const remote = branch === null ? null : config.get(`branch.${branch}.remote`);
  const merge = branch === null ? null : config.get(`branch.${branch}.merge`);
  if (!remote || remote === '.' || !merge?.startsWith('refs/heads/')) return null;
  return { remote, branch: merge.slice('refs/heads/'.length) };
}
