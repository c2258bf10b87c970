import assert from 'node:assert/strict';
import type { PrintedFrame } from '../../../src/core/report/model';
import { mapFrames } from '../../../src/core/trace/map';
import type { Workspace } from '../../../src/core/trace/workspace';

const frame = (file: string, name: string | null = 'f'): PrintedFrame => ({
  function: name,
  file,
  line: 3,
  column: 5,
});
const one = (files: readonly string[], more: Partial<Workspace['roots'][number]> = {}): Workspace => ({
  roots: [{ folder: '/srv/shop', files, ...more }],
});
const paths = (workspace: Workspace, frames: readonly PrintedFrame[], language = 'javascript') =>
  mapFrames(
    { language, errors: [{ relation: 'thrown', type: null, message: null, parent: null, frames }] },
    workspace,
  ).errors[0]?.frames.map(({ path }) => path);
const path = (files: readonly string[], file: string, language?: string, name?: string) =>
  paths(one(files), [frame(file, name)], language)?.[0];

describe('mapping frames to the workspace', () => {
  it('finds a file of this very checkout, and gives its line and column', () => {
    const { errors } = mapFrames(
      {
        language: 'javascript',
        errors: [
          {
            relation: 'thrown',
            type: null,
            message: null,
            parent: null,
            frames: [frame('/srv/shop/lib/a.js')],
          },
        ],
      },
      one(['lib/a.js', 'a.js']),
    );
    assert.deepEqual(errors[0]?.frames[0], {
      ...frame('/srv/shop/lib/a.js'),
      path: 'lib/a.js',
      mappedLine: 3,
      mappedColumn: 5,
      inApp: true,
      root: 0,
    });
  });
  it('finds the file of another machine’s checkout by the longest suffix', () => {
    assert.equal(
      path(['src/a/index.js', 'src/b/index.js'], '/home/jo/code/shop/src/b/index.js'),
      'src/b/index.js',
    );
  });
  it('answers null rather than one of two that match equally well', () => {
    assert.equal(path(['a/index.js', 'b/index.js'], '/app/index.js'), null);
  });
  it('uses where the other frames are to tell two files apart', () => {
    const workspace = one(['packages/x/src/index.js', 'packages/y/src/index.js', 'packages/y/src/pay.js']);
    assert.deepEqual(paths(workspace, [frame('/app/src/index.js'), frame('/app/src/pay.js')]), [
      'packages/y/src/index.js',
      'packages/y/src/pay.js',
    ]);
  });
  it('does not take a file of the same name for one that its checkout would have elsewhere', () => {
    const workspace = one(['src/pay.js', 'docs/tool.js']);
    assert.deepEqual(paths(workspace, [frame('/app/src/pay.js'), frame('/app/tool.js')]), [
      'src/pay.js',
      null,
    ]);
  });
  const spellings: Readonly<Record<string, string>> = {
    'a Windows path': 'C:\\Users\\jo\\shop\\lib\\a.js',
    'a Windows path in another case': 'c:\\users\\jo\\shop\\Lib\\A.js',
    'a file URL': 'file:///home/jo/shop/lib/a.js',
    'a Windows file URL': 'file:///C:/jo/shop/lib/a.js',
    'a webpack name': 'webpack://shop/./lib/a.js?a1b2',
    'a webpack-internal name': 'webpack-internal:///(rsc)/./lib/a.js',
    'a page of a server': 'http://localhost:5173/lib/a.js?t=17',
    'a path with ..': '/app/dist/../lib/a.js',
    'a relative path': './lib/a.js',
    'an encoded URL': 'file:///home/jo/my%20shop/lib/a.js',
  };
  for (const [name, file] of Object.entries(spellings)) {
    it(`understands ${name}`, () => assert.equal(path(['lib/a.js', 'test/a.js'], file), 'lib/a.js'));
  }
  for (const file of [
    '/app/node_modules/lib/a.js',
    'node:internal/lib/a.js',
    '/usr/lib/python3.11/lib/a.js',
    '/srv/venv/lib/python3.11/site-packages/lib/a.js',
    '/rustc/59807616/lib/a.js',
    '/srv/go/pkg/mod/github.com/x/y@v1.2.3/lib/a.js',
    '<anonymous>',
    'native',
  ]) {
    it(`leaves out ${file}`, () => assert.equal(path(['lib/a.js', 'anonymous', 'native'], file), null));
  }
  it('does not count what a package manager put into the workspace as its own', () => {
    assert.equal(path(['vendor/lib/a.js', 'node_modules/lib/a.js'], '/srv/shop/vendor/lib/a.js'), null);
  });
  it('finds a Java file by its package', () => {
    const files = [
      'app/src/main/java/com/acme/shop/Checkout.java',
      'app/src/main/java/com/acme/pay/Checkout.java',
    ];
    assert.equal(path(files, 'Checkout.java', 'java', 'com.acme.shop.Checkout$Line.pay'), files[0]);
    assert.equal(path(files, 'Checkout.java', 'java', 'org.other.Checkout.pay'), null);
  });
  it('finds a Go file by its module when paths are trimmed, and leaves the standard library out', () => {
    const workspace = one(['services/shop/http/server.go', 'services/shop/go.mod'], {
      goModules: [{ folder: 'services/shop', path: 'example.com/shop' }],
    });
    const frames = [
      frame('example.com/shop/http/server.go'),
      frame('net/http/server.go'),
      frame('github.com/x/y/server.go'),
    ];
    assert.deepEqual(paths(workspace, frames, 'go'), ['services/shop/http/server.go', null, null]);
  });
  it('tells the roots of a workspace apart', () => {
    const workspace: Workspace = {
      roots: [
        { folder: '/srv/api', files: ['src/index.js'] },
        { folder: '/srv/web', files: ['src/index.js', 'src/page.js'] },
      ],
    };
    const { errors } = mapFrames(
      {
        language: 'javascript',
        errors: [
          {
            relation: 'thrown',
            type: null,
            message: null,
            parent: null,
            frames: [frame('/srv/web/src/index.js'), frame('/ci/src/index.js')],
          },
        ],
      },
      workspace,
    );
    assert.deepEqual(
      errors[0]?.frames.map(({ root }) => root),
      [1, null],
    );
  });
  it('maps 60 frames among 50,000 files in well under a second', () => {
    const files = Array.from(
      { length: 50_000 },
      (_, index) => `packages/p${index % 500}/src/f${index}/index.js`,
    );
    // The processor's time, so that a busy machine does not fail it.
    const started = process.cpuUsage();
    const frames = Array.from({ length: 60 }, (_, index) =>
      frame(`/ci/packages/p${index}/src/f${index}/index.js`),
    );
    assert.equal(
      paths(one(files), frames)?.every((found, index) => found === files[index]),
      true,
    );
    assert.ok(process.cpuUsage(started).user < 2_000_000);
  });
});
