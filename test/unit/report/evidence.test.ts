import assert from 'node:assert/strict';
import { functionAround } from '../../../src/core/report/function';
import { lastWorkedIn } from '../../../src/core/report/lastWorked';
import { lockedVersion, setUpBy } from '../../../src/core/report/lockfiles';
import { originIn, unknownOrigin } from '../../../src/core/report/origin';
import { jarsIn, packagesOf, type Ecosystem } from '../../../src/core/report/packages';
import { revisionsIn } from '../../../src/core/report/revision';
import { rankSuspects, type Evidence } from '../../../src/core/report/suspects';
import { DateTime } from '../../../src/core/time/luxon';

describe('the packages on a trace', () => {
  for (const [what, file, ecosystem, name, version] of [
    ['npm', '/srv/app/node_modules/express/lib/router/layer.js', 'npm', 'express', null],
    ['a scope of npm', '/a/node_modules/@octokit/rest/dist/index.js', 'npm', '@octokit/rest', null],
    ['a package inside a package', '/a/node_modules/x/node_modules/y/i.js', 'npm', 'y', null],
    ['pnpm', '/a/node_modules/.pnpm/express@4.19.2/node_modules/express/i.js', 'npm', 'express', '4.19.2'],
    [
      'Yarn',
      '/a/.yarn/cache/express-npm-4.19.2-0a1b2c3d4e-10c0.zip/node_modules/express/i.js',
      'npm',
      'express',
      '4.19.2',
    ],
    ['Python', '/usr/lib/python3.11/site-packages/requests/models.py', 'python', 'requests', null],
    ['Windows', 'C:\\venv\\Lib\\site-packages\\requests\\models.py', 'python', 'requests', null],
    [
      'Go',
      '/home/ci/go/pkg/mod/github.com/gin-gonic/gin@v1.9.1/context.go',
      'go',
      'github.com/gin-gonic/gin',
      'v1.9.1',
    ],
    [
      'Cargo',
      '/home/ci/.cargo/registry/src/index-6f17d22b/serde-json-1.0.108/src/de.rs',
      'cargo',
      'serde-json',
      '1.0.108',
    ],
    ['RubyGems', '/usr/lib/ruby/gems/3.2.0/gems/rack-2.2.8/lib/rack.rb', 'gem', 'rack', '2.2.8'],
    ['Composer', '/app/vendor/symfony/http-kernel/Kernel.php', 'composer', 'symfony/http-kernel', null],
    ['pub', '/home/ci/.pub-cache/hosted/pub.dev/http-1.1.0/lib/src/a.dart', 'pub', 'http', '1.1.0'],
  ] as const) {
    it(`are told by their folders: ${what}`, () => {
      assert.deepEqual(packagesOf([file]), [{ name, version, ecosystem }]);
    });
  }
  it('are the jars that a frame of the JVM names', () => {
    const text =
      'at a.B.c(B.java:1) ~[spring-web-5.3.1.jar:5.3.1]\nat d.E.f(E.java:2) [jackson-core-2.15.2.jar!/:2.15.2]\n';
    assert.deepEqual(
      jarsIn(text).map(({ name, version }) => [name, version]),
      [
        ['spring-web', '5.3.1'],
        ['jackson-core', '2.15.2'],
      ],
    );
  });
  it('are each named once, and own code is none', () => {
    const files = ['/a/node_modules/x/i.js', '/a/node_modules/x/j.js', '/a/src/i.js', 'node:fs'];
    assert.deepEqual(
      packagesOf(files).map(({ name }) => name),
      ['x'],
    );
  });
});

