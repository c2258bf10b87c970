import assert from 'node:assert/strict';
import { composeHandoff } from '../../../src/core/handoff/compose';
import type { HandoffDraft } from '../../../src/core/handoff/model';
import { asksOf, openQuestions, withAnswer } from '../../../src/core/handoff/questions';
import type { JournalEvent } from '../../../src/core/journal/events';
import type { AddedItem } from '../../../src/core/journal/items';
import { noEditor } from '../../../src/core/ports/editor';
import { linesOf } from '../../../src/core/inbox/sections';
import { plansOf } from '../../../src/core/inbox/plans';
import { bodyOf } from '../../../src/core/post/text';
import { DateTime } from '../../../src/core/time/luxon';

const until = DateTime.fromISO('2026-11-19T12:20:00Z', { zone: 'Asia/Kolkata' });
const starts = DateTime.fromISO('2026-11-19T13:00:00Z', { zone: 'Europe/Lisbon' });
const blank: AddedItem = {
  id: 'i1',
  type: 'blocker',
  text: 'Staging has no key',
  path: null,
  line: null,
  owner: null,
  answerBy: null,
  at: '2026-11-19T09:17:00Z',
  carriedFrom: null,
};

function draft(
  item: Partial<AddedItem>,
  start: DateTime | null = starts,
  events: readonly JournalEvent[] = [],
  receiver = 'Lin',
): HandoffDraft {
  return composeHandoff({
    id: 'n1',
    author: { name: 'Ana', emails: ['ana@example.com'], zone: 'Asia/Kolkata' },
    window: { since: until.minus({ hours: 8 }), until, reason: 'flag' },
    receivers: [{ name: receiver, zone: 'Europe/Lisbon', startsWorkAt: start }],
    readings: [
      {
        root: '/w/ledger',
        isShallow: false,
        tree: { head: { branch: 'main', sha: 'a', upstream: null }, changes: [], operation: null },
        diff: [],
        branches: [],
        tags: [],
        work: null,
        remote: null,
        lockfiles: [],
        code: null,
        left: [],
        amended: [],
        commits: [],
        together: [],
        elsewhere: [],
        mine: new Set(),
        outcomes: [],
        hunks: { worktree: [], committed: [], recent: [] },
        added: [{ ...blank, ...item }],
      },
    ],
    editor: noEditor,
    branch: null,
    continues: null,
    events,
    warnings: [],
  });
}

