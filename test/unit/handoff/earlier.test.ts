import assert from 'node:assert/strict';
import { pull } from './pulls';
import { at, branch, commit, draft, told } from './scene';

describe('earlier work that GitHub rebased onto the default branch', () => {
  const rebased = (sha: string, parent: string) => ({
    ...commit(sha, `feat: ${sha}`, [parent]),
    authoredAt: at.minus({ days: 2 }),
    committedAt: at.minus({ hours: 1 }),
  });
  const note = (commits: number) =>
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
    });
  const shipped = (commits: number) => told(note(commits).items);

  it('gives its name to a note that tells of nothing else', () => {
    assert.equal(note(3).title, '#\u2060142 Retry refunds: merged, 3 commits · Ana → Lin');
    const merge = {
      ...commit('m2', "Merge branch 'retry'", ['m1', 't1']),
      committedAt: at.minus({ hours: 1 }),
    };
    const before = { ...commit('t1', 'feat: retry', ['m1']), authoredAt: at.minus({ days: 2 }) };
    const scene = {
      commits: [merge, before, { ...commit('m1', 'base'), authoredAt: at.minus({ days: 3 }) }],
      others: ['t1', 'm1'],
      branches: [branch('main', 'm2'), branch('origin/main', 'm2', { isDefault: true })],
    };
    assert.equal(draft(scene).title, 'Merged retry · Ana → Lin');
  });

  it('is told as its pull request, and what else came along beside it', () => {
    const merged = 'shipped: [#142](https://github.com/x/ledger/pull/142) Retry refunds: merged, ';
    assert.deepEqual(shipped(3), [`${merged}3 commits`]);
    assert.deepEqual(
      shipped(2).sort(),
      ['shipped: **Made before, now on `main`:** c1', `${merged}2 commits`].sort(),
    );
  });
});