describe('the version that a lockfile gives a package', () => {
  const locks: readonly (readonly [string, string, Ecosystem, string, string])[] = [
    [
      'package-lock.json',
      '{"packages":{"node_modules/express-x": {\n"version": "1"},"node_modules/express": {\n      "version": "4.19.2",\n"dev": true}}}',
      'npm',
      'express',
      '4.19.2',
    ],
    [
      'web/package-lock.json',
      '{"dependencies":{"express": {\n "version": "3.0.0"}}}',
      'npm',
      'express',
      '3.0.0',
    ],
    ['yarn.lock', '# v1\n\nexpress@^4.0.0, express@~4.1:\n  version "4.19.2"\n', 'npm', 'express', '4.19.2'],
    [
      'yarn.lock',
      '__metadata:\n  version: 8\n\n"@octokit/rest@npm:^22.0.0":\n  version: 22.0.1\n',
      'npm',
      '@octokit/rest',
      '22.0.1',
    ],
    ['pnpm-lock.yaml', 'packages:\n\n  express@4.19.2:\n    resolution: {}\n', 'npm', 'express', '4.19.2'],
    [
      'pnpm-lock.yaml',
      "packages:\n\n  '@octokit/rest@22.0.1':\n    resolution: {}\n",
      'npm',
      '@octokit/rest',
      '22.0.1',
    ],
    ['poetry.lock', '[[package]]\nname = "requests"\nversion = "2.31.0"\n', 'python', 'requests', '2.31.0'],
    [
      'uv.lock',
      '[[package]]\nname = "typing-extensions"\nversion = "4.9.0"\n',
      'python',
      'typing_extensions',
      '4.9.0',
    ],
    [
      'Pipfile.lock',
      '{"default": {"requests": {"hashes": ["sha256:a"], "index": "pypi", "version": "==2.31.0"}}}',
      'python',
      'requests',
      '2.31.0',
    ],
    [
      'requirements.txt',
      '# pinned\nRequests[socks]==2.31.0 ; python_version > "3"\n',
      'python',
      'requests',
      '2.31.0',
    ],
    [
      'go.sum',
      'github.com/gin-gonic/gin v1.9.1 h1:abc=\ngithub.com/gin-gonic/gin v1.9.1/go.mod h1:def=\n',
      'go',
      'github.com/gin-gonic/gin',
      'v1.9.1',
    ],
    [
      'go.mod',
      'module x\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.9.1\n)\n',
      'go',
      'github.com/gin-gonic/gin',
      'v1.9.1',
    ],
    ['Cargo.lock', '[[package]]\nname = "serde"\nversion = "1.0.193"\n', 'cargo', 'serde', '1.0.193'],
    ['Gemfile.lock', 'GEM\n  specs:\n    rack (2.2.8)\n    rack-test (2.1.0)\n', 'gem', 'rack', '2.2.8'],
    [
      'composer.lock',
      '{"packages": [{\n  "name": "symfony/http-kernel",\n  "version": "v6.4.1"}]}',
      'composer',
      'symfony/http-kernel',
      'v6.4.1',
    ],
    [
      'pubspec.lock',
      'packages:\n  http:\n    dependency: "direct main"\n    source: hosted\n    version: "1.1.0"\n',
      'pub',
      'http',
      '1.1.0',
    ],
    ['mix.lock', '%{\n  "plug": {:hex, :plug, "1.15.2", "abc"},\n}\n', 'hex', 'plug', '1.15.2'],
  ];
  for (const [file, text, ecosystem, name, version] of locks) {
    it(`is read from ${file}: ${name}`, () => {
      assert.equal(lockedVersion(file, text, { name, version: null, ecosystem }), version);
    });
  }
  it('is none where the package is not in it, or the file is broken', () => {
    for (const [file, , ecosystem] of locks)
      assert.equal(lockedVersion(file, '{"x', { name: 'nope', version: null, ecosystem }), null);
  });
  it('comes with the command that sets a checkout up', () => {
    assert.deepEqual(setUpBy('web/pnpm-lock.yaml'), {
      command: 'pnpm install --frozen-lockfile',
      folder: 'web',
    });
    assert.equal(setUpBy('go.sum'), null);
  });
});

describe('what a text says of what ran', () => {
  it('is the last prompt before the trace', () => {
    const text =
      'jo@box:~/shop$ ls\na.js\njo@box:~/shop$ node pay.js r-17\nTypeError: x\n    at f (a.js:1:1)\njo@box:~/shop$ vim a.js\n';
    assert.equal(originIn(text).command, 'node pay.js r-17');
  });
  it('is the script that npm prints', () => {
    assert.equal(
      originIn('> shop@2.3.0 test\n> mocha test/pay.js\n\nError: x\n').command,
      'mocha test/pay.js',
    );
  });
  it('is no quoted mail and no price', () => {
    assert.equal(originIn('> Hello Bo,\n> it costs $ 5\nThe total: $ 7\n').command, null);
  });
  it('is the request that a server logged as failed', () => {
    for (const [line, request] of [
      ['10.0.0.1 - - [x] "POST /refunds/r-17 HTTP/1.1" 500 12', 'POST /refunds/r-17'],
      ['GET /refunds/r-17 500 12.1 ms', 'GET /refunds/r-17'],
      ['[x] ERROR in app: Exception on /refunds [PUT]', 'PUT /refunds'],
      ['Internal Server Error: /refunds/', 'GET /refunds/'],
    ])
      assert.equal(originIn(`${line}\nTraceback (most recent call last):\n`).request, request);
    assert.equal(originIn('"GET /ok HTTP/1.1" 200 3').request, null);
  });
});

describe('revisions that a log names', () => {
  it('are commits, image tags, versions and releases, commits first', () => {
    assert.deepEqual(revisionsIn('image: registry.example/shop:1.4.2\nGIT_SHA=0a1b2c3d4e'), [
      '0a1b2c3d4e',
      'v1.4.2',
      '1.4.2',
      'release-1.4.2',
    ]);
    assert.deepEqual(revisionsIn('release "shop@2.0.1"').slice(0, 2), ['v2.0.1', '2.0.1']);
    assert.deepEqual(revisionsIn('version=1.4.2-3-gdeadbee1').slice(0, 1), ['v1.4.2-3-gdeadbee1']);
  });
  it('are none in ordinary text', () =>
    assert.deepEqual(revisionsIn('Node.js v20.20.2 failed at 10:00'), []));
});

