import type { RepositoryReading } from '../facts';
import { defaultTips } from '../lines';
import { reach } from './reach';

/** On which branch each commit is that has not shipped: a local one where it can be. */
export function placesOf(
  reading: Pick<RepositoryReading, 'branches' | 'commits'>,
): ReadonlyMap<string, string> {
  const known = new Map(reading.commits.map((commit) => [commit.sha, commit]));
  const walked = new Set<string>();
  reach(known, defaultTips(reading), walked);
  const places = new Map<string, string>();
  const branches = [...reading.branches].sort((a, b) => Number(a.remote) - Number(b.remote));
  for (const { name, sha } of branches) {
    for (const each of reach(known, [sha], walked)) places.set(each, name);
  }
  return places;
}
