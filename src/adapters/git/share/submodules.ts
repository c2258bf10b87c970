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
  const paths: string[] = [];
  for await (const record of runner.records(['ls-files', '-s', '-z'], { signal, encoding: 'latin1' })) {
    if (record.startsWith('160000 ') && paths.length < most)
      paths.push(record.slice(record.indexOf('\t') + 1));
  }
  const found: LeftOut[] = [];
  for (const path of paths) found.push(...(await inOne(place, path, signal)));
  return found;
}

async function inOne(place: Place, bytes: string, signal: Cancellation | undefined): Promise<LeftOut[]> {
  const path = shownPath(bytes);
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
  const [unpushed, inside] = await Promise.all([
    runner.output(['rev-list', '-n', '1', sha, '--not', '--remotes', '--'], { signal, statuses: [0, 128] }),
    runner.output(['status', '--porcelain', '-z', '--ignore-submodules=dirty'], {
      signal,
      statuses: [0, 128],
    }),
  ]);
  return [
    ...(unpushed.stdout.trim() === '' ? [] : [{ path, why: reasons.submoduleCommit(sha) }]),
    ...(inside.stdout === '' ? [] : [{ path, why: reasons.submoduleChanges }]),
  ];
}
