import assert from 'node:assert/strict';
import { authorTest } from '../../../src/core/handoff/rule';

describe('whose commits a note names', () => {
  it('is told by the address, whatever the letter case and outer blanks on either side', () => {
    const isAuthor = authorTest(['Ana@Example.com ']);
    assert.deepEqual(
      ['ana@example.com', 'ANA@EXAMPLE.COM', ' Ana@example.com', 'bo@example.com', ''].map(isAuthor),
      [true, true, true, false, false],
    );
  });
});
