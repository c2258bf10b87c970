import assert from 'node:assert/strict';
import { told } from './told';

const early = `Starting test execution, please wait...
[xUnit.net 00:00:00.8663545]   Starting:    Shop.Tests
[xUnit.net 00:00:01.0109236]     Shop.Tests.LedgerTests.Reads [FAIL]
[xUnit.net 00:00:01.0119107]       Assert.Equal() Failure
[xUnit.net 00:00:01.0120278]       Expected: 1
[xUnit.net 00:00:01.0120968]       Actual:   2
[xUnit.net 00:00:01.0130500]       Stack Trace:
[xUnit.net 00:00:01.0130510]            at FluentAssertions.Primitives.Be(String expected)
[xUnit.net 00:00:01.0141240]         tests/LedgerTests.cs(22,0): at Shop.Tests.LedgerTests.Check(Int32 rows)
[xUnit.net 00:00:01.0141260]         tests/LedgerTests.cs(17,0): at Shop.Tests.LedgerTests.Reads()
[xUnit.net 00:00:01.0141270]         --- End of stack trace from previous location ---
[xUnit.net 00:00:01.0272364]     Shop.Tests.LedgerTests.Writes [FAIL]
[xUnit.net 00:00:01.0273649]       System.InvalidOperationException : no row
[xUnit.net 00:00:01.0273659]       ---- System.IO.IOException : closed
[xUnit.net 00:00:01.0275264]       Stack Trace:
[xUnit.net 00:00:01.0275960]         C:\\my shop\\Ledger\`1.cs(13,0): at Shop.Ledger\`1.Write[T](T row)
[xUnit.net 00:00:01.0275970]         ----- Inner Stack Trace -----
[xUnit.net 00:00:01.0275980]         C:\\my shop\\Disk.cs(4,0): at Shop.Disk.Open()
[xUnit.net 00:00:01.0817472]   Finished:    Shop.Tests
`;

const summary = `Failed   Shop.Tests.LedgerTests.Reads
Error Message:
 Assert.Equal() Failure
Expected: 1
Actual:   2
Stack Trace:
   at FluentAssertions.Primitives.Be(String expected)
   at Shop.Tests.LedgerTests.Check(Int32 rows) in /src/tests/LedgerTests.cs:line 22
   at Shop.Tests.LedgerTests.Reads() in /src/tests/LedgerTests.cs:line 17
--- End of stack trace from previous location ---
`;

const reads = (folder: string) => [
  'csharp',
  [
    'thrown null: Assert.Equal() Failure\nExpected: 1\nActual:   2',
    'FluentAssertions.Primitives.Be :null:null',
    `Shop.Tests.LedgerTests.Check ${folder}tests/LedgerTests.cs:22:null`,
    `Shop.Tests.LedgerTests.Reads ${folder}tests/LedgerTests.cs:17:null`,
  ],
];
const writes = [
  'csharp',
  [
    'thrown System.InvalidOperationException: no row',
    'Shop.Ledger`1.Write[T] C:\\my shop\\Ledger`1.cs:13:null',
  ],
  ['cause System.IO.IOException: closed', 'Shop.Disk.Open C:\\my shop\\Disk.cs:4:null'],
];

describe('what xUnit.net says of failed tests', () => {
  it('is read behind its clock, places before calls', () => {
    assert.deepEqual(told(early), [reads(''), writes]);
  });
  it('is told once when `dotnet test` tells it again, by the whole path', () => {
    assert.deepEqual(told(early + summary), [writes, reads('/src/')]);
    assert.deepEqual(told(early + summary.replace('Actual:   2', 'Actual:   3')).length, 3);
  });
  it('is told once when the summary stands among its lines', () => {
    const at = early.indexOf('[xUnit.net 00:00:01.0119107]');
    const once = told(early.slice(0, at) + summary + early.slice(at));
    assert.deepEqual(once, [reads('/src/'), writes]);
  });
  it('is read as its own runner prints it, and behind the time stamps of a build', () => {
    assert.deepEqual(told(early.replace(/^\[xUnit\S* \S* /gm, '')), [reads(''), writes]);
    assert.deepEqual(told(early.replace(/^\[/gm, '2026-11-21T10:00:00.1234567Z [')), [reads(''), writes]);
  });
  it('keeps the frames of a failure whose beginning was cut off', () => {
    const rest = told(early.slice(early.indexOf('[xUnit.net 00:00:01.0141240]')))[0];
    assert.deepEqual(rest, ['csharp', ['thrown null: null', ...(reads('')[1] ?? []).slice(2)]]);
  });
  it('leaves what stands under a heading of its own to the summary', () => {
    const text =
      'A.B [FAIL]\n  Failed A.B\n  Error Message:\n   no row\n  Stack Trace:\n   at A.B() in /a.cs:line 3\n';
    assert.deepEqual(told(text), [['csharp', ['thrown null: no row', 'A.B /a.cs:3:null']]]);
  });
  it('needs a failed test above and calls below', () => {
    assert.deepEqual(told('Stack Trace:\n  a.cs(1,0): at A.B()\n'), []);
    assert.deepEqual(told('A.B [FAIL]\n  Stack Trace:\n  a.cs(1,0): moved\n'), []);
  });
});
