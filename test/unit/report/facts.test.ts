import assert from 'node:assert/strict';
import { findCulprit } from '../../../src/core/report/cause';
import { excerpt } from '../../../src/core/report/code';
import { manifestsOf, packageVersion, runtimeIn } from '../../../src/core/report/environment';
import { placesAbove } from '../../../src/core/report/lockfiles';
import { fingerprintOf, normalMessage } from '../../../src/core/report/fingerprint';
import type { Frame, TracedError } from '../../../src/core/report/model';
import { titleOf } from '../../../src/core/report/title';
import { assertLinear } from '../growth';

const at = (path: string | null, line: number, name = 'f'): Frame => ({
  function: name,
  file: `/ci/${path}`,
  line,
  column: 1,
  path,
  mappedLine: path ? line : null,
  mappedColumn: path ? 1 : null,
  inApp: path !== null,
});
const error = (more: Partial<TracedError>): TracedError => ({
  relation: 'thrown',
  type: 'Error',
  message: 'outer',
  parent: null,
  frames: [],
  ...more,
});

describe('the culprit', () => {
  it('is the innermost own call of the root cause, not of what a suppressed error was caused by', () => {
    const errors = [
      error({ frames: [at('a.js', 1)] }),
      error({ relation: 'suppressed', parent: 0, frames: [at('b.js', 2)] }),
      error({ relation: 'cause', parent: 1, frames: [at('c.js', 3)] }),
      error({
        relation: 'cause',
        parent: 0,
        type: 'Deep',
        frames: [at(null, 9), at('d.js', 4), at('e.js', 5)],
      }),
    ];
    const culprit = findCulprit(errors);
    assert.deepEqual([culprit?.path, culprit?.line], ['d.js', 4]);
    assert.match(culprit?.why ?? '', /Deep, the root cause/);
  });
  it('is in the error around it when the root cause has no own frame', () => {
    const errors = [
      error({ frames: [at('a.js', 1)] }),
      error({ relation: 'cause', parent: 0, frames: [at(null, 2)] }),
    ];
    assert.equal(findCulprit(errors)?.path, 'a.js');
  });
  it('is in the first member of a group', () => {
    const errors = [
      error({ frames: [at('a.js', 1)] }),
      error({ relation: 'member', parent: 0, frames: [at('b.js', 2)] }),
    ];
    assert.equal(findCulprit(errors)?.path, 'b.js');
  });
  it('is where a sanitizer found the fault, not where the memory came from', () => {
    const errors = [
      error({ type: 'heap-buffer-overflow', frames: [at('use.c', 5)] }),
      error({
        relation: 'member',
        parent: 0,
        type: null,
        message: 'allocated by thread T0 here',
        frames: [at('main.c', 9)],
      }),
    ];
    assert.equal(findCulprit(errors)?.path, 'use.c');
    assert.match(titleOf(errors, findCulprit(errors)), /^heap-buffer-overflow: outer in f$/);
  });
  it('is null when no frame is the workspace’s own', () => {
    assert.equal(findCulprit([error({ frames: [at(null, 1)] })]), null);
  });
});

describe('the fingerprint', () => {
  const base = [
    error({
      message: 'no row "r-17" at 0x7f3a in 30 ms',
      frames: [at('a.js', 7, 'read'), at('b.js', 9, 'run')],
    }),
  ];
  const print = fingerprintOf('javascript', base);
  it('names its version', () => assert.match(print, /^v3:[0-9a-f]{16}$/));
  it('stays when lines, machines, ids and the depth of recursion change', () => {
    const frames = [
      at('a.js', 70, 'read'),
      at('a.js', 71, 'read'),
      { ...at('a.js', 72, 'read'), file: 'C:\\x\\a.js' },
      at('b.js', 1, 'run'),
    ];
    const later = [error({ message: 'no row "r-18" at 0x99 in 7 ms', frames })];
    assert.equal(fingerprintOf('python', later), fingerprintOf('python', base));
    const deeper = Array.from({ length: 10 }, () => at('a.js', 70, 'read'));
    assert.equal(
      fingerprintOf('javascript', later),
      fingerprintOf('javascript', [error({ message: 'no row "r-19" at 0x7 in 1 ms', frames: deeper })]),
    );
  });
  it('changes with the function, the type and the words of the message', () => {
    const others = [
      [
        error({
          message: 'no row "r" at 0x1 in 1 ms',
          frames: [at('a.js', 7, 'write'), at('b.js', 9, 'run')],
        }),
      ],
      [error({ ...base[0], type: 'TypeError' })],
      [error({ ...base[0], message: 'no column "r" at 0x1 in 1 ms' })],
    ];
    assert.equal(new Set([print, ...others.map((each) => fingerprintOf('javascript', each))]).size, 4);
  });
  it('replaces ids, paths and numbers in messages', () => {
    const one = normalMessage(
      'open /home/jo/a/b.txt for 1b4e28ba-2fa1-11d2-883f-0016d3cca427 failed after 3 tries, commit deadbeef1',
    );
    const other = normalMessage(
      'open /srv/x/y.txt for 6ba7b810-9dad-11d1-80b4-00c04fd430c8 failed after 12 tries, commit cafebabe2',
    );
    assert.equal(one, other);
    assert.match(one, /^open \* for \* failed after \* tries/);
  });
});

