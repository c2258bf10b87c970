import { UserError } from '../errors';
import { TooMuchError } from '../ports/share';
import type { ShareName } from './names';

/** More bytes than this are asked about before they are picked up. */
export const mostUnasked = 250_000_000;
/** More paths than this no repository has: trees in trees can name thousands of millions in a few bytes. */
export const mostPaths = 3_000_000;
/** The same for the length of all of them together. */
export const mostPathBytes = 400_000_000;

/** What a snapshot would put where it is picked up. */
export interface Weight {
  readonly files: number;
  readonly bytes: number;
}

const meant = 'ask its author whether that is meant. Nothing of it was kept.';

/** What came is more than was to come unasked; how much it would have been, nobody knows. */
export function tooMuchToFetch({ login, name }: ShareName, most: number): TooMuchError {
  return new TooMuchError(`${login}/${name} is more than ${megabytes(most)} MB to fetch: ${meant}`);
}

/** @throws TooMuchError when it is more than was to come unasked; UserError when it is more than anybody's work */
export function mustBeBearable({ login, name }: ShareName, weight: Weight | null, most: number | null): void {
  if (weight === null) {
    throw new UserError(
      `${login}/${name} names more than ${mostPaths.toLocaleString('en')} files, which no repository has: ${meant}`,
    );
  }
  if (most === null || weight.bytes <= most) return;
  throw new TooMuchError(
    `${login}/${name} would write ${megabytes(weight.bytes)} MB in ${weight.files.toLocaleString('en')} files that differ from your commit: ${meant}`,
  );
}

/** In whole ones, rounded up. */
export function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1_000_000).toLocaleString('en');
}
