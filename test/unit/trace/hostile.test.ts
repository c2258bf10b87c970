import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readTrace, readTraces, TraceReader } from '../../../src/core/trace/readTrace';
import { assertLinear } from '../growth';

const quiet: Readonly<Record<string, string>> = {
  prose:
    'We met at noon (see chapter 3). At first, error handling: fine.\n    at the bank (10:30)\nat 12:30:45\n',
  code: 'function at(x) {\n  throw new Error("at " + x);\n}\nexcept ValueError as e:\n  raise\n',
  'a table': 'name,at,value\nfoo,at (x),3:4\nat x,(1:2),5\n',
  'a diff': '--- a/lib/x.js\n+++ b/lib/x.js\n@@ -1,2 +1,2 @@\n-    throw at (x.js)\n+    return at\n',
  'a list of errors': 'error: failed\nTypeError: x is not a function\nValueError: bad\n',
  'one frame in prose': 'It stops\n\nat foo (bar.js:1:2)\n\nwhich I do not understand.\n',
  'a log': 'ERROR request failed at 10:00 (id 3)\npanic: no such file\nexit status 2\n',
  'a title without a trace': 'Traceback (most recent call last):\n\nnothing here\n',
  'places of Dart and Rust alone':
    'It was\n\npackage:shop/ledger.dart 7:5  for us.\n\nLocation:\n  src/main.rs:18:9\nwas moved.\n\nLocation: src/main.rs:3\n',
  'Swift’s compiler and its comments':
    "/src/A.swift:3:5: error: cannot find 'x' in scope\n/src/A.swift:3: error: no such module : B\n/// Shop/A.swift:7: Fatal error: no row\nA.swift:7: warning: x : y\n",
  'a compiler': 'src/a.ts:3:5 - error TS2304: Cannot find name "x".\nmain.go:3:2: undefined: x\n',
};

const lines = [
  'Traceback (most recent call last):',
  '  File "/a/b.py", line 3, in f',
  'ValueError: x',
  'During handling of the above exception, another exception occurred:',
  '  + Exception Group Traceback (most recent call last):',
  '  | ExceptionGroup: x (1 sub-exception)',
  '  +-+---------------- 1 ----------------',
  '    | ValueError: y',
  '    +------------------------------------',
  'Error: x',
  '    at f (/a/b.js:1:2)',
  '    at f (/a/b.js:1:2) {',
  '  [cause]: Error: y',
  '  [errors]: [',
  '}',
  'java.lang.RuntimeException: z',
  '\tat com.acme.A.b(A.java:3)',
  'Caused by: java.lang.Error',
  '\tSuppressed: java.lang.Error: s',
  '\t... 3 more',
  'panic: p [recovered]',
  '\tpanic: q',
  'goroutine 1 [running]:',
  'main.main()',
  '\t/a/main.go:3 +0x1',
  "thread 'main' panicked at a.rs:1:2:",
  'stack backtrace:',
  '   0: a::b',
  '             at a.rs:1:2',
  '      [... omitted 3 frames ...]',
  "a.rb:1:in `b': m (E)",
  "\tfrom a.rb:2:in `c'",
  'Stack trace:',
  '#0 /a.php(3): f()',
  '#1 {main}',
  '   at A.B(String c) in /a.cs:line 3',
  '   at A.B(String c)',
  ' ---> System.Exception: i',
  '==7==ERROR: AddressSanitizer: SEGV on unknown address',
  '    #0 0x4f1 in f(int) /a/b.c:7:16',
  '#1  g (x=1) at b.c:3',
  '    #1 0x4f1 in f(int) /a/b.c:7:16',
  'SUMMARY: AddressSanitizer: SEGV /a/b.c:7:16 in f(int)',
  '#1  0x01 in g () from /b.so',
  '    frame #0: 0x01 a`f(x=1) at b.c:3:4',
  '==42==    at 0x109178: f (b.c:3)',
  'b.c:1:2: runtime error: overflow',
  '** (RuntimeError) boom',
  '    (shop 0.1.0) lib/shop.ex:7: Shop.read/1',
  'stack traceback:',
  "\ta.lua:2: in function 'read'",
  'boom at a.pl line 3.',
  '\tmain::f(1) called at a.pl line 4',
  'Unhandled exception:',
  '#0      f (package:shop/a.dart:7:5)',
  '#4      f',
  'package:shop/a.dart 7:5   f',
  'package:matcher   expect',
  '00:01 +0 -1: reads [E]',
  'Stack trace (most recent call last):',
  '#1    Source "/a/b.cpp", line 7, in f(int) [0x4f1]',
  '      >  7:   f(1);',
  '2026-11-21T10:00:00Z ERROR shop::worker: no row',
  'Caused by:',
  'Stack backtrace:',
  'Location:',
  '   src/a.rs:7:5',
  '   0: no row',
  'Message:  no row',
  '  ━━━━ BACKTRACE ━━━━',
  'Thread 0 "shop" crashed:',
  '0      0x0000aaaa f() + 120 in shop at /a.swift:7:9',
  'CallStack (from HasCallStack):',
  '  error, called at A.hs:7:16 in main:A',
  'Backtrace:',
  ' 1. └─global::f(1) at a.R:3:3',
  '3: f(id) at a.R#3',
  '',
  '> quoted',
  '{"stack":"Error: x\\n    at f (/a/b.js:1:2)"}',
  '{"exception":"[object] (A(code: 0): m at /a.php:1)"} []',
  '[stacktrace]',
  'Shop.Ledger.Read (System.String id) (at Assets/Ledger.cs:12)',
  'Shop/A.swift:7: Fatal error: x',
  '/A.swift:7: error: -[A b] : c',
  'Shop.Ledger:Read(String)',
  '{ledger,read,[[a]],[{file,"ledger.erl"},{line,5}]},',
  '          shop::read::inlined',
  '3: ==7==ERROR: AddressSanitizer: SEGV on unknown address',
  '#0 /a.php(3): f()',
];

