import { strict as assert } from 'node:assert';
import * as fc from 'fast-check';
import { withoutQuotedCode } from '../../../src/core/post/code';

const note = '# T\n\n```js\nreturn row.amount;\n\nconst secret = 1;\n```\n\n```sh\nnpm ci\n```\n';

describe('quoted code', () => {
  it('is left out as a whole, blank lines in it included', () => {
    const { text, pieces } = withoutQuotedCode(note);
    assert.equal(pieces, 1);
    assert.doesNotMatch(text, /row\.amount|secret/);
    assert.match(text, /code left out/);
  });

  it('does not take commands to run with it', () => {
    assert.match(withoutQuotedCode(note).text, /```sh\nnpm ci\n```/);
  });

  it('runs to the end when its fence is never closed', () => {
    assert.doesNotMatch(withoutQuotedCode('a\n~~~\nrow.amount').text, /row\.amount/);
  });

  it('is not found in a text without any, which stays as it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/[`~]{3}/.test(text));
        assert.deepEqual(withoutQuotedCode(text), { text, pieces: 0 });
      }),
    );
  });

  it('never makes a text fail', () => {
    const part = fc.constantFrom('```', '~~~~', '```js', '```sh', '\n', ' ', '- ', 'x', '1. ', '`');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const { text } = withoutQuotedCode(parts.join(''));
        assert.equal(withoutQuotedCode(text).pieces === 0 || text.includes('`') || text.includes('~'), true);
      }),
    );
  });

  it('is also the line that a note tells where it is not pushed, and not the name of its file', () => {
    const line = '- TODO: x (`a.ts:3`, not pushed yet: `const key = 1;`) and `code`';
    assert.deepEqual(withoutQuotedCode(line), {
      text: '- TODO: x (`a.ts:3`, not pushed yet) and `code`',
      pieces: 1,
    });
    assert.equal(
      withoutQuotedCode('(`a.ts:3`, not pushed yet: `` a ` b ``)').text,
      '(`a.ts:3`, not pushed yet)',
    );
  });
});
