import assert from 'node:assert/strict';
import fc from 'fast-check';
import { acceptMarker } from '../../../src/core/inbox/acceptance';
import { guardOf } from '../../../src/core/inbox/guards';
import { handoffsIn } from '../../../src/core/inbox/parse';
import { timesIn } from '../../../src/core/inbox/when';
import { DateTime } from '../../../src/core/time/luxon';
import { postedTime } from '../../../src/core/time/format';
import { noteMarker, withMarker } from '../../../src/core/post/marker';
import { address, discussion, handoff, posted, reply } from './scene';

/** The note of the examples, as a person would write it. */
const note = [
  '**State:** retries work end to end; one test fails. **Next action:** make the backoff clock injectable in `ledger/backoff.ts`, then merge [#142](https://github.com/baton-sample/ledger/pull/142).',
  "Continues [Wednesday's note](https://github.com/baton-sample/ledger/discussions/7). lisbon-dev starts Thu 13:00 Lisbon (13:00 UTC).",
  '**Shipped**',
  '- [#138](https://github.com/baton-sample/ledger/pull/138) Idempotency keys: merged, 4 commits',
  '**Blocked or unclear**',
  '- **Is a retry after a 409 ever right?** → payments-dev, by Fri 10:00 Lisbon (10:00 UTC), else it stays off. Open 2 days, carried from [Wednesday](https://github.com/x).',
  '- Staging has no `REFUND_KEY` since this morning',
  '**Tried, did not work:** sinon fake timers · *inferred:* `retry: 0` (reverted in `9f31c2e`)',
  '**If** CI on [#142](https://github.com/baton-sample/ledger/pull/142) is green by Fri 12:00 Lisbon (12:00 UTC) **then** merge; **if** `refunds_failed` rises **then** revert `9f31c2e`, no need to ask.',
  '**Please do not touch** `ledger/schema.sql` until Fri 03:30 UTC (09:00 Pune): a migration is half written.',
].join('\n');

describe('a note that is read back', () => {
  const read = handoff(note);

  it('says what to do next, where the work stands, and for whom it is', () => {
    assert.equal(read.next, 'make the backoff clock injectable in ledger/backoff.ts, then merge #142.');
    assert.equal(read.state, 'retries work end to end; one test fails.');
    assert.deepEqual(read.to, ['lisbon-dev']);
    assert.equal(read.continues, 'https://github.com/baton-sample/ledger/discussions/7');
  });

  it('has no next action while its author left the place empty', () => {
    assert.equal(handoff('**Next action:** _name the one thing to do next_').next, null);
    assert.equal(handoff('Text\n\n## Next\n\n- Merge it').next, 'Merge it');
  });

  it('keeps of each ask the owner, the deadline and the age', () => {
    const [ask, told] = read.questions;
    assert.deepEqual(ask && { ...ask, key: '' }, {
      key: '',
      text: 'Is a retry after a 409 ever right?',
      owner: 'payments-dev',
      since: posted - 2 * 86_400_000,
      answerBy: Date.parse('2026-11-20T10:00:00Z'),
      asks: true,
    });
    assert.deepEqual([told?.asks, told?.owner], [false, null]);
  });

  it('names what is not to be touched, until when', () => {
    const [guard] = read.guards;
    assert.deepEqual(
      [guard?.paths, guard?.until],
      [['ledger/schema.sql'], Date.parse('2026-11-20T03:30:00Z')],
    );
    const during = Date.parse('2026-11-20T03:00:00Z');
    assert.equal(guardOf(read.guards, 'ledger/schema.sql', during), guard);
    assert.equal(guardOf(read.guards, 'ledger/schema.sqlx', during), null);
    assert.equal(guardOf(read.guards, 'ledger/schema.sql', Date.parse('2026-11-20T03:30:00Z')), null);
  });

  it('guards a folder with what is in it, and nothing outside of the repository', () => {
    const { guards } = handoff('## Please do not touch\n\n- `lib/` and `../other` and `/etc/passwd`');
    assert.ok(guardOf(guards, 'lib/a/b.ts', posted));
    assert.deepEqual(guards[0]?.paths, ['lib/']);
    assert.equal(
      guardOf(guards, 'lib/a.ts', posted + 8 * 86_400_000),
      null,
      'without an end it lapses in a week',
    );
  });

  it('splits its plans into condition and action', () => {
    assert.deepEqual(
      read.plans.map(({ condition, action, by }) => [condition, action, by]),
      [
        ['CI on #142 is green by Fri 12:00 Lisbon (12:00 UTC)', 'merge', Date.parse('2026-11-20T12:00:00Z')],
        ['refunds_failed rises', 'revert 9f31c2e, no need to ask', null],
      ],
    );
  });

  it('makes statements that can be checked', () => {
    const kinds = read.claims.map((claim) => [
      claim.kind,
      'number' in claim ? claim.number : 'sha' in claim ? claim.sha : '',
    ]);
    assert.ok(kinds.some(([kind, what]) => kind === 'merged' && what === 138));
    assert.ok(kinds.some(([kind, what]) => kind === 'commit' && what === '9f31c2e'));
  });

  it('is found in a rolling discussion’s replies too, each with its own author', () => {
    const rolling = discussion('no note', { body: 'Handoffs of this month' });
    const replies = [reply('ops-dev', `# A\n\n**Next action:** b\n\n${noteMarker('n2')}`)];
    const found = handoffsIn({ ...rolling, replies }, address, () => false);
    assert.deepEqual(
      found.map(({ id, from, next, title }) => [id, from, next, title]),
      [['n2', 'ops-dev', 'b', 'A']],
    );
  });

  it('is read whatever anybody writes', () => {
    const piece = fc.constantFrom(
      '**',
      '`',
      '[',
      '](',
      ')',
      ' → ',
      '## Blocked or unclear\n',
      '- ',
      '\n',
      '**If** ',
      ' then ',
      '```',
      'Fri 10:00 Lisbon (10:00 UTC)',
      '<!-- b:a -->',
      '#1',
      'until ',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        // As it is posted: an open fence does not swallow the marker.
        handoff('', { body: withMarker(`text ${pieces.join('').replaceAll('<!-- baton', '')}`, 'n1') });
      }),
      { numRuns: 200 },
    );
  });
});

