import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foldLists } from '../../../src/core/post/fold';
import { withMarker } from '../../../src/core/post/marker';
import { emptiedPart, unfoldLists, wholeText } from '../../../src/core/post/unfold';

const list = (title: string, count: number, width = 20): string =>
  `## ${title}\n\n${Array.from({ length: count }, (_, n) => `- ${title} ${n} ${'x'.repeat(width)}`).join('\n')}`;

describe('a note that is too long for one text', () => {
  it('stays as it is when it fits', () => {
    assert.deepEqual(foldLists('short', 10), { text: 'short', parts: [] });
  });

  it('moves the ends of its longest lists into comments, and loses no line', () => {
    const body = `**State:** works\n\n${list('Shipped', 100)}\n\n${list('Next', 5)}\n\nend`;
    const folded = foldLists(body, 1500);
    assert.ok(folded);
    assert.ok(folded.text.length <= 1500);
    assert.match(
      folded.text,
      /^\*\*State:\*\* works[^]*… and \d+ more, in a comment below\*[^]*Next 4[^]*end$/,
    );
    assert.match(folded.parts[0] ?? '', /^\*\*Shipped, continued\*\*\n\n- Shipped \d+/);
    const all = [folded.text, ...folded.parts].join('\n');
    for (let n = 0; n < 100; n++) assert.ok(all.includes(`- Shipped ${n} `), `item ${n}`);
  });

  it('refuses what no list makes long', () => {
    assert.equal(foldLists('x'.repeat(2000), 1000), null);
    assert.equal(foldLists(`- a\n- b\n- c\n- ${'x'.repeat(2000)}`, 1000), null);
    const code = `\`\`\`\n${Array.from({ length: 200 }, (_, n) => `- ${n} in code`).join('\n')}\n\`\`\``;
    assert.equal(foldLists(code, 1000), null, 'code is no list');
  });

  it('keeps what belongs to an item with it', () => {
    const items = Array.from({ length: 60 }, (_, n) => `- item ${n}\n  more of ${n}`).join('\n');
    const folded = foldLists(`## Tried\n\n${items}`, 600);
    assert.ok(folded);
    const all = [folded.text, ...folded.parts].join('\n');
    for (let n = 0; n < 60; n++) assert.ok(all.includes(`- item ${n}\n  more of ${n}`));
    assert.equal(unfoldLists(folded.text, folded.parts), `## Tried\n\n${items}`);
  });

  it('whatever the lists are, every line is there once and every text fits', () => {
    const lists = fc.array(
      fc.record({ count: fc.integer({ min: 1, max: 40 }), width: fc.integer({ min: 0, max: 60 }) }),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(lists, fc.integer({ min: 300, max: 3000 }), (drawn, room) => {
        const body = drawn.map(({ count, width }, n) => list(`L${n}`, count, width)).join('\n\n');
        const folded = foldLists(body, room);
        if (!folded) return;
        const texts = [folded.text, ...folded.parts];
        for (const text of texts) assert.ok(text.length <= room);
        const told = texts.flatMap((text) => text.split('\n')).filter((line) => line.startsWith('- L'));
        const wanted = body.split('\n').filter((line) => line.startsWith('- L'));
        assert.deepEqual([...told].sort(), [...wanted].sort());
        assert.equal(unfoldLists(folded.text, folded.parts), body);
      }),
    );
  });

  it('is whole again from what is posted of it, in whatever order that comes', () => {
    const body = [
      list('Shipped', 90),
      list('Next', 60),
      '```\n- *… and 3 more, in a comment below*\n```',
    ].join('\n\n');
    const folded = foldLists(body, 1500);
    assert.ok(folded && folded.parts.length > 2);
    const parts = folded.parts.map((part, index) => {
      const id = `n1-c${index + 1}`;
      return { id, body: withMarker(part, id).replace(/\n/g, '\r\n') };
    });
    assert.equal(wholeText(folded.text, [...parts].reverse()), body);
    const emptied = { id: 'n1-c9', body: withMarker(emptiedPart, 'n1-c9') };
    assert.equal(wholeText(folded.text, [emptied, ...parts]), body);
    assert.equal(wholeText('short', []), 'short');
  });

  it('is not put together from parts that are not its own any more', () => {
    const folded = foldLists(list('Shipped', 90), 1500);
    assert.ok(folded && folded.parts.length > 1);
    const parts = folded.parts.map((body, index) => ({ id: `n1-c${index + 1}`, body }));
    const [first, ...rest] = parts;
    assert.ok(first);
    assert.equal(wholeText(folded.text, rest), null, 'one is gone');
    assert.equal(wholeText(folded.text, [{ ...first, body: `${first.body}\n- one more` }, ...rest]), null);
    assert.equal(wholeText(folded.text, [...parts, { id: 'n1-c9', body: first.body }]), null);
    assert.equal(wholeText(folded.text, [...parts, { id: 'n1-u1a2b', body: 'Update' }]), null);
    assert.equal(
      wholeText(folded.text, [...rest, { ...first, id: 'n1-u1a2b' }]),
      null,
      'an update is no part',
    );
  });
});
