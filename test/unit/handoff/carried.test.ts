import assert from 'node:assert/strict';
import { carriedItems } from '../../../src/core/handoff/carried';
import { rewordedItems } from '../../../src/core/handoff/reworded';
import type { JournalEvent } from '../../../src/core/journal/events';
import { DateTime } from '../../../src/core/time/luxon';

const until = DateTime.fromISO('2026-11-20T12:00:00Z', { zone: 'utc' });
const window = { since: until.minus({ days: 1 }), until, reason: 'last-handoff' } as const;
const day = (date: number): string => `2026-11-${date}T10:00:00Z`;
const posted = (note: string, at: string, lines: readonly string[]): JournalEvent => ({
  kind: 'note-posted',
  at,
  note,
  url: `https://x/${note}`,
  until: at,
  title: note,
  nodeId: '',
  body: `## Shipped\n\n- x\n\n## Blocked or unclear\n\n${lines.join('\n')}\n\n## Decided\n\n- y`,
});
const drafted = (note: string, at: string, base: string): JournalEvent => ({
  kind: 'note-drafted',
  at,
  note,
  since: at,
  until: at,
  base,
});
const texts = (events: readonly JournalEvent[]): string[] =>
  carriedItems(events, 'now', window).map(({ text }) => text);

describe('what was blocked in the last note', () => {
  it('is told again with its age and a link, when its author wrote it', () => {
    assert.deepEqual(texts([posted('n1', day(18), ['- Which bank?'])]), [
      'Which bank? Open 2 days, carried from [n1](https://x/n1).',
    ]);
  });

  it('keeps its first day while it is carried on, and ends with a note without it', () => {
    const [first] = carriedItems([posted('n1', day(17), ['- Which bank?'])], 'now', {
      ...window,
      until: until.minus({ days: 1 }),
    });
    assert.ok(first);
    const again = [
      posted('n1', day(17), ['- Which bank?']),
      drafted('n2', day(19), `## Blocked or unclear\n\n- ${first.text} <!-- b:${first.id} -->`),
      posted('n2', day(19), [`- ${first.text}`]),
    ];
    assert.deepEqual(texts(again), ['Which bank? Open 3 days, carried from [n2](https://x/n2).']);
    assert.equal(carriedItems(again, 'now', window)[0]?.id, first.id);
    assert.deepEqual(texts([...again, posted('n3', '2026-11-20T10:00:00Z', ['- Other'])]), [
      'Other Open, carried from [n3](https://x/n3).',
    ]);
  });

  it('is not told again where Baton found it itself, unless its author changed it', () => {
    const base =
      '## Blocked or unclear\n\n- Task `t` failed <!-- b:a1 -->\n- *inferred:* TODO: x <!-- b:a2 -->';
    const events = [
      drafted('n1', day(18), base),
      posted('n1', day(18), ['- Task `t` failed', '- TODO: x, Lin']),
    ];
    assert.deepEqual(texts(events), ['TODO: x, Lin Open 2 days, carried from [n1](https://x/n1).']);
  });

  it('is an added item in the words that its author gave it in a note, and not a line beside it', () => {
    const added = (at: string): JournalEvent => ({
      kind: 'item-added',
      at,
      item: 'i1',
      type: 'blocker',
      text: 'No key',
      path: null,
      line: null,
      owner: null,
      answerBy: null,
    });
    const base = '## Blocked or unclear\n\n- Task `t` failed <!-- b:a1 -->\n- **No key** <!-- b:i1 -->';
    const first = [
      added(day(17)),
      drafted('n1', day(18), base),
      posted('n1', day(18), ['- Task `t` failed', '- No key, ops-dev looks', '- Which bank?']),
    ];
    const words = 'No key, ops-dev looks';
    assert.deepEqual(texts(first), ['Which bank? Open 2 days, carried from [n1](https://x/n1).']);
    assert.deepEqual([...rewordedItems(first, 'now', window)], [['i1', words]]);
    // The next note had it so, untouched: it stays so.
    const second = [
      ...first,
      drafted(
        'n2',
        day(19),
        `## Blocked or unclear\n\n- ${words} Open 2 days, carried from [n1](https://x/n1). <!-- b:i1 -->`,
      ),
      posted('n2', day(19), [`- ${words} Open 2 days, carried from [n1](https://x/n1).`]),
    ];
    assert.deepEqual([...rewordedItems(second, 'now', window)], [['i1', words]]);
    // Changed in the list of added items since: that is the author's last word.
    const changed = {
      kind: 'item-changed',
      at: day(20),
      item: 'i1',
      type: 'blocker',
      text: 'x',
      owner: null,
      answerBy: null,
    } as const;
    assert.deepEqual([...rewordedItems([...second, changed], 'now', window)], []);
  });

  it('keeps an added item apart from another matter that its author wrote in its place', () => {
    const at = day(17);
    const events: JournalEvent[] = [
      {
        kind: 'item-added',
        at,
        item: 'i1',
        type: 'blocker',
        text: 'No key',
        path: null,
        line: null,
        owner: null,
        answerBy: null,
      },
      drafted('n1', day(18), '## Blocked or unclear\n\n- **No key** <!-- b:i1 -->'),
      posted('n1', day(18), ['- Which bank do we ask?']),
    ];
    assert.deepEqual([...rewordedItems(events, 'now', window)], []);
    assert.deepEqual(texts(events), ['Which bank do we ask? Open 2 days, carried from [n1](https://x/n1).']);
  });

  it('is not taken from the note that is drafted again, nor from later ones', () => {
    assert.deepEqual(texts([posted('now', day(18), ['- a']), posted('n2', day(21), ['- b'])]), []);
  });
});
