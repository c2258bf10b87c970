import type { ReviewModel } from '../../../src/protocol';

const note = `<!-- baton:note 7c9e1a0 -->
**State:** retries work end to end; \`refund › gives up after 5\` still fails. **Next action:** make the backoff clock injectable in \`ledger/backoff.ts\`, then merge [#142](https://github.com/pune/ledger/pull/142).
Continues [Wednesday's note](https://github.com/pune/ledger/discussions/12). lisbon-dev starts Thu 13:00 Lisbon (13:00 UTC).

**Shipped**
- [#138](https://github.com/pune/ledger/pull/138) Idempotency keys on refunds: merged, 4 commits, 2 approvals
- [#140](https://github.com/pune/ledger/pull/140) Flaky ledger test quarantined: merged

## Blocked or unclear
1. **Is a retry after a 409 ever right?** → @payments-dev, by Fri 10:00 Lisbon (10:00 UTC), else it stays off.
2. Staging has no \`REFUND_KEY\` since this morning → @ops-dev

**Pick it up here**
\`\`\`
git fetch origin refund-retry && git switch refund-retry
npm ci && npx mocha -g "gives up after 5"
\`\`\`
Fails with \`expected 5 calls, got 6\`.

| Run | Result |
|---|---|
| unit | 212 passed |
| refund | 1 failed |

> Please do not touch \`ledger/schema.sql\` until Fri 03:30 UTC.
`;

export const review: ReviewModel = {
  title: 'Refund retries: done but for one failing test · pune-dev → lisbon-dev',
  markdown: note,
  repository: { name: 'pune/ledger', host: 'github.com', isPublic: true, watchers: 42 },
  signedInAs: 'pune-dev',
  destinations: [
    { kind: 'discussion', unavailable: null },
    { kind: 'comment', unavailable: null },
    { kind: 'copy', unavailable: null },
    { kind: 'browser', unavailable: 'The note is longer than an address may be.' },
  ],
  destination: 'discussion',
  categories: [
    { id: 'DIC_1', name: 'Handoffs' },
    { id: 'DIC_2', name: 'General' },
  ],
  category: 'DIC_1',
  number: null,
  numberTitle: null,
  mentions: [
    { login: 'payments-dev', note: 'off until Fri 09:00 Lisbon' },
    { login: 'ops-dev', note: null },
  ],
  redactions: [
    { id: 'r1', kind: 'GitHub token', excerpt: 'ghp_…3f', line: 14, applied: true },
    { id: 'r2', kind: 'Home folder', excerpt: '/home/…/ledger', line: 21, applied: true },
  ],
  consents: [{ id: 'public', text: 'Post this where everybody can read it', given: false, required: true }],
  questions: [{ text: 'Who answers for the missing REFUND_KEY, and by when?', line: 9 }],
  problems: ['Say yes to posting in public, or choose another place.'],
  primary: 'post',
  canSubmit: false,
  progress: null,
  result: null,
};
