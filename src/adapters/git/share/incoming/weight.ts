import type { Cancellation } from '../../../../core/cancel';
import { mostPathBytes, mostPaths, type Weight } from '../../../../core/share/weight';
import type { Place } from '../settings';

/**
 * What of a snapshot's trees differs from the commit at hand: how many paths, and how many bytes as files. A file of a
 * gigabyte takes no room as an object, and neither do a thousand million files that are all the same: a pack's size
 * says nothing. Null when there are more paths than anybody looks at.
 */
export async function weighTrees(
  place: Place,
  commits: readonly string[],
  signal?: Cancellation,
): Promise<Weight | null> {
  // git keeps all of a difference in memory before it tells any of it; a list it tells as it goes.
  const counted = await Promise.all(commits.map((commit) => isCountable(place, commit, signal)));
  if (counted.includes(false)) return null;
  const base = place.head.sha ?? (await emptyTree(place, signal));
  const weights = await Promise.all(commits.map((commit) => weighOne(place, base, commit, signal)));
  return {
    files: Math.max(...weights.map(({ files }) => files)),
    bytes: Math.max(...weights.map(({ bytes }) => bytes)),
  };
}

async function isCountable(place: Place, commit: string, signal: Cancellation | undefined): Promise<boolean> {
  let [paths, length] = [0, 0];
  const args = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit];
  for await (const chunk of place.runner.chunks(args, { signal, encoding: 'latin1' })) {
    length += chunk.length;
    for (let at = chunk.indexOf('\0'); at >= 0; at = chunk.indexOf('\0', at + 1)) paths += 1;
    if (paths > mostPaths || length > mostPathBytes) return false;
  }
  return true;
}

async function weighOne(
  place: Place,
  base: string,
  commit: string,
  signal: Cancellation | undefined,
): Promise<Weight> {
  const counts = new Map<string, number>();
  let files = 0;
  let isName = true;
  const args = ['diff-tree', '-r', '-z', '--no-renames', '--diff-filter=d', base, commit];
  for await (const record of place.runner.records(args, { signal, encoding: 'latin1' })) {
    // What it is, and then its name, which can look like anything.
    isName = !isName;
    if (isName) continue;
    files += 1;
    const [, mode = '', , sha = ''] = record.split(' ');
    if (mode !== '160000') counts.set(sha, (counts.get(sha) ?? 0) + 1);
  }
  return { files, bytes: await sum(place, counts, signal) };
}

async function sum(
  place: Place,
  counts: ReadonlyMap<string, number>,
  signal: Cancellation | undefined,
): Promise<number> {
  if (counts.size === 0) return 0;
  const input = [...counts.keys()].map((sha) => `${sha}\n`).join('');
  const args = ['cat-file', '--batch-check=%(objectname) %(objectsize)', '--buffer'];
  let bytes = 0;
  for await (const line of place.runner.records(args, { signal, input, separator: '\n' })) {
    const [sha = '', size] = line.split(' ');
    bytes += (Number(size) || 0) * (counts.get(sha) ?? 0);
  }
  return bytes;
}

async function emptyTree(place: Place, signal: Cancellation | undefined): Promise<string> {
  const args = ['hash-object', '-t', 'tree', '--stdin'];
  return (await place.runner.output(args, { signal })).stdout.trim();
}
