import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberAbout } from '../../../src/core/post/about';
import { mentionsIn } from '../../../src/core/post/mentions';
import { withoutMention } from '../../../src/core/post/unmention';

const note = '# T\n\n**State:** ok\n\n## Blocked or unclear\n\n- old\n\n<!-- baton:note n1 -->\n';

describe('a mention that is taken back', () => {
  it('becomes a plain name, and a question to that person in the note', () => {
    const text = note.replace('- old', '- old\n- cc @bruno: is a retry right?');
    assert.equal(
      withoutMention(text, 'bruno', 'Bruno Dias', { answerBy: 'Fri 09:00 Lisbon (09:00 UTC)' }),
      note.replace(
        '- old',
        '- **cc Bruno Dias: is a retry right?** → bruno, by Fri 09:00 Lisbon (09:00 UTC)\n- old\n- cc Bruno Dias: is a retry right?',
      ),
    );
  });

  it('makes the section for the question where the note has none, before what Baton keeps', () => {
    const bare = '# T\n\nsee @bruno\n\n<!-- baton:note n1 -->\n';
    assert.equal(
      withoutMention(bare, 'bruno', 'Bruno', { answerBy: null }),
      '# T\n\nsee Bruno\n\n## Blocked or unclear\n\n- **see Bruno** → bruno\n\n<!-- baton:note n1 -->\n',
    );
  });

  it('finds the section in a note whose team gave it another title', () => {
    const text = '## Hängt <!-- b:blocked -->\n\n- alt\n\n@bruno?\n';
    assert.match(
      withoutMention(text, 'bruno', 'Bruno', { answerBy: null }),
      /^## Hängt <!-- b:blocked -->\n\n- \*\*Bruno\?\*\* → bruno\n- alt/,
    );
  });

  it('asks a team nothing, and leaves other names, addresses and code alone', () => {
    const text = '@acme/ops @acme @brunoX bruno@x.org `@acme/ops`\n\n```\n@acme/ops\n```\n';
    assert.equal(
      withoutMention(text, 'acme/ops', 'ops', null),
      'ops @acme @brunoX bruno@x.org `@acme/ops`\n\n```\n@acme/ops\n```\n',
    );
    assert.equal(withoutMention('@acme/ops @Acme', 'acme', 'Acme', null), '@acme/ops Acme');
  });

  it('leaves nobody mentioned by that name, and everybody else', () => {
    const word = fc.constantFrom(
      '@bruno',
      '@Bruno',
      '@ana',
      'x',
      '`@bruno`',
      '@bruno-x',
      '- ',
      '\n',
      '\n\n',
      '(',
      '@bruno,',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), (words) => {
        const text = words.join(' ');
        const names = (markdown: string) =>
          mentionsIn(markdown)
            .map(({ name }) => name.toLowerCase())
            .sort();
        assert.deepEqual(
          names(withoutMention(text, 'bruno', 'Bruno', null)),
          names(text).filter((name) => name !== 'bruno'),
        );
      }),
    );
  });
});

describe('what a note is about', () => {
  it('is the first number of its title, its state, or its present work', () => {
    assert.equal(numberAbout('# Retry refunds (#142)\n\n**Next action:** merge #7\n'), 142);
    assert.equal(
      numberAbout('# T\n\n**State:** ok\n**Next action:** merge #7 then #8\n\n## Shipped\n\n- #9\n'),
      7,
    );
    assert.equal(
      numberAbout(
        '# T\n\n## Shipped\n\n- #1\n\n## Working on now\n\n- [x](https://github.com/a/b/pull/31)\n',
      ),
      31,
    );
  });

  it('is nothing where only other sections, code or references hold a number', () => {
    assert.equal(numberAbout('# T\n\n## Shipped\n\n- #1\n'), null);
    assert.equal(numberAbout('# See `#4` and a&#39; and x#5\n'), null);
  });
});
