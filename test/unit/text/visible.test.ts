import assert from 'node:assert/strict';
import { visible } from '../../../src/core/text/visible';

describe('characters that change what is seen', () => {
  for (const code of [
    0x00, 0x08, 0x1b, 0x7f, 0xad, 0x200b, 0x200e, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0x206f, 0xfeff,
    0xe0041,
  ]) {
    const name = code.toString(16).toUpperCase().padStart(4, '0');
    it(`are spelled out: U+${name}`, () => {
      assert.equal(visible(`a${String.fromCodePoint(code)}b`), `a⟨U+${name}⟩b`);
    });
  }

  it('are not the joiners of emoji and of Persian, nor line breaks and tabs', () => {
    for (const text of ['👩\u200d💻', 'می\u200cروم', 'a\nb\tc']) assert.equal(visible(text), text);
  });
});
