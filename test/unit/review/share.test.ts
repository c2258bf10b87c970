import { strict as assert } from 'node:assert';
import type { Change, Head } from '../../../src/core/ports/git';
import {
  goingAlong,
  shareSection,
  type LocalWork,
} from '../../../src/features/handoff/review/sections/share';
import { parseReviewMessage } from '../../../src/protocol';

const change: Change = { path: 'a.txt', kind: 'modified', staged: false, unstaged: true };
const head = (ahead: number): Head => ({
  branch: 'refund',
  sha: 'a'.repeat(40),
  upstream: { name: 'origin/refund', ahead, behind: 0 },
});

const work = (more: Partial<LocalWork>): LocalWork => ({
  root: '/home/asha/ledger',
  name: 'ledger',
  changes: [],
  head: head(0),
  ...more,
});

describe('“Share my work” on the review page', () => {
  it('is not there when a remote has it all', () => {
    assert.equal(shareSection([work({ changes: [], head: head(0) })], 'nothing', false), null);
  });

  it('says what is only here, and offers nothing, the branch and a snapshot', () => {
    const section = shareSection([work({ changes: [change, change], head: head(3) })], 'nothing', false);
    assert.equal(section?.text, 'Only on this machine: 3 commits and 2 changed files.');
    assert.deepEqual(
      section?.choices.map(({ way, unavailable }) => [way, unavailable]),
      [
        ['nothing', null],
        ['branch', null],
        ['snapshot', null],
      ],
    );
    assert.equal(section?.warning, null);
  });

  it('offers no push of a branch whose commits are all there, and none where there is no branch', () => {
    const pushed = shareSection([work({ changes: [change], head: head(0) })], 'nothing', false);
    assert.equal(pushed?.choices[1]?.unavailable, 'Every commit is pushed already.');
    const detached = { branch: null, sha: 'a'.repeat(40), upstream: null };
    const none = shareSection([work({ changes: [change], head: detached })], 'nothing', false);
    assert.equal(none?.choices[1]?.unavailable, 'You are on no branch.');
  });

  it('says that a snapshot in a public repository is public', () => {
    assert.match(
      shareSection([work({ changes: [change], head: head(0) })], 'snapshot', true)?.warning ?? '',
      /PUBLIC/,
    );
    assert.equal(
      shareSection([work({ changes: [change], head: head(0) })], 'snapshot', false)?.warning,
      null,
    );
  });

  it('tells of every repository of the workspace, and shares all that hold something together', () => {
    const gateway = { root: '/home/asha/gateway', name: 'gate\u202eway' };
    const all = [
      work({ changes: [change], head: head(0) }),
      work({ ...gateway, head: head(2) }),
      work({ root: '/home/asha/docs', name: 'docs', head: head(0) }),
    ];
    const section = shareSection(all, 'snapshot', false);
    assert.match(
      section?.text ?? '',
      /^Only on this machine: in ledger 1 changed file; in gate.*way 2 commits\.$/,
    );
    assert.doesNotMatch(section?.text ?? '', /\u202e|docs/);
    assert.match(section?.choices[1]?.text ?? '', /^Push my branches/);
    assert.match(section?.choices[2]?.text ?? '', /all 2 repositories/);
    assert.deepEqual(goingAlong(all, 'snapshot'), ['/home/asha/ledger', '/home/asha/gateway']);
    assert.deepEqual(goingAlong(all, 'branch'), ['/home/asha/gateway']);
    assert.deepEqual(goingAlong(all, 'nothing'), []);
  });

  it('takes only the ways that there are', () => {
    assert.deepEqual(parseReviewMessage({ type: 'share', way: 'branch' }), { type: 'share', way: 'branch' });
    assert.equal(parseReviewMessage({ type: 'share', way: 'everything' }), null);
  });
});