/** What a search for the next parenthesis, blank or place would go far for. */
const nearly = [
  'Error: x\n    at x:1:2)',
  'Error: x\n    at f (x.js:1:2',
  'Error: x\n\tat\tf\t(x.js:1:2)',
  'main.f(1)',
  'main.f(1)\n\t/a/main.go:x',
  '{"exception":"[object] (A(code: 0): m) []',
  '{a,b,[[[a,b],[{line,',
  'Shop.Ledger.Read (System.String id) (at Assets',
  'Stack Trace:',
  'Stack Trace:\na.cs(1,0): at A.B()',
  'A [FAIL]\nStack Trace:\na.cs(1,0): at A.B()',
  'a.cs(1,0): at A.B(',
  'Fatal error: : file .swift: file .swift, line',
  '/A.swift:7: error: -[',
  '#1 0x1 in f(int)\n/a/b.c:7:16',
  '#1 0x1 in f\nSUMMARY: AddressSanitizer: a b',
];

describe('text that is no trace', () => {
  for (const [name, text] of Object.entries(quiet)) {
    it(`gives nothing for ${name}`, () => assert.equal(readTrace(text), null));
  }
  it('gives nothing for the sources of this project', () => {
    const root = path.join(import.meta.dirname, '../../../src');
    for (const name of fs.readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      assert.deepEqual([name, readTraces(fs.readFileSync(path.join(root, name), 'utf8'))], [name, []]);
    }
  });
});

describe('generated text that is no trace', () => {
  const bundle = path.join(
    import.meta.dirname,
    '../../../node_modules/@vscode/webview-ui-toolkit/dist/toolkit.min.js',
  );
  it('gives nothing for a minified bundle, at once and in pieces', () => {
    const text = fs.readFileSync(bundle, 'utf8');
    assert.ok(text.length > 100_000 && text.split('\n').length < text.length / 1_000);
    assert.deepEqual(readTraces(text), []);
    const reader = new TraceReader();
    for (let at = 0; at < text.length; at += 10_000)
      assert.deepEqual(reader.take(text.slice(at, at + 10_000)), []);
    assert.deepEqual(reader.end(), []);
  });
  it('gives nothing for megabytes of a log that speaks of errors', () => {
    const reader = new TraceReader();
    for (let piece = 0; piece < 50; piece += 1) {
      const text = Array.from(
        { length: 1_000 },
        (_, at) =>
          `2026-11-21T10:00:00.${piece}Z ERROR [worker-${at % 7}] pay.Refund - TypeError: refund ${at} failed at 10:0${at % 10} (try ${at % 3} of 3, see https://shop.example:8443/runs/${at}:${piece})\n`,
      ).join('');
      assert.deepEqual(reader.take(text), []);
    }
    assert.deepEqual(reader.end(), []);
  });
});

describe('hostile text', () => {
  it('never throws, and its frames and parents are well formed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 40 }), (chosen) => {
        for (const { errors } of readTraces(chosen.join('\n'))) {
          assert.equal(errors[0]?.relation, 'thrown');
          errors.forEach(({ parent, relation, frames }, index) => {
            assert.equal(parent === null, relation === 'thrown');
            assert.ok(parent === null || (parent >= 0 && parent < index));
            for (const { line } of frames) assert.ok(line === null || line >= 0);
          });
        }
      }),
      { numRuns: 400, seed: 7 },
    );
  });

  for (const line of [...lines, ...nearly, ' ', 'at ', '(', 'a:', '"\\n', 'Error: ', '\u001b[', '| ', '\\']) {
    it(`is read in linear time when ${JSON.stringify(line.slice(0, 40))} is repeated`, () => {
      assertLinear((times) => readTraces(`${line}\n`.repeat(times)), 125);
      assertLinear((times) => readTraces(`    at f (x.js:1:2)\n${line.repeat(times)}\n`.repeat(2)), 125);
    });
  }
});
