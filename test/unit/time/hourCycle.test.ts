import assert from 'node:assert/strict';
import { hour12Of } from '../../../src/core/time/hourCycle';

describe('how many hours clocks show', () => {
  it('is told by a locale of the environment or of the editor', () => {
    for (const locale of ['en_US.UTF-8', 'en_IN', 'en-au', 'hi_IN@latin'])
      assert.equal(hour12Of([locale]), true);
    for (const locale of ['de_DE.UTF-8@euro', 'en_GB', 'pt-br', 'ja', 'fr'])
      assert.equal(hour12Of([locale]), false, locale);
  });

  it('is told by the first that tells: neither by what programs speak to everybody nor by what is no locale', () => {
    const silent = ['C', 'C.UTF-8', 'POSIX', 'en', '', 'not a locale', '--', '\u0000', undefined];
    assert.equal(hour12Of([...silent, 'en-US', 'de']), true);
    assert.equal(hour12Of([...silent, 'de', 'en-US']), false);
    assert.equal(hour12Of(silent), null);
  });
});
