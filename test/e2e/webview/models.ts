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
  heading: 'Post to pune/ledger',
  signedInAs: 'pune-dev',
  isPublic: true,
  label: 'The note as it will look',
  title: 'Refund retries: done but for one failing test · pune-dev → lisbon-dev',
  markdown: note,
  sections: [
    {
      kind: 'consents',
      consents: [
        { id: 'public', text: 'Post this where everybody can read it', given: false, required: true },
      ],
    },
    {
      kind: 'destination',
      choices: [
        { kind: 'discussion', text: 'A Discussion', unavailable: null },
        { kind: 'comment', text: 'A comment on a pull request or issue', unavailable: null },
        { kind: 'copy', text: 'Markdown, to copy', unavailable: null },
        {
          kind: 'browser',
          text: 'A prefilled page in the browser',
          unavailable: 'The note is longer than an address may be.',
        },
      ],
      chosen: 'discussion',
      repositories: [
        { id: 'github.com/pune/ledger', name: 'pune/ledger' },
        { id: 'github.com/acme/ledger', name: 'acme/ledger (forked from)' },
      ],
      repository: 'github.com/pune/ledger',
      categories: [
        { id: 'DIC_1', name: 'Handoffs' },
        { id: 'DIC_2', name: 'General' },
      ],
      category: 'DIC_1',
      number: null,
    },
    {
      kind: 'readers',
      watchers: 42,
      mentions: [
        { login: 'payments-dev', note: '03:12 in Lisbon, off until Fri 09:00 Lisbon', canAsk: true },
        { login: 'ops-dev', note: null, canAsk: true },
      ],
    },
    {
      kind: 'redactions',
      redactions: [
        { id: 'r1', what: 'GitHub token', excerpt: 'ghp_…3f', line: 14, applied: true },
        { id: 'r2', what: 'Home folder', excerpt: '/home/…/ledger', line: 21, applied: true },
      ],
    },
    {
      kind: 'questions',
      questions: [{ id: 'a1-owner', text: 'Who answers for the missing REFUND_KEY, and by when?', line: 9 }],
    },
  ],
  problems: ['Say yes to posting in public, or choose another place.'],
  primary: 'Post Discussion',
  canSubmit: false,
  progress: null,
  result: null,
};