describe('a time in a note', () => {
  it('is the instant that was written, in every zone and on every day of the week after', () => {
    const zones = [
      'Europe/Lisbon',
      'Asia/Kolkata',
      'America/Denver',
      'Pacific/Auckland',
      'UTC',
      'Pacific/Kiritimati',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 40 * 24 * 60 }),
        fc.integer({ min: 0, max: 525_000 }),
        (zone, ahead, from) => {
          const written = DateTime.utc(2026, 1, 1).plus({ minutes: from });
          const wanted = written.plus({ minutes: ahead }).startOf('minute');
          const [found] = timesIn(`by ${postedTime(wanted, zone, written)}.`, written.toMillis());
          assert.equal(found?.at, wanted.toMillis(), postedTime(wanted, zone, written));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('taking over', () => {
  const marker = acceptMarker('note-D-1');
  const read = (...replies: ReturnType<typeof reply>[]) => handoff('text', { replies }).accepted;

  it('is what GitHub says that somebody of the repository, or whom the note is for, replied', () => {
    assert.equal(read(reply('ops-dev', `Mine now.\n\n${marker}`))?.by, 'ops-dev');
    assert.equal(read(reply('lisbon-dev', `Mine now.\n\n${marker}`, { isMember: false }))?.by, 'lisbon-dev');
    assert.equal(
      read(reply('lisbon-dev', `Mine now.\n\nI merge first.\n\n${marker}`))?.readBack,
      'I merge first.',
    );
  });

  it('is not what a passer-by replies or reacts, what stands in code, or what names another note', () => {
    assert.equal(read(reply('stranger', `Mine now.\n\n${marker}`, { isMember: false })), null);
    assert.equal(read(reply('ops-dev', `\`\`\`\n${marker}\n\`\`\``)), null);
    assert.equal(read(reply('ops-dev', acceptMarker('another'))), null);
    assert.equal(
      handoff('text', { taken: [{ login: 'stranger', at: '2026-11-19T13:00:00Z' }] }).accepted,
      null,
    );
    const taken = [{ login: 'lisbon-dev', at: '2026-11-19T13:00:00Z' }];
    assert.equal(handoff('text', { taken }).accepted?.by, 'lisbon-dev');
  });

  it('is the author’s own “mine now” only where nobody else said it', () => {
    const own = reply('pune-dev', `Mine now.\n\n${marker}`);
    assert.equal(read(own)?.by, 'pune-dev');
    assert.equal(read(own, reply('lisbon-dev', `Mine now.\n\n${marker}`))?.by, 'lisbon-dev');
  });

  it('is no reaction to a Discussion, for the notes that stand below it', () => {
    const rolling = discussion('no note', {
      body: 'Handoffs of this month',
      replies: [reply('pune-dev', `# A → lisbon-dev\n\n**Next action:** b\n\n${noteMarker('n2')}`)],
      taken: [{ login: 'lisbon-dev', at: '2026-11-19T15:00:00Z' }],
    });
    const [found] = handoffsIn(rolling, address, () => true);
    assert.deepEqual([found?.id, found?.accepted], ['n2', null]);
  });
});
