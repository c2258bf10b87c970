import assert from 'node:assert/strict';
import fc from 'fast-check';
import { partsOf } from '../../../src/core/draft/document';
import { carriedItems } from '../../../src/core/handoff/carried';
import type { Item } from '../../../src/core/handoff/model';
import { nextPlaceholder, noteMarkdown, statePlaceholder } from '../../../src/core/handoff/note';
import { sectionKeys, sectionOfHeading, usualTitles } from '../../../src/core/handoff/sections';
import { isTemplate, readTemplate, usualTemplate, type Template } from '../../../src/core/handoff/template';
import type { JournalEvent } from '../../../src/core/journal/events';
import { bodyOf, isEmptyNote, isUnfinished } from '../../../src/core/post/text';
import { DateTime } from '../../../src/core/time/luxon';
import { assertLinear } from '../growth';

const until = DateTime.fromISO('2026-11-20T12:00:00Z', { zone: 'utc' });
const window = { since: until.minus({ days: 1 }), until, reason: 'flag' } as const;
const item = (id: string, section: Item['section'], text = id): Item => ({
  id,
  section,
  text,
  source: 'git',
  certainty: 'fact',
});
const note = (template: Template, items: readonly Item[]): string =>
  noteMarkdown({
    id: 'n1',
    title: 'Refunds',
    window,
    receivers: [],
    items,
    pickUp: 'Pull it.',
    continues: null,
    template,
  });
const template = (...lines: readonly string[]): Template => {
  const reading = readTemplate(lines.join('\n'));
  if (!isTemplate(reading)) assert.fail(`${reading.line}: ${reading.message}`);
  return reading;
};
const problem = (...lines: readonly string[]): string => {
  const reading = readTemplate(lines.join('\n'));
  return isTemplate(reading) ? 'none' : `${reading.line}: ${reading.message}`;
};
const headings = (markdown: string): string[] =>
  markdown.split('\n').filter((line) => line.startsWith('## '));

const german = [
  '<!-- Unsere Übergabe.',
  '     Mehrzeilig. -->',
  '# Vorlage',
  '',
  '**Stand:** <!-- state -->',
  'Nächster Schritt： <!-- next-action -->',
  '',
  '## Hängt oder ist unklar <!-- blocked -->',
  '## Erledigt <!-- shipped -->',
  '### Hier weitermachen <!-- Pick-Up -->',
  '## decided',
] as const;

