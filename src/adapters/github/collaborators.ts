import type { Collaborator, Collaborators } from '../../core/ports/collaborators';
import { createClient } from './client';
import type { Nodes } from './answers';

/** Who may write is told to those who may write themselves; who can be assigned, to everybody. */
const collaboratorsQuery = `query BatonCollaborators($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    collaborators(first: 100) { nodes { login name } }
    assignableUsers(first: 100) { nodes { login name } }
  }
}`;

interface Answer {
  readonly repository: {
    readonly collaborators: { readonly nodes: Nodes<Collaborator> } | null;
    readonly assignableUsers: { readonly nodes: Nodes<Collaborator> };
  };
}

/** Who works on a repository, as the holder of `token` sees it at `host`. Nothing is loaded or sent before the first call. */
export function createCollaborators(host: string, token: string, pace?: number): Collaborators {
  const client = createClient(host, token, pace);
  return {
    of: ({ owner, name }, signal) => {
      const question = {
        document: collaboratorsQuery,
        variables: { owner, name },
        about: `${owner}/${name}`,
        signal,
      };
      return client.read(question, ({ repository }: Answer) =>
        ((repository.collaborators ?? repository.assignableUsers).nodes ?? []).flatMap((each) =>
          each === null ? [] : [{ login: each.login, name: each.name }],
        ),
      );
    },
  };
}
