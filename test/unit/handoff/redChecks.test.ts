import assert from 'node:assert/strict';
import { redChecks } from '../../../src/core/handoff/workItems/red';
import { askingOf } from '../../../src/core/handoff/asking';
import type { Receiver } from '../../../src/core/handoff/model';
import type { Check } from '../../../src/core/ports/workItems';
import { DateTime } from '../../../src/core/time/luxon';
import { pull } from './pulls';

const failed: Check = {
  name: 'unit',
  state: 'failed',
  url: 'https://ci.example.com/1',
  since: '2026-11-18T10:00:00Z',
};
const lin: Receiver = { name: 'Lin', login: 'lin', zone: 'Europe/Lisbon', startsWorkAt: null };
const ana = { name: 'Ana', emails: ['ana@example.com'], zone: 'Asia/Kolkata' };

const until = DateTime.fromISO('2026-11-19T12:20:00Z');
const window = { since: until.minus({ hours: 8 }), until, reason: 'flag' } as const;

const told = (receivers: readonly Receiver[], assignees: readonly string[] = [], checks = [failed]) =>
  redChecks(
    pull({ assignees }),
    checks,
    {
      author: ana,
      work: { login: 'ana' },
      asking: askingOf({ author: ana, logins: ['ana'], window, receivers, members: [], events: [] }),
    },
    'c1',
  );

describe('checks that fail', () => {
  it('name whoever takes over as who can do something about it, the day since when they fail, and a deadline', () => {
    const { text, owner, since } = told([lin]);
    assert.equal(
      text,
      'Checks of [#142](https://github.com/x/ledger/pull/142) Retry refunds fail since Wed 18 Nov: [`unit`](https://ci.example.com/1) → lin, who takes over, *inferred:* by Fri 13:00 Lisbon (13:00 UTC)',
    );
    assert.deepEqual([owner, since?.toISO()], ['lin', '2026-11-18T10:00:00.000+00:00']);
  });

  it('name whom the pull request is assigned to, where that is somebody else', () => {
    assert.equal(told([lin], ['Ana', 'grace']).owner, 'grace');
    assert.equal(told([lin], ['Ana']).owner, 'lin');
  });

  it('say that nobody is named where the author goes on alone', () => {
    const alone = told([{ ...lin, name: 'Ana', login: 'ana' }]);
    assert.match(
      alone.text,
      /\. Answer needed by Fri 13:00 Lisbon \(13:00 UTC\) \(\*inferred\*\)\. Nobody is named yet who can unblock it\.$/,
    );
    assert.equal(alone.owner, undefined);
  });

  it('link to nothing but a web page, and say whose a check is that is not GitHub’s own', () => {
    const odd: Check = { name: '`x` @all', state: 'failed', url: 'javascript:alert(1)', service: '<b>@all' };
    const { text } = told([lin], [], [odd, { ...failed, since: 'never' }]);
    assert.doesNotMatch(text, /javascript|<b>|since/);
    assert.match(text, / New in this note\.$/);
  });
});
