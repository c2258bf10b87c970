import { addressKey } from '../post/remote';
import type { RepositoryAddress } from '../ports/github';

/** The queue that a repository's entries stand in. */
export function placeOf(address: RepositoryAddress): string {
  return addressKey(address);
}

/** The host of a place: what a rate limit is about. */
export function placeHost(place: string): string {
  const scheme = /^https?:\/\//.exec(place)?.[0] ?? '';
  const end = place.indexOf('/', scheme.length);
  return end < 0 ? place : place.slice(0, end);
}
