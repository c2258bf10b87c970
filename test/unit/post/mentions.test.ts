import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mentionsIn } from '../../../src/core/post/mentions';
import { proseOf } from '../../../src/core/post/prose';
import { assertLinear } from '../growth';

const names = (markdown: string): string[] => mentionsIn(markdown).map(({ name }) => name);

describe('mentions in a note', () => {
  it('are found with their line, once each, people and teams and everybody apart', () => {
    assert.deepEqual(mentionsIn('Hi @pune-dev,\n@acme/on-call and @PUNE-DEV. @here'), [
      { kind: 'person', name: 'pune-dev', line: 1 },
      { kind: 'team', name: 'acme/on-call', line: 2 },
      { kind: 'everyone', name: 'here', line: 2 },
    ]);
  });

  it('are not e-mail addresses, paths or packages', () => {
    assert.deepEqual(names('me@example.com and node_modules/@scope/x and `npm i @octokit/rest`'), []);
  });

  it('do not count in code', () => {
    assert.deepEqual(names('`@a1` and ``x ` @a2`` but @b1'), ['b1']);
    assert.deepEqual(names('```\n@a1\n```\n@b1'), ['b1']);
    assert.deepEqual(names('- item\n  ```\n  @a1\n  ```\n  @b1'), ['b1']);
    assert.deepEqual(names('`open\n@a1` @b1'), ['b1']);
    assert.deepEqual(names('~~~\n@a1\n```\n~~~\n@b1'), ['b1']);
  });

  it('count wherever GitHub would end the code', () => {
    assert.deepEqual(names('`a\n\n@b1 `'), ['b1'], 'a blank line ends a span');
    assert.deepEqual(names('- ```\n  code\n@b1'), ['b1'], 'a line outside of the item ends its fence');
    assert.deepEqual(names('| ` | @b1 | ` |'), ['b1'], 'a cell ends a span');
    assert.deepEqual(names('\\`@b1`'), ['b1'], 'an escaped tick opens nothing');
    assert.deepEqual(names('\\\\`a` @b2 `b'), ['b2'], 'an escaped backslash escapes nothing');
    assert.deepEqual(names('``` a`b\n@b1\n```'), ['b1'], 'ticks in the info string make it no fence');
    assert.deepEqual(names('- `a\n- @b1 `c'), ['b1'], 'the next item ends a span');
  });

  it('leave every character in its place when code is blanked', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('`', '\n', '~', ' ', 'a', '@', '-', '|', '#', '>') }),
        (text) => {
          const prose = proseOf(text);
          assert.equal(prose.length, text.length);
          for (let at = 0; at < text.length; at++) {
            if (prose.charAt(at) !== text.charAt(at)) assert.equal(prose.charAt(at), ' ');
            if (text.charAt(at) === '\n') assert.equal(prose.charAt(at), '\n');
          }
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  it('are found in time that grows with hostile text, not with its square', () => {
    for (const [first, again] of [
      ['', '`'],
      ['', '` `` '],
      ['', '@a'],
      ['', '- '],
      ['@', 'a-'],
    ] as const) {
      const textOf = (size: number): string => first + again.repeat(size / again.length);
      assertLinear((size) => mentionsIn(textOf(size)), 15_000, JSON.stringify(again));
    }
  });
});
