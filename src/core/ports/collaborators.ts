import type { Cancellation } from '../cancel';
import type { RepositoryAddress } from './github';

export interface Collaborator {
  readonly login: string;
  /** What they call themselves; null where they do not say. */
  readonly name: string | null;
}

/** Who works on a repository, as one signed-in person sees it. Rejects with UserError as GitHub's other answers do. */
export interface Collaborators {
  /** At most a hundred; those who may be assigned to its issues where only they are told. */
  of(repository: RepositoryAddress, signal?: Cancellation): Promise<readonly Collaborator[]>;
}
