import { connection, type Paging } from './connection';
import { Refusal } from './refusal';
import type { RepositoryRecord } from './world';

/** Who works on a repository: told in full to those who may write; whom it can be assigned to, to everybody. */
export function collaboratorFields(
  repository: RepositoryRecord,
  mayWrite: boolean,
  user: (login: string) => object,
): object {
  const writers = (paging: Paging) =>
    connection([...repository.writers].sort().map(named), paging, ({ id }) => user(id));
  return {
    collaborators: (paging: Paging) => {
      if (!mayWrite)
        throw new Refusal('FORBIDDEN', 'You do not have permission to view repository collaborators.');
      return writers(paging);
    },
    assignableUsers: writers,
  };
}

const named = (login: string) => ({ id: login });
