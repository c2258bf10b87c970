import assert from 'node:assert/strict';
import { pull } from './pulls';
import { at, branch, commit, draft, told } from './scene';

describe('earlier work that GitHub rebased onto the default branch', () => {
  const rebased = (sha: string, parent: string) => ({
    ...commit(sha, `feat: ${sha}`, [parent]),
    authoredAt: at.minus({ days: 2 }),
    committedAt: at.minus({ hours: 1 }),
  });
  const shipped = (commits: number) =>
    told(
      draft({
        commits: [rebased('c3', 'c2'), rebased('c2', 'c1'), rebased('c1', 'm0')],
        others: ['c1', 'c2', 'c3'],
        branches: [branch('main', 'c3'), branch('origin/main', 'c3', { isDefault: true })],
        reading: {
          work: {
            login: 'ana',
            pullRequests: [
              pull({ state: 'merged', mergeSha: 'c3', mergedAt: at.minus({ hours: 1 }).toISO(), commits }),
            ],
            reviews: [],
            closedIssues: [],
            releases: [],
            deployments: [],
            leftOut: [],
          },
        },
      }).items,
    );

  it('is told as its pull request, and what else came along beside it', () => {
    const merged = 'shipped: [#142](https://github.com/x/ledger/pull/142) Retry refunds: merged, ';
    assert.deepEqual(shipped(3), [`${merged}3 commits`]);
    assert.deepEqual(
      shipped(2).sort(),
      ['shipped: **Made before, now on `main`:** c1', `${merged}2 commits`].sort(),
    );
  });
});
