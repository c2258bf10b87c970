import assert from 'node:assert/strict';
import { definitionsIn } from '../../../src/core/handoff/definitions';
import { assertLinear } from '../growth';
import { draft } from './scene';

describe('what a new file defines', () => {
  for (const [path, text, expected] of [
    [
      'backoff.ts',
      'import x from "y";\n// function old() {}\nexport class Backoff {\n  next() {}\n  class Inner {}\n}\nexport const nextDelay = (n: number) => n;\nexport default async function run() {}\nconst five = 5;\nexport const wait: Wait = async n => n;\n',
      ['Backoff', 'nextDelay', 'run', 'wait'],
    ],
    ['pay.py', 'class Ledger:\n    def read(self): ...\n\nasync def pay():\n    ...\n', ['Ledger', 'pay']],
    [
      'a.go',
      'package a\n\ntype Ledger struct {\n}\n\nfunc (l *Ledger) Read() int {\n}\n\nfunc New() {}\n',
      ['Ledger', 'Read', 'New'],
    ],
    ['a.rs', 'pub(crate) struct Row;\nimpl<T> Row<T> {\n}\npub async fn pay() {}\n', ['Row', 'pay']],
    ['A.java', 'package x;\n\npublic final class Ledger {\n  int read() {}\n}\n', ['Ledger']],
    ['a.kt', 'data class Row(val a: Int)\nsuspend fun pay() {}\n', ['Row', 'pay']],
    ['a.rb', 'class Ledger\n  def read; end\nend\ndef größe; end\n', ['Ledger', 'größe']],
    ['a.ex', 'defmodule Shop.Ledger do\n  def read, do: 1\nend\n', ['Shop.Ledger']],
    ['notes.md', 'class of 2020\nfunction follows form\n', []],
    ['a.ts', 'class A\0{}', []],
    ['a.css', '.class a { }\n', []],
  ] as const)
    it(`is found in ${path}: ${expected.join(', ') || 'nothing'}`, () =>
      assert.deepEqual(definitionsIn(text, path), expected));

  it('is told where the file is not committed, a few of them, with its lines, as text', () => {
    const many = Array.from({ length: 9 }, (_, index) => `function f${index}() {}`).join('\n');
    const change = { staged: false, unstaged: true } as const;
    const { items } = draft({
      changes: [
        { ...change, path: 'a.ts', kind: 'untracked' },
        { ...change, path: 'b.ts', kind: 'added' },
        { ...change, path: 'c.ts', kind: 'modified' },
        { ...change, path: 'd/', kind: 'untracked' },
      ],
      reading: {
        diff: [{ path: 'b.ts', added: 9, removed: 0 }],
        texts: new Map([
          ['a.ts', 'export function next() {\n}\n'],
          ['b.ts', many],
          ['c.ts', 'function known() {}'],
        ]),
      },
    });
    assert.equal(
      items[0]?.text,
      'Uncommitted: `a.ts` (new, not added to git, `next`, +2), `b.ts` (new, `f0`, `f1`, `f2`, 6 more, +9), `c.ts`, `d/` (new, not added to git)',
    );
  });

  it('is found in time that grows with the file', () => {
    for (const part of ['export ', 'class ', 'const a ', 'func (', 'function <', 'const a: '])
      assertLinear((size) => definitionsIn(`${part.repeat(40)}\n`.repeat(size), 'a.ts'), 300, part);
  });
});