describe('code around a line', () => {
  it('is numbered, with an arrow at the line', () => {
    assert.equal(excerpt(['a', 'b', 'c', 'd'], 2, 1), '   1 | a\n→  2 | b\n   3 | c');
  });
});

describe('the environment', () => {
  it('reads the nearest manifest', () => {
    assert.deepEqual(placesAbove(manifestsOf('javascript'), 'packages/a/x.js'), [
      'packages/a/package.json',
      'packages/package.json',
      'package.json',
    ]);
    assert.deepEqual(packageVersion('package.json', '{"name":"a","version":"1.2.3"}'), {
      name: 'a',
      version: '1.2.3',
    });
    assert.deepEqual(packageVersion('pyproject.toml', '[project]\nname = "a"\nversion = "1"\n'), {
      name: 'a',
      version: '1',
    });
    assert.deepEqual(packageVersion('go.mod', 'module example.com/a\n\ngo 1.21\n'), {
      name: 'example.com/a',
      version: null,
    });
    const parent = '<parent><artifactId>up</artifactId><version>9</version></parent>';
    const pom = `<project>${parent}<artifactId>shop</artifactId><version>1.4.0</version></project>`;
    assert.deepEqual(packageVersion('pom.xml', pom), { name: 'shop', version: '1.4.0' });
    assert.equal(packageVersion('package.json', '{'), null);
  });
  it('reads a manifest in one pass, whatever it opens and never ends', () => {
    assertLinear((size) => packageVersion('pom.xml', '<parent>'.repeat(size)), 5_000);
  });
  it('reads the runtime that a trace gives away', () => {
    assert.equal(runtimeIn('\nNode.js v20.20.2\n'), 'Node 20.20.2');
    assert.equal(runtimeIn('File "/usr/lib/python3.11/json.py"'), 'Python 3.11');
    assert.equal(runtimeIn('nothing'), null);
  });
});

describe('the title', () => {
  it('names the root cause, its place and what the outer error says', () => {
    const errors = [
      error({ message: 'refund failed' }),
      error({ relation: 'cause', parent: 0, type: 'TypeError', message: 'no amount\nmore' }),
    ];
    const culprit = { path: 'a.js', line: 1, function: 'Ledger.read', why: '' };
    assert.equal(titleOf(errors, culprit), 'TypeError: no amount in Ledger.read (refund failed)');
  });
  it('says what a sanitizer found, and not where in the memory of one run', () => {
    const message =
      'on address 0x60300000005c at pc 0x55d5f421e1f4 bp 0x7ffccb218710 sp 0x7ffccb218708\nREAD of size 4 at 0x60300000005c thread T0';
    const culprit = { path: 'pay.c', line: 5, function: 'read_row', why: '' };
    assert.equal(
      titleOf([error({ type: 'heap-buffer-overflow', message })], culprit),
      'heap-buffer-overflow: READ of size 4 in read_row',
    );
    assert.equal(
      titleOf([error({ type: 'SEGV', message: 'on unknown address 0x000000000000' })], null),
      'SEGV: on unknown address 0x000000000000',
    );
  });
  it('is one short line whatever the message is', () => {
    const title = titleOf([error({ message: 'x '.repeat(5_000) })], null);
    assert.ok(title.length < 220 && !title.includes('\n'), title);
  });
});
