import assert from 'node:assert/strict';
import { told } from './told';

const report = (
  pid: number,
  call: string,
) => `=================================================================
==${pid}==ERROR: AddressSanitizer: heap-use-after-free on address 0x602000000010 at pc 0x55d0
READ of size 4 at 0x602000000010 thread T0
    #0 0x55d01234abcd in ${call} /home/dev/shop/src/ledger.cpp:12:10
    #1 0x55d01234abce in main /home/dev/shop/test/ledger_test.cpp:30:5

freed by thread T0 here:
    #0 0x55d01234bbbb in shop::Ledger::drop() /home/dev/shop/src/ledger.cpp:22:5

SUMMARY: AddressSanitizer: heap-use-after-free /home/dev/shop/src/ledger.cpp:12:10
==${pid}==ABORTING
`;
const behind = (number: number, text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `${number}: ${line}\n`);

describe('what ctest tells with every line of a test', () => {
  const read = behind(3, report(4242, 'shop::Ledger::read(int)'));
  const write = behind(12, report(4243, 'shop::Ledger::write(int)'));

  it('is read without the test’s number', () => {
    const bare = told(report(4242, 'shop::Ledger::read(int)'));
    assert.equal(bare.length, 1);
    const opened = ['test 3\n    Start 3: ledger\n\n', '3: Test command: /home/dev/shop/ledger_test\n'];
    assert.deepEqual(told([...opened, ...read].join('')), bare);
  });

  it('is read where the test’s beginning was cut off', () => {
    assert.deepEqual(told(read.slice(1).join('')), told(report(4242, 'shop::Ledger::read(int)')));
  });

  it('is told apart where tests run side by side', () => {
    const both = read.flatMap((line, at) => [line, write[at] ?? '']);
    const [first, second] = told(both.join(''));
    assert.deepEqual(first, told(report(4242, 'shop::Ledger::read(int)'))[0]);
    assert.deepEqual(second, told(report(4243, 'shop::Ledger::write(int)'))[0]);
  });

  it('leaves the numbers of calls alone', () => {
    const calls = '3: read_row(id) at refund.R#3\n2: refund("r-17") at refund.R#9\n1: run() at refund.R#12\n';
    assert.deepEqual(told(`12: Test command: /home/dev/shop/ledger_test\n\n${calls}`), told(calls));
    assert.equal(told(calls).length, 1);
  });
});
