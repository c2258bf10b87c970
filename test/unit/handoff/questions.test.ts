import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeDraft } from '../../../src/core/draft/merge';
import type { Item, Lack } from '../../../src/core/handoff/model';
import { noteMarkdown } from '../../../src/core/handoff/note';
import {
  asksOf,
  mostQuestions,
  openQuestions,
  withAnswer,
  type Question,
} from '../../../src/core/handoff/questions';
import { saysWhy } from '../../../src/core/handoff/why';
import { isUnfinished } from '../../../src/core/post/text';
import { DateTime } from '../../../src/core/time/luxon';

const until = DateTime.fromISO('2026-11-20T12:00:00Z', { zone: 'utc' });
const item = (id: string, section: Item['section'], text: string, lacks?: Lack): Item => ({
  id,
  section,
  text,
  source: 'git',
  certainty: 'fact',
  ...(lacks && { lacks }),
});
const items = [
  item('b1', 'now', 'Branch `x`, 2 commits, 2 not pushed yet', 'push'),
  item('t1', 'blocked', 'Task `test` failed last: exit code 1', 'cause'),
  item('q1', 'blocked', '**Which bank?** (`a.ts:3`) Answer needed by Fri 10:00 Lisbon (10:00 UTC).', 'owner'),
  item('d1', 'decisions', 'Full jitter, not fixed steps', 'why'),
  item('d2', 'decisions', 'No retries because the bank throttles'),
];
const draft = noteMarkdown({
  id: 'n1',
  title: 'Refunds',
  window: { since: until.minus({ days: 1 }), until, reason: 'flag' },
  receivers: [],
  items,
  pickUp: null,
  continues: null,
});
const filled = draft.replace(/_say in[^_]*_/, 'Done.').replace(/_name the[^_]*_/, 'Merge.');
const asks = asksOf(items);
const open = (note: string, skipped: readonly string[] = []): Question[] =>
  openQuestions(note, draft, asks, new Set(skipped));
const answered = (note: string, id: string, said: string): string => {
  const question = open(
    note,
    asks.map((ask) => `${ask.item}-${ask.lacks}`).filter((each) => each !== id),
  );
  const [found] = question.filter((each) => each.id === id);
  assert.ok(found, id);
  return withAnswer(note, found, said);
};
const line = (note: string, id: string): string =>
  note.split('\n').find((each) => each.includes(`<!-- b:${id} -->`)) ?? '';

describe('what is asked before they sleep', () => {
  it('is three things at most: first the two lines that open a note, then what would stop the reader most', () => {
    assert.deepEqual(
      open(draft).map(({ id }) => id),
      ['state', 'next-action', 't1-cause'],
    );
    assert.deepEqual(
      open(filled).map(({ id, about }) => [id, about]),
      [
        ['t1-cause', 'Task `test` failed last: exit code 1'],
        ['b1-push', 'Branch `x`, 2 commits, 2 not pushed yet'],
        ['d1-why', 'Full jitter, not fixed steps'],
      ],
    );
    assert.equal(open(filled).length, mostQuestions);
  });

  it('stands at the line that its answer goes to', () => {
    for (const question of open(filled))
      assert.match(
        filled.split('\n')[question.line - 1] ?? '',
        new RegExp(`b:${question.id.slice(0, 2)} -->$`),
      );
  });

  it('is not asked of what was skipped, edited or deleted; the next in line is', () => {
    assert.deepEqual(
      open(filled, ['t1-cause']).map(({ id }) => id),
      ['b1-push', 'd1-why', 'q1-owner'],
    );
    const edited = filled
      .replace('exit code 1', 'exit code 1: the clock ticks twice')
      .replace(/^- Branch.*\n/m, '');
    assert.deepEqual(
      open(edited).map(({ id }) => id),
      ['d1-why', 'q1-owner'],
    );
  });

  it('is nothing when the draft asks nothing, or asks what only a newer Baton knows', () => {
    assert.deepEqual(openQuestions(filled, draft, [], new Set()), []);
    assert.deepEqual(openQuestions(filled, draft, [{ item: 't1', lacks: 'mood' }], new Set()), []);
  });
});

