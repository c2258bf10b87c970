import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../../core/cancel';
import { reasons } from '../../../core/share/leftOut';
import type { LeftOut } from '../../../core/share/manifest';
import { ownFiltersOff } from '../filters';
import { createRunner } from '../runner';
import type { Place } from './settings';
import { shownPath } from './treeState';

const most = 200;

/** What of checked-out submodules nobody else can get: commits that were never pushed, and changes inside. */
export async function unreachable(
  place: Place,
  indexFile: string,
  signal?: Cancellation,
): Promise<readonly LeftOut[]> {
  if ((await stat(join(place.root, '.gitmodules')).catch(() => null)) === null) return [];
  const runner = place.with({ indexFile });
  const links: { readonly path: string; readonly sha: string }[] = [];
  for await (const record of runner.records(['ls-files', '-s', '-z'], { signal, encoding: 'latin1' })) {
    if (!record.startsWith('160000 ') || links.length >= most) continue;
    const tab = record.indexOf('\t');
    const [sha = '', stage] = record.slice('160000 '.length, tab).split(' ');
    // Of a conflict, ours is what the snapshot takes.
    if (stage === '0' || stage === '2') links.push({ path: shownPath(record.slice(tab + 1)), sha });
  }
  const found: LeftOut[] = [];
  for (const each of links) found.push(...(await inOne(place, each, signal)));
  return found;
}

/** `sha` is the commit that the index names; the snapshot holds it, and beside it the one that is checked out. */
async function inOne(
  place: Place,
  { path, sha: staged }: { readonly path: string; readonly sha: string },
  signal: Cancellation | undefined,
): Promise<LeftOut[]> {
  const folder = join(place.root, path);
  // A submodule that is not checked out has no `.git`, and git would answer for the repository around it.
  if ((await stat(join(folder, '.git')).catch(() => null)) === null) return [];
  const plain = createRunner(folder);
  const runner = createRunner(folder, {
    settings: [['core.hooksPath', '/dev/null'], ...(await ownFiltersOff(plain, signal))],
  });
  const head = await runner.output(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], {
    signal,
    statuses: [0, 1, 128],
  });
  const sha = head.stdout.trim();
  if (head.exitCode !== 0 || sha === '') return [];
  const isUnpushed = async (commit: string): Promise<boolean> => {
    const args = ['rev-list', '-n', '1', commit, '--not', '--remotes', '--'];
    // What is not here came from elsewhere.
    return (await runner.output(args, { signal, statuses: [0, 128] })).stdout.trim() !== '';
  };
  const [unpushed, inside] = await Promise.all([
    Promise.all([...new Set([sha, staged])].map(async (each) => ((await isUnpushed(each)) ? [each] : []))),
    runner.output(['status', '--porcelain', '-z', '--ignore-submodules=dirty'], {
      signal,
      statuses: [0, 128],
    }),
  ]);
  return [
    ...unpushed.flat().map((each) => ({ path, why: reasons.submoduleCommit(each) })),
    ...(inside.stdout === '' ? [] : [{ path, why: reasons.submoduleChanges }]),
  ];
}