describe('what the author added', () => {
  it('lands in the section of its kind, as declared', () => {
    const kinds = ['blocker', 'question', 'decision', 'dead-end', 'next-step', 'do-not-touch'] as const;
    const items = kinds.map((type) => draft({ type }).items[0]);
    assert.deepEqual(
      items.map((item) => item?.section),
      ['blocked', 'blocked', 'decisions', 'tried', 'next', 'doNotTouch'],
    );
    for (const item of items) assert.deepEqual([item?.source, item?.certainty], ['capture', 'declared']);
    assert.doesNotMatch(draft({ type: 'dead-end' }).markdown, /inferred/);
  });

  it('says who can answer, and by when in the zone of the receiver by name and in UTC', () => {
    const { items } = draft({ owner: 'ops-dev', path: 'ledger/backoff.ts', line: 41 });
    assert.equal(
      items[0]?.text,
      '**Staging has no key** (`ledger/backoff.ts:41`) → ops-dev, *inferred:* by Fri 13:00 Lisbon (13:00 UTC).',
    );
    assert.deepEqual([items[0]?.owner, items[0]?.paths], ['ops-dev', ['ledger/backoff.ts']]);
    assert.equal(items[0]?.answerBy?.toMillis(), starts.plus({ hours: 24 }).toMillis());
  });

  it('asks by the time that the author named, whoever takes over where the author named nobody', () => {
    const { items, markdown } = draft({ type: 'question', answerBy: '2026-11-20T10:00:00Z' });
    assert.match(items[0]?.text ?? '', /key\*\* → Lin, who takes over, by Fri 10:00 Lisbon \(10:00 UTC\)\.$/);
    assert.deepEqual([items[0]?.owner, items[0]?.lacks], ['Lin', 'owner']);
    // The author's answer takes the place of whoever takes over, and the rest stays.
    const [question] = openQuestions(markdown, markdown, asksOf(items), new Set()).slice(-1);
    assert.ok(question?.lacks === 'owner');
    assert.match(
      withAnswer(markdown, question, 'ops-dev'),
      /key\*\* → ops-dev, by Fri 10:00 Lisbon \(10:00 UTC\)\. <!-- b:i1 -->\n/,
    );
  });

  it('says that an answer is needed, and by when, where its author goes on alone', () => {
    const { items } = draft({}, starts, [], 'Ana');
    assert.match(
      items[0]?.text ?? '',
      /key\*\* Answer needed by Fri 13:00 Lisbon \(13:00 UTC\) \(\*inferred\*\)\.$/,
    );
    assert.equal(items[0]?.owner, undefined);
  });

  it('tells nobody when its author worked, even where the receiver has no hours', () => {
    const { markdown } = draft({}, null);
    assert.match(markdown, /by Fri 13:00 Lisbon/);
    assert.doesNotMatch(markdown, /:17|:20/);
  });

  it('is not to be touched until the time that was named', () => {
    const { items } = draft({ type: 'do-not-touch', text: 'The schema', answerBy: '2026-11-20T03:30:00Z' });
    assert.equal(items[0]?.text, 'The schema until Fri 03:30 Lisbon (03:30 UTC)');
    assert.ok(items[0]?.until && !items[0].answerBy);
  });

  it('that was open in an earlier note says for how many days, and links to it', () => {
    const carriedFrom = { title: 'Refunds · Ana', url: 'https://github.com/o/r/discussions/7' };
    const { items } = draft({ carriedFrom, at: '2026-11-17T09:00:00Z' });
    assert.match(
      items[0]?.text ?? '',
      / Open 2 days, carried from \[Refunds · Ana\]\(https:\/\/github\.com\/o\/r\/discussions\/7\)\.$/,
    );
  });

  it('is a plan where a next step or a decision begins with a condition, and is read as one by its receiver', () => {
    for (const text of [
      'If CI goes red, then revert 9f31c2e',
      'if CI goes red then revert 9f31c2e',
      'If CI goes red, revert 9f31c2e',
    ]) {
      const { markdown, items } = draft({ type: 'next-step', text });
      assert.match(
        markdown,
        /## If … then\n\n- \*\*If\*\* CI goes red, \*\*then\*\* revert 9f31c2e <!-- b:i1 -->\n/,
      );
      assert.equal(items[0]?.section, 'plans');
      const [plan] = plansOf(linesOf(bodyOf(markdown)), 0);
      assert.deepEqual([plan?.condition, plan?.action], ['CI goes red', 'revert 9f31c2e']);
    }
    const section = (more: Partial<AddedItem>) => draft(more).items[0]?.section;
    assert.equal(section({ type: 'decision', text: 'If in doubt: nothing' }), 'decisions');
    assert.equal(section({ type: 'next-step', text: 'Ifs and buts, then more' }), 'next');
    assert.equal(section({ type: 'question', text: 'If it fails, then who is asked?' }), 'blocked');
    assert.equal(draft({ type: 'decision', text: 'If red, revert' }).items[0]?.lacks, undefined);
    const hostile = draft({ type: 'decision', text: 'If @all **x**, then <!-- b:z --> #12' }).markdown;
    assert.doesNotMatch(hostile, /@all|#12|[^\\]<!-- b:z/);
  });

  it('is a plan in other languages, in its own words, and by a sign in any', () => {
    const said = (text: string) => {
      const [item] = draft({ type: 'next-step', text }).items;
      return `${item?.section}: ${item?.text}`;
    };
    assert.equal(said('Wenn CI rot ist, dann zurück'), 'plans: **Wenn** CI rot ist, **dann** zurück');
    assert.equal(said('si la CI falla, revertir'), 'plans: **Si** la CI falla, revertir');
    assert.equal(said('如果CI失败，就回滚'), 'plans: **如果** CI失败, **就** 回滚');
    assert.equal(said('Если CI красный, то откатить'), 'plans: **Если** CI красный, **то** откатить');
    assert.equal(said('CI punainen => peru'), 'plans: CI punainen **⇒** peru');
    assert.equal(said('Also, more of this'), 'next: Also, more of this');
    assert.equal(said('a =>b'), 'next: a =\\>b');
    assert.match(said('@all => #12 <!-- b:z -->'), /^plans: (?!.*(?:@all|#12|[^\\]<!--))/);
  });

  it('is read as that plan by its receiver, in whichever language it is', () => {
    const spaced: readonly (readonly [string, string])[] = [
      ['If', 'then'],
      ['Wenn', 'dann'],
      ['Falls', 'so'],
      ['Sofern', 'dann'],
      ['Si', 'alors'],
      ['Si', 'entonces'],
      ['Se', 'então'],
      ['Se', 'allora'],
      ['Als', 'dan'],
      ['Indien', 'dan'],
      ['Om', 'så'],
      ['Hvis', 'så'],
      ['Если', 'то'],
      ['Якщо', 'то'],
      ['Jeśli', 'to'],
      ['Jeżeli', 'to'],
      ['Kdyby', 'pak'],
      ['Eğer', 'o zaman'],
      ['अगर', 'तो'],
      ['यदि', 'तो'],
    ];
    const read = (text: string) => {
      const { markdown } = draft({ type: 'next-step', text });
      // Also where a note was written by hand, without the heading.
      const bare = bodyOf(markdown).replace('## If … then', '## Diverses');
      return [bodyOf(markdown), bare].map((body) =>
        plansOf(linesOf(body), 0).map(({ condition, action, otherwise }) => [condition, action, otherwise]),
      );
    };
    for (const [opening, link] of spaced) {
      const expected = [['#142 rouge', 'revert it', null]];
      assert.deepEqual(read(`${opening} #142 rouge, ${link} revert it`), [expected, expected], opening);
      assert.deepEqual(read(`${opening} #142 rouge, revert it`), [expected, expected], opening);
    }
    for (const opening of ['如果', '若', '假如', 'もし', '만약']) {
      const expected = [['CI 红', '回滚', null]];
      assert.deepEqual(read(`${opening} CI 红，回滚`), [expected, expected], opening);
    }
    assert.deepEqual(read('CI punainen => peru')[0], [['CI punainen', 'peru', null]]);
    assert.deepEqual(read('Wenn CI rot ist, dann zurück, sonst mergen')[0], [
      ['CI rot ist', 'zurück', 'mergen'],
    ]);
    assert.deepEqual(read('如果CI失败，就回滚，否则合并')[0], [['CI失败', '回滚', '合并']]);
    assert.deepEqual(plansOf(linesOf('- So ist es, dann nicht\n- Wenn es regnet, dann nass'), 0), []);
  });

  it('is told once, in the words that its author gave it in the last note', () => {
    const at = '2026-11-18T12:00:00Z';
    const { title, url } = { title: 'Refunds', url: 'https://x/n0' };
    const { text, owner, path, line, type, answerBy } = blank;
    const base = '## Blocked or unclear\n\n- **Staging has no key** <!-- b:i1 -->';
    const body = '## Blocked or unclear\n\n- Staging still has no key, ops-dev looks into it';
    const { markdown } = draft({ carriedFrom: { title, url }, at: '2026-11-17T09:00:00Z' }, starts, [
      { kind: 'item-added', at: '2026-11-17T09:00:00Z', item: 'i1', type, text, owner, path, line, answerBy },
      { kind: 'note-drafted', at, note: 'n0', since: at, until: at, base },
      { kind: 'note-posted', at, note: 'n0', url, until: at, title, nodeId: '', body },
    ]);
    assert.match(
      markdown,
      /\n- Staging still has no key, ops-dev looks into it Open 2 days, carried from \[Refunds\]\(https:\/\/x\/n0\)\. <!-- b:i1 -->\n/,
    );
    assert.equal(markdown.match(/no key/g)?.length, 1);
  });

  it('is text, whatever it says: one line, no markup, nobody is notified', () => {
    const { markdown } = draft({ text: 'x @everyone <!-- b:i2 -->\n## [a](b) #12', owner: '@all\n' });
    assert.doesNotMatch(markdown, /@everyone|@all|\n## \[a|#12/);
    assert.equal(markdown.split('\n').filter((line) => line.endsWith('<!-- b:i1 -->')).length, 1);
  });
});
