import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { dangerIn } from '../../../src/core/share/safePaths';

const one = (path: string) => dangerIn([path], () => true);
const plain = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,6}$/);
const ordinary = fc.oneof(
  plain,
  fc.constantFrom('.github', 'git', 'a b', 'é', '…', '.gitignore', 'git.', 'x~1'),
);
const bad = fc.constantFrom(
  '',
  '.',
  '..',
  '.git',
  '.GIT',
  '.git.',
  '.git ',
  '.g\u200cit',
  'GIT~1',
  '.git:x',
  '..\\x',
);

describe('The paths of a snapshot', () => {
  it('are written wherever they lie, unless one part leads out or into git’s own folder', () => {
    fc.assert(
      fc.property(fc.array(ordinary, { minLength: 1, maxLength: 5 }), (parts) => {
        assert.equal(one(parts.join('/')), null);
      }),
    );
    fc.assert(
      fc.property(
        fc.array(ordinary, { maxLength: 4 }),
        bad,
        fc.array(ordinary, { maxLength: 4 }),
        (above, part, below) => {
          assert.match(one([...above, part, ...below].join('/')) ?? '', /leads out of|git's own folder/);
        },
      ),
    );
  });
});