describe('an answer', () => {
  it('lands in the line that it belongs to', () => {
    const said = (id: string, text: string) => line(answered(filled, id, text), id.slice(0, 2));
    assert.equal(
      said('t1-cause', 'the fake clock ticks once more'),
      '- Task `test` failed last: exit code 1. Cause: the fake clock ticks once more <!-- b:t1 -->',
    );
    assert.equal(
      said('d1-why', 'because the bank throttles per second'),
      '- Full jitter, not fixed steps, because the bank throttles per second <!-- b:d1 -->',
    );
    assert.equal(
      said('q1-owner', '@payments-dev'),
      '- **Which bank?** (`a.ts:3`) → payments-dev, by Fri 10:00 Lisbon (10:00 UTC). <!-- b:q1 -->',
    );
    assert.match(
      said('b1-push', 'I push them tonight'),
      /not pushed yet\. I push them tonight <!-- b:b1 -->$/,
    );
  });

  it('fills the two lines that open a note', () => {
    const [state, next] = open(draft);
    assert.ok(state && next);
    const note = withAnswer(withAnswer(draft, state, 'Works $& well.'), next, 'Merge #142.');
    assert.match(note, /^\*\*State:\*\* Works \$& well\.\n\*\*Next action:\*\* Merge #142\.$/m);
    assert.ok(!isUnfinished(note));
  });

  it('answers: the question is not asked again, and drafting again keeps it', () => {
    const note = answered(filled, 'd1-why', 'the bank throttles');
    assert.ok(!open(note, ['t1-cause', 'b1-push']).some(({ id }) => id === 'd1-why'));
    assert.equal(mergeDraft(draft, note, draft), note);
  });

  it('stays in its line, whatever was typed, and changes no other', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('a\nb\r\n## c', '<!-- b:x -->', '-->', '$1 $&', '  ', '```')),
        fc.constantFrom(...asks.map((ask) => `${ask.item}-${ask.lacks}`)),
        fc.boolean(),
        (said, id, crlf) => {
          const before = (crlf ? filled.replace(/\n/g, '\r\n') : filled).split('\n');
          const after = answered(before.join('\n'), id, said).split('\n');
          assert.equal(after.length, before.length);
          const changed = after.flatMap((each, at) => (each === before[at] ? [] : [each]));
          assert.ok(changed.length <= 1);
          for (const each of changed)
            assert.ok(each.trimEnd().endsWith(`<!-- b:${id.slice(0, 2)} -->`), each);
        },
      ),
      { numRuns: 300, seed: 12 },
    );
  });
});

describe('a decision', () => {
  it('says why, or does not', () => {
    for (const said of [
      'Jitter because the bank throttles',
      'Jitter: the bank throttles',
      'Jitter – the bank throttles',
      'Jitter, weil die Bank drosselt',
      'Jitter, parce que la banque limite',
      '抖动，因为银行限流',
      'Use Postgres instead of Redis',
    ])
      assert.ok(saysWhy(said), said);
    for (const said of ['Full jitter, not fixed steps', 'Use Postgres', '', 'Wasser ist nass'])
      assert.ok(!saysWhy(said), said);
  });

  it('confirms a dead end by saying why it did not work', () => {
    const base =
      '# T\n\n## Tried, did not work\n\n- *inferred:* retry: 0 (reverted in `9f31c2e`) <!-- b:t1 -->\n';
    const asks = asksOf([{ id: 't1', lacks: 'deadEnd' }]);
    const [question] = openQuestions(base, base, asks, new Set());
    assert.deepEqual([question?.lacks, question?.about], ['deadEnd', 'retry: 0 (reverted in `9f31c2e`)']);
    assert.ok(question);
    const note = withAnswer(base, question, 'the bank blocks us');
    assert.match(note, /^- retry: 0 \(reverted in `9f31c2e`\): the bank blocks us <!-- b:t1 -->$/m);
    assert.deepEqual(openQuestions(note, base, asks, new Set()), []);
  });
});
