import assert from 'node:assert/strict';
import { noteMarkdown, nextPlaceholder, statePlaceholder } from '../../../src/core/handoff/note';
import type { Item } from '../../../src/core/handoff/model';
import { readTemplate, usualTemplate, isTemplate, type Template } from '../../../src/core/handoff/template';
import type { Handoff } from '../../../src/core/inbox/model';
import { numberAbout } from '../../../src/core/post/about';
import { foldLists } from '../../../src/core/post/fold';
import { bodyOf, titleOf } from '../../../src/core/post/text';
import { withoutMention } from '../../../src/core/post/unmention';
import { withShare } from '../../../src/core/share/inNote';
import { readReference } from '../../../src/core/share/reference';
import { DateTime } from '../../../src/core/time/luxon';
import { handoff } from '../inbox/scene';

const template = ((): Template => {
  const reading = readTemplate(
    [
      '**現状:** <!-- state -->',
      '**次の一手:** <!-- next-action -->',
      '## Bitte nicht anfassen <!-- do-not-touch -->',
      '## Wenn, dann <!-- plans -->',
      '## 引き継ぎ <!-- pick-up -->',
      '## Bloqueado <!-- blocked -->',
      '## Hecho <!-- shipped -->',
      '## In Arbeit <!-- now -->',
    ].join('\n'),
  );
  return isTemplate(reading) ? reading : assert.fail(reading.message);
})();

const item = (id: string, section: Item['section'], text: string): Item => ({
  id,
  section,
  text,
  source: 'capture',
  certainty: 'declared',
});
const items = [
  item('s1', 'shipped', '[#138](https://github.com/baton-sample/ledger/pull/138) Keys: merged'),
  item('n1', 'now', '[#142](https://github.com/baton-sample/ledger/pull/142) Retry refunds'),
  item('b1', 'blocked', '**Is a retry after a 409 right?** → payments-dev, by Fri 10:00 Lisbon (10:00 UTC)'),
  item('p1', 'plans', '**If** CI on #142 is green **then** merge'),
  item('d1', 'doNotTouch', '`ledger/schema.sql` until Fri 03:30 UTC'),
];

const noteBy = (by: Template): string => {
  const until = DateTime.fromISO('2026-11-19T12:00:00Z', { zone: 'utc' });
  return noteMarkdown({
    id: 'n1',
    title: 'Refunds',
    window: { since: until.minus({ days: 1 }), until, reason: 'flag' },
    receivers: [],
    items,
    pickUp: '```sh\nnpm test\n```\n\nStart at `ledger/backoff.ts:41`.',
    continues: null,
    template: by,
  })
    .replace(statePlaceholder, 'retries work; one test fails.')
    .replace(nextPlaceholder, 'make the clock injectable, then merge #142.');
};

/** What a receiver without the template makes of it; keys and places aside. */
const understood = ({ next, state, questions, guards, plans, claims, lines }: Handoff) => ({
  next,
  state,
  questions,
  guards,
  plans,
  claims: claims.map((claim) => JSON.stringify({ ...claim, text: '' })).sort(),
  lines: lines.map(({ section, text }) => `${section}: ${text.replace(/^\*\*[^*]*\*\*: ?/, '')}`).sort(),
});

describe('a note whose team has a template of its own, posted', () => {
  const posted = bodyOf(noteBy(template));

  it('says to a reader who has no template all that it would say under the usual titles', () => {
    const read = handoff(posted);
    assert.equal(read.next, 'make the clock injectable, then merge #142.');
    assert.equal(read.state, 'retries work; one test fails.');
    assert.deepEqual(
      [read.questions.length, read.guards[0]?.paths, read.plans[0]?.action],
      [1, ['ledger/schema.sql'], 'merge'],
    );
    const usual = handoff(bodyOf(noteBy(usualTemplate)));
    const words = (each: Handoff) => ({ ...understood(each), lines: undefined });
    assert.deepEqual(words(read), words(usual));
    assert.deepEqual(
      understood(read).lines.filter((line) => !line.startsWith('opening')),
      understood(usual).lines.filter((line) => !line.startsWith('opening')),
    );
  });

  it('shows none of what tells it', () => {
    assert.doesNotMatch(posted.replace(/<!--[^>]*-->/g, ''), /b:|baton:/);
    assert.equal(titleOf(posted.slice(posted.indexOf('## '))), 'Bitte nicht anfassen');
    const long = posted.replace(/^(- .*#138.*)$/m, (line) => Array(400).fill(line).join('\n'));
    const parts = foldLists(long, 10_000)?.parts ?? [];
    assert.match(parts[0] ?? '', /^\*\*Hecho, continued\*\*\n/);
  });

  it('has no next action while its author left the place empty', () => {
    const open = posted.replace('make the clock injectable, then merge #142.', nextPlaceholder);
    assert.equal(handoff(open).next, null);
  });

  it('is known by what it works on, takes a share and a question where they belong', () => {
    assert.equal(numberAbout(posted), 142);
    assert.equal(numberAbout(posted.replace(/^.*baton:next.*$/m, '')), 142);
    assert.deepEqual(readReference(posted).command, 'npm test');
    const shared = withShare(posted, [
      { share: { login: 'ana', name: 'x' }, repository: null, remote: 'origin', leftOut: [] },
    ]);
    assert.doesNotMatch(shared, /Pick it up here/);
    assert.ok(shared.indexOf('A snapshot') > shared.indexOf('## 引き継ぎ'));
    const asked = withoutMention(`${posted}\n\n@bruno?\n`, 'bruno', 'Bruno', { answerBy: null });
    assert.match(asked, /^## Bloqueado <!-- b:blocked -->\n\n- \*\*Bruno\?\*\* → bruno\n- \*\*Is a retry/m);
  });

  it('keeps its own words where a line only looks like a mark', () => {
    const text = '**Wetter:** x <!-- baton:state -->\n\n## Mine <!-- b:mine -->\n\n- y <!-- b:a1 -->';
    assert.equal(bodyOf(text), '**Wetter:** x <!-- baton:state -->\n\n## Mine\n\n- y');
    assert.equal(handoff(text).state, null);
  });
});
