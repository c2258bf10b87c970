import assert from 'node:assert/strict';
import { fingerprintOf, normalMessage } from '../../../src/core/report/fingerprint';
import type { Frame, TracedError } from '../../../src/core/report/model';

const frame = (name: string, path: string | null): Frame => ({
  function: name,
  file: path ?? '/usr/lib/x.js',
  line: 1,
  column: null,
  path,
  mappedLine: path === null ? null : 1,
  mappedColumn: null,
  inApp: path !== null,
});
const error = (message: string, frames: readonly Frame[]): TracedError<Frame> => ({
  relation: 'thrown',
  parent: null,
  type: 'Error',
  message,
  frames,
});
const of = (message: string, frames = [frame('pay', 'src/pay.js')]): string =>
  fingerprintOf('javascript', [error(message, frames)]);

describe('what of a message is the same from run to run', () => {
  for (const [what, one, other] of [
    ['a quoted value', 'no account "ana"', 'no account "bo"'],
    ['a value in apostrophes', "no account 'ana'", "no account 'bo'"],
    ['a value in backticks', 'no account `ana`', 'no account `bo`'],
    ['a value in curly quotes', 'no account “ana”', 'no account “bo”'],
    ['an address', 'GET https://ana.example/a failed', 'GET https://bo.example/b failed'],
    ['a path', 'open /home/ana/x.txt: denied', 'open /srv/bo/y.txt: denied'],
    ['a number', 'timed out after 30 s', 'timed out after 31 s'],
    [
      'a uuid',
      'job 7f3a1c00-aaaa-4bbb-8ccc-ddddeeeeffff died',
      'job abcdefab-1111-4222-8333-444455556666 died',
    ],
    ['a hash', 'commit a1b2c3d4e5 is gone', 'commit f00dfeed99 is gone'],
    ['a hash with something behind a hyphen', 'commit 9a1b2c3-x', 'commit 8f00dfe-x'],
  ] as const) {
    it(`is not ${what}`, () => {
      assert.equal(normalMessage(one), normalMessage(other));
      assert.equal(of(one), of(other));
    });
  }
  it('is its words, its white space aside', () => {
    assert.notEqual(of('no account'), of('no order'));
    assert.equal(of('no  account\n'), of('no account'));
    assert.equal(normalMessage('the address http://a.example/b is bad'), 'the address * is bad');
  });
});

describe('what of the frames makes a fault another one', () => {
  it('is the functions of the own code that it went through', () => {
    assert.notEqual(of('x'), of('x', [frame('refund', 'src/pay.js')]));
    assert.notEqual(of('x'), of('x', [frame('pay', 'src/refund.js')]));
  });
  it("is no compiler's hash, address or number in a function's name", () => {
    const named = (name: string): string => of('x', [frame(name, 'src/pay.rs')]);
    assert.equal(named('ledger::pay::h0123456789abcdef'), named('ledger::pay::hfedcba9876543210'));
    assert.equal(named('main.func1.2'), named('main.func3.4'));
    assert.equal(named('pay (0x7ffd)'), named('pay (0x81ab)'));
  });
  it('is not how deep a recursion went', () => {
    const walk = frame('walk', 'src/tree.js');
    const deep = Array.from({ length: 9 }, () => walk);
    const main = frame('main', 'src/main.js');
    assert.equal(of('x', [walk]), of('x', [walk, walk, walk]));
    // Of the deeper one, V8 does not print the caller.
    assert.equal(of('x', [walk, walk, main]), of('x', [...deep, walk]));
  });
  it('is, where no own code is in it, the three innermost functions of the others', () => {
    const foreign = (...names: string[]): string =>
      of(
        'x',
        names.map((name) => frame(name, null)),
      );
    assert.notEqual(foreign('read', 'open', 'main'), foreign('write', 'open', 'main'));
    assert.equal(foreign('read', 'open', 'main', 'a'), foreign('read', 'open', 'main', 'b'));
    assert.equal(of('x', [frame('read', null), frame('pay', 'p.js')]), of('x', [frame('pay', 'p.js')]));
  });
});
