import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeSpan, escapeInline, fence } from '../../../src/core/text/markdown';
import { shortened, visible } from '../../../src/core/text/visible';
import { assertLinear } from '../growth';

describe('foreign text in a note', () => {
  it('becomes neither markup nor HTML', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['<b>x</b> <!-- y -->', '\\<b\\>x\\</b\\> \\<!-- y --\\>'],
      ['[a](b) ![i](j)', '\\[a\\](b) !\\[i\\](j)'],
      ['*a* _b_ ~~c~~ `d` $e$ f|g', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\` \\$e\\$ f\\|g'],
      ['snake_case stays', 'snake_case stays'],
      ['&lt; but AT & T', '&amp;lt; but AT & T'],
      ['back\\slash', 'back\\\\slash'],
    ];
    for (const [text, shown] of cases) assert.equal(escapeInline(text), shown);
  });

  it('does not begin a heading, a list, a quote or a rule inside its own line', () => {
    for (const text of ['# a', '- a', '+ a', '> a', '--- ', '===', '12. a', '3) a', '* a']) {
      assert.match(escapeInline(text), /^(\\|\d+\\)/, text);
    }
  });

  it('mentions nobody and refers to nothing', () => {
    for (const text of ['@everyone', 'cc @org/team,', 'x@y.example', 'fixes #12', 'o/r#12', 'gh-12 GH-7']) {
      const shown = escapeInline(text);
      assert.doesNotMatch(shown, /@[A-Za-z0-9]|#\d|gh-\d/i, text);
      assert.equal(shown.replaceAll('\u2060', ''), text);
    }
  });

  it('is one line and shows what cannot be seen', () => {
    assert.equal(escapeInline('a\r\nb\u2028c\td'), 'a b c d');
    assert.equal(escapeInline('a\u202eb\u200bc\u0007'), 'a⟨U+202E⟩b⟨U+200B⟩c⟨U+0007⟩');
    assert.equal(visible('\ud800x\u{e0041}'), '\ufffdx⟨U+E0041⟩');
    // A family and a Persian word need their joiners.
    assert.equal(visible('👨\u200d👩 می\u200cخواهم'), '👨\u200d👩 می\u200cخواهم');
  });

  it('is cut visibly, never inside a character, in time that grows with its length only', () => {
    assert.equal(shortened('a'.repeat(100_000), 10), 'aaaaaaaaaa… (99,990 more characters)');
    assert.equal(shortened('ab😀cd', 3), 'ab… (4 more characters)');
    for (const text of [' ', '`', '_', '<', '@', '\u202e', '#1', '\n']) {
      assert.ok(escapeInline(text.repeat(300_000)).length < 4000);
      assertLinear((times) => escapeInline(text.repeat(times)), 75_000, JSON.stringify(text));
    }
  });

  it('has no unescaped sign left, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const shown = escapeInline(text);
        const bare = shown.replace(/\\[\\`*{}[\]<>|~$_#+=-]/g, '');
        assert.doesNotMatch(bare, /[`*{}[\]<>|~$\n\r\u2028]/);
        assert.doesNotMatch(shown, /@[A-Za-z0-9]/);
      }),
      { numRuns: 150, seed: 5 },
    );
  });
});

describe('foreign text as code', () => {
  it('cannot end its span, and shows line breaks in names', () => {
    assert.equal(codeSpan('a`b'), '``a`b``');
    assert.equal(codeSpan('`'), '`` ` ``');
    assert.equal(codeSpan('a\nb'), '`a␊b`');
    assert.equal(codeSpan('a\u202eb'), '`a⟨U+202E⟩b`');
    assert.equal(codeSpan(''), '`""`');
  });

  it('cannot end its block, nor name a language that is none', () => {
    assert.equal(fence('a\n```\nb\n', 'ts'), '````ts\na\n```\nb\n````');
    assert.equal(fence('x', 'a`b\n# c'), '```\nx\n```');
  });
});
