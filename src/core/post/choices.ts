import type { RepositoryAddress } from '../ports/github';
import { addressKey } from './remote';

/** The key under which the choice of another place than the repository itself is remembered. */
export function repositoryChoice(own: RepositoryAddress): string {
  return `post.repository:${addressKey(own)}`;
}
