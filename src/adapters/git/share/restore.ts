import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../../core/cancel';
import type { Manifest } from '../../../core/share/manifest';
import type { Parts } from './fetch';
import { putIntents } from './intents';
import { rooms } from './more';
import { continueOperation } from './operations';
import { trustIndex } from './scratch';
import type { Place } from './settings';

interface Entry {
  readonly mode: string;
  readonly sha: string;
  readonly path: string;
}

/**
 * Puts a snapshot into a new, empty working tree: first all files, then the index as it was, then what trees cannot
 * say. Answers the paths that hold conflicts.
 */
export async function restore(
  place: Place,
  parts: Parts,
  manifest: Manifest,
  signal?: Cancellation,
): Promise<readonly string[]> {
  const { runner } = place;
  await checkoutRunner(place).output(['read-tree', '-m', '-u', `${parts.whole}^{tree}`], { signal });
  const more = parts.more === null ? [] : await entriesOf(place, parts.more, signal);
  const within = (room: string) =>
    more
      .filter(({ path }) => path.startsWith(`${room}/`))
      .map((each) => ({ ...each, path: each.path.slice(room.length + 1) }));
  // Nobody knows of the files that were written just now.
  await trustIndex(join(place.gitDirectory, 'index'));
  // Files that are the same in both keep what git knows of them: nothing is read again.
  await runner.output(['read-tree', '-m', `${parts.index}^{tree}`], { signal });
  await putExact(place, parts, within(rooms.exact), signal);
  const stages = rooms.stages.map((room) => within(room));
  const conflicts = [...new Set(stages.flat().map(({ path }) => path))];
  await putStages(place, stages, conflicts, signal);
  await putIntents(place, within(rooms.intent), signal);
  if (parts.head !== null) await continueOperation(place, manifest, signal);
  return conflicts;
}

/** Writes files on all cores, unless the person has said how many git may use. */
function checkoutRunner(place: Place): Place['runner'] {
  const isChosen = place.config.get('checkout.workers') !== null;
  return isChosen ? place.runner : place.with({ settings: [['checkout.workers', '0']] });
}

async function entriesOf(place: Place, commit: string, signal: Cancellation | undefined): Promise<Entry[]> {
  const found: Entry[] = [];
  const args = ['ls-tree', '-r', '-z', '--full-tree', commit];
  for await (const record of place.runner.records(args, { signal, encoding: 'latin1' })) {
    const tab = record.indexOf('\t');
    const [mode = '', , sha = ''] = record.slice(0, tab).split(' ');
    found.push({ mode, sha, path: record.slice(tab + 1) });
  }
  return found;
}

/** Files whose line ends are not those that git would write: as they were, where git then still says they are the same. */
async function putExact(
  place: Place,
  parts: Parts,
  exact: readonly Entry[],
  signal: Cancellation | undefined,
): Promise<void> {
  if (exact.length === 0) return;
  const latin1 = { signal, encoding: 'latin1' } as const;
  const byPath = async (commit: string) =>
    new Map((await entriesOf(place, commit, signal)).map((entry) => [entry.path, entry]));
  const [files, staged] = await Promise.all([byPath(parts.whole), byPath(parts.index)]);
  const same: string[] = [];
  for (const { path, sha } of exact) {
    const entry = files.get(path);
    if (!entry?.mode.startsWith('100')) continue;
    const { stdout: content } = await place.runner.output(['cat-file', 'blob', sha], latin1);
    const shown = Buffer.from(path, 'latin1').toString('utf8');
    const args = ['hash-object', '--stdin', `--path=${shown}`];
    const { stdout } = await place.runner.output(args, { ...latin1, input: content });
    if (stdout.trim() !== entry.sha) continue;
    const file = Buffer.concat([Buffer.from(join(place.root, '/')), Buffer.from(path, 'latin1')]);
    const handle = await open(file, constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW).catch(
      () => null,
    );
    if (!handle) continue;
    try {
      await handle.writeFile(content, 'latin1');
    } finally {
      await handle.close();
    }
    const before = staged.get(path);
    if (before?.sha === entry.sha && before.mode === entry.mode) same.push(path);
  }
  if (same.length === 0) return;
  // Another length is a change for git until it has looked inside.
  const input = same.map((path) => `${path}\0`).join('');
  await place.runner.output(['update-index', '-z', '--stdin'], { ...latin1, input });
}

async function putStages(
  place: Place,
  stages: readonly (readonly Entry[])[],
  conflicts: readonly string[],
  signal: Cancellation | undefined,
): Promise<void> {
  if (conflicts.length === 0) return;
  const none = '0'.repeat(stages.flat()[0]?.sha.length ?? 40);
  const lines = [
    ...conflicts.map((path) => `0 ${none}\t${path}\0`),
    ...stages.flatMap((entries, at) =>
      entries.map(({ mode, sha, path }) => `${mode} ${sha} ${at + 1}\t${path}\0`),
    ),
  ];
  const run = { signal, input: lines.join(''), encoding: 'latin1' } as const;
  await place.runner.output(['update-index', '-z', '--index-info'], run);
}
