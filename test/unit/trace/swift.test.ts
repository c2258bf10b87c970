import assert from 'node:assert/strict';
import { told } from './told';

/** Told alone, and among lines that say nothing. */
function assertTold(line: string, expected: readonly string[]): void {
  assert.deepEqual(told(line), [['swift', expected]]);
  const quiet = 'Compiling the shop\n'.repeat(400);
  assert.deepEqual(told(`${quiet}${line}\n${quiet}`), [['swift', expected]]);
}

describe('what Swift says in one line', () => {
  it('names what stopped a program, and where', () => {
    assertTold('Shop/Ledger.swift:12: Fatal error: no row: "7"', [
      'thrown Fatal error: no row: "7"',
      'null Shop/Ledger.swift:12:null',
    ]);
    assertTold('/my shop/Ledger.swift:7: Precondition failed', [
      'thrown Precondition failed: null',
      'null /my shop/Ledger.swift:7:null',
    ]);
    assertTold('main_2.swift:3: Assertion failed: x', [
      'thrown Assertion failed: x',
      'null main_2.swift:3:null',
    ]);
  });
  it('names it as older runtimes did', () => {
    assertTold('Fatal error: Index out of range: file /src/Shop/Ledger.swift, line 444', [
      'thrown Fatal error: Index out of range',
      'null /src/Shop/Ledger.swift:444:null',
    ]);
    assertTold('fatal error: file Ledger.swift, line 4', [
      'thrown fatal error: null',
      'null Ledger.swift:4:null',
    ]);
  });
  it('names what failed in XCTest, on Apple’s systems and elsewhere', () => {
    const told = 'XCTAssertEqual failed: ("1") is not equal to ("2")';
    assertTold(`/src/Tests/LedgerTests.swift:12: error: -[ShopTests.LedgerTests testRead] : ${told}`, [
      `thrown null: ${told}`,
      'ShopTests.LedgerTests.testRead /src/Tests/LedgerTests.swift:12:null',
    ]);
    assertTold(`/src/Tests/LedgerTests.swift:12: error: LedgerTests.testRead : ${told} - `, [
      `thrown null: ${told}`,
      'LedgerTests.testRead /src/Tests/LedgerTests.swift:12:null',
    ]);
  });
  it('is part of the backtrace that follows it', () => {
    const text = `Shop/Ledger.swift:7: Fatal error: no row

Thread 0 "shop" crashed:

0      0x0000aaaa Ledger.read(id:) + 120 in shop at /home/dev/shop/Ledger.swift:7:9
`;
    assert.deepEqual(told(text), [
      ['swift', ['thrown Fatal error: no row', 'Ledger.read(id:) /home/dev/shop/Ledger.swift:7:9']],
    ]);
  });
});
