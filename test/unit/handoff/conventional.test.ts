import assert from 'node:assert/strict';
import { readMerge, readSubject } from '../../../src/core/handoff/conventional';

describe('a commit’s subject', () => {
  it('tells kind, scope, breaking change and pull request', () => {
    assert.deepEqual(readSubject('Feat(api/v2)!: drop XML (#42)'), {
      kind: 'feat',
      scope: 'api/v2',
      breaking: true,
      description: 'drop XML',
      pullRequest: 42,
    });
  });

  it('is taken as it is when it follows no convention', () => {
    for (const text of [
      'Update readme',
      'constructor: x',
      'note: not a kind',
      'fix:no space',
      'a(b)c: d',
      '',
    ]) {
      const { kind, scope, description } = readSubject(text);
      assert.deepEqual([kind, scope, description], [null, null, text]);
    }
  });

  it('of a merge tells the branch and, from GitHub, the pull request with its title', () => {
    assert.deepEqual(readMerge('Merge pull request #7 from ana/refund-retry', 'Retry refunds\n\nmore'), {
      branch: 'refund-retry',
      pullRequest: 7,
      title: 'Retry refunds',
    });
    assert.equal(readMerge("Merge branch 'x' into main", '').branch, 'x');
    assert.equal(readMerge("Merge remote-tracking branch 'origin/x'", '').branch, 'origin/x');
    assert.equal(readMerge('Bring it in', '').branch, null);
  });
});
