import assert from 'node:assert/strict';
import { remarkIn } from '../../../src/core/handoff/remark';
import { assertLinear } from '../growth';

const said = (line: string, path: string): string | null => {
  const found = remarkIn(line, path);
  return found && [found.word, found.text, ...(found.owner === null ? [] : [found.owner])].join(' | ');
};

describe('a remark that somebody left in a line', () => {
  for (const [line, path, expected] of [
    ['  // TODO: say why', 'a.ts', 'TODO | say why'],
    ['  call(); // FIXME(@lin) the key is gone', 'a.go', 'FIXME | the key is gone | lin'],
    ['/** TODO: a title */', 'a.java', 'TODO | a title'],
    [' * BLOCKED: by the bank', 'a.ts', 'BLOCKED | by the bank'],
    ['x = 1  # TODO x', 'a.py', 'TODO | x'],
    ['"""TODO: describe it', 'a.py', 'TODO | describe it'],
    ['TODO: goes on in a comment', 'a.c', 'TODO | goes on in a comment'],
    ['-- TODO index', 'a.sql', 'TODO | index'],
    ['<!-- TODO alt texts -->', 'a.html', 'TODO | alt texts'],
    ['- [ ] TODO: dates', 'notes.md', 'TODO | dates'],
    ["const url = 'http://x'; // TODO: https", 'a.js', 'TODO | https'],
    ["it's = fine // TODO: don't", 'a.rs', "TODO | don't"],
    [
      '; TODO any sign counts where nobody knows the language',
      'a.unknown',
      'TODO | any sign counts where nobody knows the language',
    ],
  ] as const)
    it(`is found in ${line}`, () => assert.equal(said(line, path), expected));

  for (const [line, path] of [
    ["assert.deepEqual(x, ['// TODO: y', '- TODO: z']);", 'a.test.ts'],
    ["  'FIXME: the key is gone',", 'a.test.ts'],
    ['const a = `// TODO: ${b}`;', 'a.ts'],
    ['print("# TODO: x")', 'a.py'],
    ['x = "a \\" // TODO: x"', 'a.js'],
    ['// the TODO list is long', 'a.ts'],
    ['const TODO = 1;', 'a.ts'],
    ['- TODO: no list of prose', 'a.ts'],
    ['The TODO list is long', 'notes.md'],
    ['// TODO', 'a.ts'],
    ['# TODO: no comment of this language', 'a.ts'],
  ] as const)
    it(`is none in ${line}`, () => assert.equal(said(line, path), null));

  it('is read in time that grows with the line', () => {
    for (const part of ["'", '"\\', '/', '*', '# TODO', ' ', '- ', '<!--'])
      assertLinear((size) => remarkIn(`${part.repeat(size)} // TODO: x`, 'a.ts'), 20_000, part);
  });
});
