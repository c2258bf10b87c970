import type { FileReviewer } from '../../../core/ports/reviewers';
import { present, type Nodes } from '../answers';

/** The pull requests that the last changes of a file came by, and who reviewed and merged them. */
export const fileReviewersQuery = `query FileReviewers($owner: String!, $name: String!, $path: String!) {
  repository(owner: $owner, name: $name) {
    defaultBranchRef {
      target {
        ... on Commit {
          history(first: 10, path: $path) {
            nodes {
              associatedPullRequests(first: 1) {
                nodes {
                  author { login }
                  mergedBy { __typename login ... on User { name } }
                  reviews(last: 20, states: [APPROVED, CHANGES_REQUESTED, COMMENTED]) {
                    nodes { author { __typename login ... on User { name } } }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}`;

interface Person {
  readonly __typename: string;
  readonly login: string;
  readonly name?: string | null;
}

export interface FileReviewersAnswer {
  readonly repository: {
    readonly defaultBranchRef: {
      readonly target: {
        readonly history?: {
          readonly nodes: Nodes<{
            readonly associatedPullRequests: {
              readonly nodes: Nodes<{
                readonly author: { readonly login: string } | null;
                readonly mergedBy: Person | null;
                readonly reviews: { readonly nodes: Nodes<{ readonly author: Person | null }> } | null;
              }>;
            } | null;
          }>;
        };
      } | null;
    } | null;
  };
}

/** Each once, of the latest change first; who wrote a change did not review it, and no machine is asked. */
export function fileReviewers({ repository }: FileReviewersAnswer): readonly FileReviewer[] {
  const found = new Map<string, FileReviewer>();
  for (const { associatedPullRequests } of present(
    repository.defaultBranchRef?.target?.history?.nodes ?? null,
  )) {
    for (const { author, mergedBy, reviews } of present(associatedPullRequests?.nodes ?? null)) {
      const people = [...present(reviews?.nodes ?? null).map((each) => each.author), mergedBy];
      for (const person of people) {
        if (person?.__typename !== 'User' || person.login === author?.login) continue;
        const key = person.login.toLowerCase();
        if (!found.has(key)) found.set(key, { login: person.login, name: person.name ?? null });
      }
    }
  }
  return [...found.values()];
}
