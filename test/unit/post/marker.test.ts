import assert from 'node:assert/strict';
import fc from 'fast-check';
import { markerCount, noteIdIn, noteMarker, withMarker, withoutMarker } from '../../../src/core/post/marker';

describe('the marker of a note', () => {
  it('is found alone on its line and tells the id', () => {
    assert.equal(noteIdIn('# A note\n\n<!-- baton:note n-1 -->\n'), 'n-1');
    assert.equal(noteIdIn('# A note\r\n\r\n  <!-- baton:note n-1 -->  \r\n'), 'n-1');
  });

  it('is not found within a sentence, in code, in another form, or twice', () => {
    assert.equal(noteIdIn('see <!-- baton:note n-1 -->'), null);
    assert.equal(noteIdIn('```\n<!-- baton:note n-1 -->\n```\n'), null);
    assert.equal(noteIdIn('<!-- baton:note n 1 -->'), null);
    assert.equal(noteIdIn('<!-- baton:note n-1 -->\n<!-- baton:note n-2 -->'), null);
    assert.equal(markerCount('<!-- baton:note n-1 -->\n<!-- baton:note n-2 -->'), 2);
  });

  it('refuses an id that could end the comment', () => {
    assert.throws(() => noteMarker('x --> <b>'), RangeError);
    assert.throws(() => noteMarker(''), RangeError);
  });

  it('replaces every other marker and keeps the text', () => {
    const text = withMarker('a\n<!-- baton:note old -->\nb\n<!-- baton:note older -->', 'new');
    assert.equal(text, 'a\nb\n\n<!-- baton:note new -->\n');
    assert.equal(withoutMarker(text), 'a\nb');
  });

  it('is found again in any text that it was put into', () => {
    const line = fc.constantFrom(
      '```',
      '~~~',
      '- ```',
      '  ```',
      'text',
      '',
      '> ```js',
      '<!-- baton:note x -->',
      '`a',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 12 }), (lines) => {
        assert.equal(noteIdIn(withMarker(lines.join('\n'), 'mine')), 'mine');
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
