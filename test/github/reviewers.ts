import { connection, type Paging } from './connection';
import { workIn } from './work';
import type { RepositoryRecord } from './world';

/** The pull requests that a commit came by, and who reviewed and merged them. */
export function associatedPullRequests(
  repository: RepositoryRecord,
  sha: string,
  user: (login: string) => object,
): (args: Paging) => object {
  const mine = workIn(repository).pullRequests.filter(
    ({ mergeSha, headSha }) => mergeSha === sha || headSha === sha,
  );
  return (args) =>
    connection(
      mine.map((each) => ({ ...each, id: `PR_${each.number}` })),
      args,
      ({ author, mergedBy, reviews = [] }) => ({
        author: user(author),
        mergedBy: mergedBy === undefined ? null : user(mergedBy),
        reviews: (paging: Paging) =>
          connection(
            reviews.map((each, at) => ({ ...each, id: `PRR_${at}` })),
            paging,
            (each) => ({ author: user(each.author), state: each.state }),
          ),
      }),
    );
}
