import assert from 'node:assert/strict';
import { leftOut, readBackFrom, readBackText } from '../../../src/core/inbox/readBack';
import { linesOf } from '../../../src/core/inbox/sections';

const lines = linesOf(
  [
    '## Blocked or unclear',
    '- Is a retry after a 409 right? → payments-dev',
    '## Do not touch',
    '- `lib/backoff.js`: a migration is half written',
  ].join('\n'),
);

describe('a read-back', () => {
  it('begins with the next action and the first warning of the note', () => {
    assert.deepEqual(readBackFrom({ next: 'merge it', lines }), {
      next: 'merge it',
      risk: 'lib/backoff.js: a migration is half written',
    });
    assert.deepEqual(readBackFrom({ next: null, lines: [] }), { next: '', risk: '' });
  });

  it('shows the warnings that it leaves out, until they are in it', () => {
    assert.equal(leftOut({ lines }, 'merge it').length, 2);
    assert.deepEqual(leftOut({ lines }, 'mind lib/backoff.js: a migration is half written!'), [
      'Is a retry after a 409 right? → payments-dev',
    ]);
  });

  it('notifies nobody whose name stood in the note, and is nothing where nothing was said', () => {
    const text = readBackText('ask @ops-dev about #142', '<b>loud</b>') ?? '';
    assert.doesNotMatch(text, /@ops|#142|(?<!\\)<b>/);
    assert.equal(readBackText(' ', ''), null);
  });
});
