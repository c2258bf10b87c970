import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readTrace } from '../../../src/core/trace/readTrace';

const folder = path.join(import.meta.dirname, '../../fixtures/traces/printed');
const told = (text: string) => {
  const trace = readTrace(text);
  return (
    trace && [
      trace.language,
      ...trace.errors.map(({ relation, type, message, frames }) => [
        `${relation} ${type}: ${message}`,
        ...frames.map(({ function: name, file, line, column }) => `${name} ${file}:${line}:${column}`),
      ]),
    ]
  );
};
const file = (name: string) => told(fs.readFileSync(path.join(folder, `${name}.txt`), 'utf8'));

describe('other languages', () => {
  it('reads a .NET exception with its inner one, parameters left out', () => {
    assert.deepEqual(file('csharp'), [
      'csharp',
      [
        'thrown System.InvalidOperationException: Could not pay\nsecond line',
        'Shop.Pay.RefundAsync C:\\src\\Shop\\Pay.cs:7:null',
        'Shop.Program.Main /src/Shop/Program.cs:5:null',
      ],
      [
        'cause System.NullReferenceException: Object reference not set to an instance of an object.',
        'Shop.Ledger.Read /src/Shop/Ledger.cs:12:null',
        'Shop.Pay.<>c__DisplayClass0_0.<Refund>b__0 :null:null',
      ],
    ]);
  });
  it('reads a Ruby error with its cause, code highlights left out', () => {
    assert.deepEqual(file('ruby'), [
      'ruby',
      ['thrown ArgumentError: refund failed', 'rescue in <main> r1.rb:6:null', '<main> r1.rb:3:null'],
      [
        "cause NoMethodError: undefined method `amount' for nil:NilClass",
        'read r1.rb:1:null',
        'refund r1.rb:2:null',
        '<main> r1.rb:4:null',
      ],
    ]);
  });
  it('puts the PHP exception that nobody caught first, and its place above its calls', () => {
    assert.deepEqual(file('php'), [
      'php',
      [
        'thrown LogicException: refund failed',
        'null /home/dev/shop/p1.php:3:null',
        'refund [internal function]:null:null',
        'array_map /home/dev/shop/p1.php:4:null',
      ],
      [
        'cause RuntimeException: no row\nsecond r-17',
        'null /home/dev/shop/p1.php:2:null',
        'Ledger->read /home/dev/shop/p1.php:3:null',
        'refund [internal function]:null:null',
        'array_map /home/dev/shop/p1.php:4:null',
      ],
    ]);
  });
  it('reads a Rust panic with its backtrace', () => {
    const found = file('rust');
    assert.deepEqual(found?.[0], 'rust');
    assert.equal(found?.[1]?.[0], 'thrown panic: index out of bounds: the len is 0 but the index is 5');
    assert.deepEqual(found?.[1]?.slice(7, 9), ['m::read ./src/main.rs:1:55', 'm::main ./src/main.rs:2:12']);
  });
  it('gives a Rust panic without a backtrace the one place that it prints', () => {
    const expected = ['rust', ['thrown panic: boom', 'null src/main.rs:10:5']];
    assert.deepEqual(
      told("thread 'main' panicked at src/main.rs:10:5:\nboom\nnote: run with `RUST_BACKTRACE=1`\n"),
      expected,
    );
    assert.deepEqual(told("thread 'main' panicked at 'boom', src/main.rs:10:5\n"), expected);
  });
  it('reads the stacks of Firefox and Safari', () => {
    const frames =
      'read@http://localhost:8080/lib/ledger.js:7:16\nmap@[native code]\n@http://localhost:8080/pay.js:5:3\n';
    const expected = [
      'read http://localhost:8080/lib/ledger.js:7:16',
      'null http://localhost:8080/pay.js:5:3',
    ];
    assert.deepEqual(told(frames), ['javascript', ['thrown null: null', ...expected]]);
    assert.deepEqual(told(`TypeError: row is undefined\n${frames}`), [
      'javascript',
      ['thrown TypeError: row is undefined', ...expected],
    ]);
  });
  it('leaves the code that a test runner prints out of the message', () => {
    const text =
      '  ● reads\n\n    TypeError: no amount\n\n       6 |   const row\n    >  7 |   return row.amount;\n         |          ^\n       8 | }\n\n      at Ledger.read (lib/ledger.js:7:16)\n';
    assert.deepEqual(told(text), [
      'javascript',
      ['thrown TypeError: no amount', 'Ledger.read lib/ledger.js:7:16'],
    ]);
  });
  it('tells Kotlin from Java by its files', () => {
    const text =
      'kotlin.KotlinNullPointerException\n\tat com.acme.Ledger.read(Ledger.kt:7)\n\tat com.acme.MainKt.main(Main.kt:3)\n';
    assert.equal(readTrace(text)?.language, 'kotlin');
  });
  it('leaves the message of the panic that was handled to the cause', () => {
    const text =
      'panic: first [recovered]\n\tpanic: second\n\ngoroutine 1 [running]:\nmain.main()\n\t/home/dev/shop/main.go:7 +0x18\n';
    assert.deepEqual(told(text), [
      'go',
      ['thrown panic: second', 'main.main /home/dev/shop/main.go:7:null'],
      ['cause panic: first'],
    ]);
  });
  it('reads a syntax error, whose place has no function', () => {
    const text =
      '  File "/home/dev/shop/a.py", line 3\n    def f(\n         ^\nSyntaxError: \'(\' was never closed\n';
    assert.deepEqual(told(text), [
      'python',
      ["thrown SyntaxError: '(' was never closed", 'null /home/dev/shop/a.py:3:null'],
    ]);
  });
  it('does not take another command’s output for the end of a Python message', () => {
    const text =
      'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    f()\nValueError: bad\nmake: *** [run] Error 1\n';
    assert.deepEqual(told(text)?.[1]?.[0], 'thrown ValueError: bad');
  });
});
