import assert from 'node:assert/strict';
import { usualTitles } from '../../../src/core/handoff/sections';
import { questionsOf } from '../../../src/core/inbox/questions';
import { linesOf } from '../../../src/core/inbox/sections';
import { labelCalled, sectionCalled } from '../../../src/core/inbox/titles';

describe('a section that its author called by words of their own', () => {
  const sectionsOf = (markdown: string): string[] =>
    linesOf(markdown).map(({ section, text }) => `${section}: ${text}`);

  it('is the one that its heading names, in the languages in which teams write', () => {
    for (const [heading, section] of [
      ['Erledigt', 'shipped'],
      ['Offene Fragen', 'blocked'],
      ['Questions ouvertes', 'blocked'],
      ['Próximos pasos', 'next'],
      ['Não mexer', 'doNotTouch'],
      ['Deciso', 'decisions'],
      ['Öppna frågor', 'blocked'],
      ['Сделано', 'shipped'],
      ['Не чіпати', 'doNotTouch'],
      ['Sorular', 'blocked'],
      ['决定', 'decisions'],
      ['質問', 'blocked'],
      ['다음 단계', 'next'],
      ['**प्रश्न**:', 'blocked'],
    ] as const)
      assert.deepEqual(sectionsOf(`## ${heading}\n\n- x`), [`${section}: x`], heading);
  });

  it('asks what it asks, and says what to do next', () => {
    const lines = linesOf(
      '**Stand:** läuft\n**Nächster Schritt:** Uhr einsetzen\n\n## Fragen\n\n- Welche Bank? → lin, by Fri 10:00 UTC\n',
    );
    assert.deepEqual(
      lines.slice(0, 2).map(({ label }) => label),
      ['state', 'next'],
    );
    assert.deepEqual(
      questionsOf(lines, Date.parse('2026-11-19T12:00:00Z')).map(({ text, owner }) => [text, owner]),
      [['Welche Bank?', 'lin']],
    );
  });

  it('stays where it is when a word is only stressed, or names no section', () => {
    assert.deepEqual(sectionsOf('## Working on now\n\n**Erledigt:** die Hälfte\n\n- x'), [
      'now: **Erledigt:** die Hälfte',
      'now: x',
    ]);
    assert.deepEqual(sectionsOf('## Shipped\n\n- a\n\n## Erledigt ist nichts\n\n- x'), [
      'shipped: a',
      'other: x',
    ]);
    assert.equal(linesOf('## Shipped\n\n- a\n\n**Stand:** x').at(-1)?.label, undefined);
    for (const name of ['constructor', '__proto__', '']) {
      assert.equal(sectionCalled(name), null);
      assert.equal(labelCalled(name), null);
    }
    // What is called so already is not called otherwise here.
    for (const title of Object.values(usualTitles)) assert.equal(sectionCalled(title.toLowerCase()), null);
  });
});
