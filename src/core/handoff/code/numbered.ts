import type { RepositoryReading } from '../facts';
import { webOf } from './web';

/** How the number of a pull request is told. */
export type Numbered = (number: number) => string;

/**
 * `[#142](https://…)` where the remote tells where its page is, whoever is signed in: a bare number would mean another
 * one where the note is posted to another repository.
 */
export function numberedIn({ remote, home = remote }: Pick<RepositoryReading, 'remote' | 'home'>): Numbered {
  const web = home && webOf(home);
  return (number) => {
    const page = web?.pull(number) ?? null;
    return page === null ? `#${number}` : `[#${number}](${page})`;
  };
}