describe('a template of a note', () => {
  it('reorders, renames and drops sections, in any language', () => {
    const items = [
      item('a1', 'shipped'),
      item('b1', 'blocked'),
      item('w1', 'watch'),
      item('d1', 'decisions'),
    ];
    const text = note(template(...german), items);
    assert.deepEqual(headings(text), [
      '## Hängt oder ist unklar <!-- b:blocked -->',
      '## Erledigt <!-- b:shipped -->',
      '## Hier weitermachen <!-- b:pickup -->',
      '## Decided',
    ]);
    assert.match(text, /## Erledigt <!-- b:shipped -->\n\n- a1 <!-- b:a1 -->/);
    assert.doesNotMatch(text, /w1/);
    assert.ok(
      text.includes(
        `**Stand<!-- baton:state -->:** ${statePlaceholder}\n**Nächster Schritt<!-- baton:next -->:** ${nextPlaceholder}\n`,
      ),
    );
  });

  it('is posted without the ids of its lines, and is known to be empty and unfinished in every language', () => {
    const text = note(template(...german), []);
    assert.ok(isUnfinished(text));
    assert.doesNotMatch(bodyOf(note(template(...german), [item('a1', 'shipped')])), /b:a1/);
    assert.ok(isEmptyNote(text.replace('Pull it.', '')));
  });

  it('is, without a file, every section in the usual order', () => {
    const all = sectionKeys.flatMap((key) => (key === 'pickUp' ? [] : [item(key.toLowerCase(), key)]));
    assert.deepEqual(
      headings(note(usualTemplate, all)),
      sectionKeys.map((key) => `## ${usualTitles[key]}`),
    );
    const same = template(...sectionKeys.map((key) => `## ${usualTitles[key].toUpperCase()}`));
    assert.equal(note(same, all), note(usualTemplate, all));
  });

  it('knows each section by its heading, whatever its title', () => {
    const key = (heading: string): string | null => sectionOfHeading(heading);
    assert.equal(key('## Erledigt <!-- b:shipped -->'), 'shipped');
    assert.equal(key('## Bitte nicht anfassen <!-- b:donottouch -->'), 'doNotTouch');
    assert.equal(key('## Shipped'), 'shipped');
    assert.deepEqual(['## My own', '## x <!-- b:constructor -->', '# Shipped'].map(key), [null, null, null]);
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    [
      'a title of no section',
      '## Shipped\n## Erledigt',
      /^2: "Erledigt" is no section that Baton knows\. Say /,
    ],
    [
      'a section that does not exist',
      '## X <!-- done -->',
      /^1: <!-- done --> names no section\. Write one of s/,
    ],
    [
      'one section twice',
      '## Shipped\n\n## Done <!-- shipped -->',
      /^3: "Shipped" is here twice\. Keep one\.$/,
    ],
    ['one title twice', '## Shipped\n## Shipped <!-- now -->', /^2: "Shipped" is here twice/],
    [
      'text that is no heading',
      '## Shipped\n- and a list',
      /^2: "- and a list" is no heading of a section\. Wr/,
    ],
    ['a label twice', '**A:** <!-- state -->\n**B:** <!-- state -->', /^2: <!-- state --> is here twice/],
    ['no section at all', '<!-- nothing -->\n', /^1: This file names no section\. Write one as "## Shipped"/],
    ['an empty file', '', /^1: This file names no section/],
    ['no title', '##   <!-- shipped -->', /^1: A title is missing here/],
    ['a long title', `## ${'x'.repeat(81)} <!-- shipped -->`, /^1: Keep a title below 80 characters/],
    [
      'a comment without an end',
      '## Shipped\n<!-- we\nforgot',
      /^2: This comment has no end\. Close it with -->/,
    ],
    ['a huge file', '#'.repeat(70_000), /^1: This file is larger than 64 KiB/],
    ['code', '```\n## Shipped\n```', /^1: "```" is no heading/],
  ];
  for (const [what, text, said] of wrong)
    it(`is refused with its line for ${what}`, () => assert.match(problem(text), said));

  it('says what is wrong in one line, with nothing unseen in it', () => {
    for (const text of ['## \u202ex\u0007', 'a\u2028b\u001b[31m', '## x <!-- \u202e -->']) {
      const said = problem(text);
      assert.notEqual(said, 'none');
      assert.doesNotMatch(said, /[\n\u2028\u202e\u001b\u0007]/);
    }
  });

  it('cannot make a title break out of its line, notify anybody or hide anything', () => {
    const hostile = '## <img src=x> @everyone #12 [a](http://x) <!-- b:now --> \u202e <!-- shipped -->';
    const text = note(template(hostile), [item('a1', 'shipped')]);
    const [heading = ''] = headings(text);
    assert.equal(sectionOfHeading(heading), 'shipped');
    assert.doesNotMatch(heading, /@everyone|#12|(?<!\\)<img|(?<!\\)\[a|\u202e|(?<!\\)<!-- b:now/);
    assert.deepEqual(
      partsOf(text).map(({ section }) => section),
      [null, 'shipped'],
    );
  });

  it('is read whatever the file holds, in time that grows with it', () => {
    const lines = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom(...german, '<!--', '-->', '## Watch', '##', '# x', '<!-- state -->'),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, (some) => {
        const reading = readTemplate(some.join('\n'));
        if (!isTemplate(reading)) {
          assert.ok(reading.line >= 1 && reading.message.length > 10 && !reading.message.includes('\n'));
          return;
        }
        const items = sectionKeys.flatMap((key) => (key === 'pickUp' ? [] : [item(key.toLowerCase(), key)]));
        const sections = partsOf(note(reading, items)).flatMap(({ section }) => section ?? []);
        assert.deepEqual(
          sections,
          reading.sections.map(({ key }) => key),
        );
      }),
      { numRuns: 400, seed: 11 },
    );
    for (const piece of ['<!--', '-->', '## ', '<!-- x --> ', '*', ' '])
      assertLinear((size) => readTemplate(piece.repeat(size / piece.length)), 15_000, piece);
  });
});

describe('what was blocked under a renamed title', () => {
  const event = (title: string, base: string): JournalEvent[] => {
    const at = '2026-11-18T10:00:00Z';
    const body = `## ${title}\n\n- Which bank?`;
    return [
      { kind: 'note-drafted', at, note: 'n1', since: at, until: at, base },
      { kind: 'note-posted', at, note: 'n1', url: 'https://x/1', until: at, title: 'n1', nodeId: '', body },
    ];
  };
  const texts = (events: readonly JournalEvent[], title?: string): string[] =>
    carriedItems(events, 'now', window, title).map(({ text }) => text.slice(0, 11));

  it('is carried over, also when the template was changed or taken away since', () => {
    const base = '## Hängt <!-- b:blocked -->\n\n- Task `t` failed <!-- b:a1 -->';
    assert.deepEqual(texts(event('Hängt', base)), ['Which bank?']);
    assert.deepEqual(texts(event('Hängt', base), 'Bloqueado'), ['Which bank?']);
  });

  it('is carried over when the draft had nothing blocked and its author wrote the section', () => {
    assert.deepEqual(texts(event('Hängt', '## Erledigt <!-- b:shipped -->\n\n- x'), 'Hängt'), [
      'Which bank?',
    ]);
    assert.deepEqual(texts(event('Blocked or unclear', '')), ['Which bank?']);
    assert.deepEqual(texts(event('Sonst', ''), 'Hängt'), []);
  });
});