describe('the function around a line', () => {
  const js = [
    'class A {',
    '  f() {',
    '    if (x) {',
    '      return y;',
    '    }',
    '  }',
    '',
    '  g() {',
    '    z();',
    '  }',
    '}',
  ];
  const py = [
    'import x',
    '',
    'def f(a):',
    '    if a:',
    '        return b',
    '    return c',
    '',
    'def g():',
    '    pass',
  ];
  it('is found by its indentation, with braces', () => {
    assert.deepEqual(functionAround(js, 4), { from: 2, to: 6 });
    assert.deepEqual(functionAround(js, 9), { from: 8, to: 10 });
  });
  it('and without', () => assert.deepEqual(functionAround(py, 5), { from: 3, to: 6 }));
  it('is bounded, and never beyond the file', () => {
    const long = Array.from({ length: 5_000 }, () => '  x');
    const { from, to } = functionAround(long, 2_500);
    assert.ok(to - from < 100 && from <= 2_500 && to >= 2_500);
    assert.deepEqual(functionAround(['x'], 99), { from: 1, to: 1 });
  });
});

describe('suspects', () => {
  const at = (iso: string) => DateTime.fromISO(iso, { zone: 'UTC' });
  const commit = (sha: string, day: number) => ({
    sha,
    subject: sha,
    authoredAt: at(`2026-11-${day}T00:00:00Z`),
  });
  const evidence = (more: Partial<Evidence>): Evidence => ({
    line: 7,
    function: 'Ledger.read',
    range: { from: 4, to: 9 },
    blamed: [],
    touched: [],
    lastWorked: null,
    ...more,
  });
  const shas = (more: Partial<Evidence>) => rankSuspects(evidence(more)).map(({ sha }) => sha);
  it('are led by the commit that touched the failing line', () => {
    const blamed = [
      { ...commit('far', 10), line: 4 },
      { ...commit('line', 11), line: 7 },
      { ...commit('near', 10), line: 6 },
    ];
    assert.deepEqual(shas({ blamed }), ['line', 'near', 'far']);
    assert.deepEqual(rankSuspects(evidence({ blamed }))[0]?.reasons, ['it last touched line 7, which fails']);
  });
  it('count one that took a line away beside it, which no blame shows', () => {
    const blamed = [{ ...commit('old', 10), line: 7 }];
    const touched = [{ ...commit('removed', 12), changedAt: [3] }];
    assert.deepEqual(shas({ blamed, touched }), ['removed', 'old']);
  });
  it('are first those that came after it last worked, and say so', () => {
    const blamed = [
      { ...commit('line', 10), line: 7 },
      { ...commit('since', 14), line: 5 },
    ];
    const lastWorked = { at: at('2026-11-12T10:00:00Z'), what: 'task `test`' };
    const found = rankSuspects(evidence({ blamed, lastWorked }));
    assert.deepEqual(
      found.map(({ sha }) => sha),
      ['since', 'line'],
    );
    assert.ok(found[0]?.reasons.includes('it came after task `test` last succeeded (12 Nov 2026 10:00 UTC)'));
    assert.ok(found[1]?.reasons.includes('it was there when task `test` last succeeded'));
  });
});

describe('when it last worked', () => {
  const ended = (name: string, exitCode: number, at: string) =>
    ({ kind: 'task-ended', at, name, exitCode, folder: '/x' }) as const;
  const events = [
    ended('test', 0, '2026-11-10T10:00:00Z'),
    ended('lint', 0, '2026-11-11T10:00:00Z'),
    ended('test', 1, '2026-11-12T10:00:00Z'),
  ];
  it('is told by the last success of what fails now', () => {
    const found = lastWorkedIn(events, unknownOrigin);
    assert.deepEqual([found?.at.toISO(), found?.what], ['2026-11-10T10:00:00.000Z', 'task `test`']);
  });
  it('is that of the task that the trace came from', () => {
    assert.equal(lastWorkedIn(events, { ...unknownOrigin, kind: 'task', name: 'lint' })?.what, 'task `lint`');
    assert.equal(lastWorkedIn(events, { ...unknownOrigin, kind: 'task', name: 'none' }), null);
  });
  it('is forgotten with the recorded activity', () => {
    const deleted = [...events, { kind: 'activity-deleted', at: '2026-11-13T10:00:00Z' } as const];
    assert.equal(lastWorkedIn(deleted, unknownOrigin), null);
  });
});
