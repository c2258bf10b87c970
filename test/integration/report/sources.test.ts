import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { UserError } from '../../../src/core/errors';
import type { Files } from '../../../src/core/ports/files';
import { DateTime } from '../../../src/core/time/luxon';
import { reportBug } from '../../../src/usecases/report/reportBug';
import type { ReportRequest } from '../../../src/usecases/report/request';
import { createSandbox, type Sandbox } from '../git/sandbox';

const machine = { os: 'linux x64', runtime: 'Node 20', zone: 'UTC', zoneData: '' };

/** Base64 VLQ of one number, as source maps write them. */
function vlq(value: number): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += signs[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return text;
}
/** A map that sends generated 1:`column` (1-based) to a source's line and column (1-based). */
function mapTo(
  sources: string[],
  at: [column: number, source: number, line: number, column: number],
  more = {},
) {
  const [generated, source, line, column] = at;
  const mappings = [generated - 1, source, line - 1, column - 1].map(vlq).join('');
  return { version: 3, sources, names: [], mappings, ...more };
}

describe('where a frame is in today’s sources', () => {
  let box: Sandbox;
  const reads: string[] = [];
  const real = createFiles();
  const files: Files = {
    ...real,
    read: (file, most) => {
      reads.push(file);
      return real.read(file, most);
    },
  };
  const write = (name: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(box.root, name)), { recursive: true });
    fs.writeFileSync(path.join(box.root, name), text);
  };
  const report = (text: string, more: Partial<ReportRequest> = {}) =>
    reportBug({ text, workspaces: [box.root], ...more }, { git: createGit(), files, machine });
  const frame = async (file: string, line = 1, column = 100) =>
    (await report(`Error: x\n    at f (${file}:${line}:${column})\n    at g (node:fs:1:1)\n`)).errors[0]
      ?.frames[0];
  const source =
    'export class Ledger {\n  read(id: string) {\n    return this.rows.get(id).amount;\n  }\n}\n';

  before(() => {
    box = createSandbox();
    write('src/ledger.ts', source);
    write('.gitignore', 'dist/\nbuild/\n');
    box.git('add', '.');
    box.git('commit', '-qm', 'feat: ledger');
  });
  after(() => box.remove());
  beforeEach(() => {
    reads.length = 0;
    fs.rmSync(path.join(box.root, 'dist'), { recursive: true, force: true });
    fs.rmSync(path.join(box.root, 'build'), { recursive: true, force: true });
  });
  const expected = {
    path: 'src/ledger.ts',
    mappedLine: 3,
    mappedColumn: 12,
    inApp: true,
    line: 1,
    column: 100,
  };
  const isMapped = (found: object | undefined) =>
    assert.deepEqual({ ...found, ...expected }, found, JSON.stringify(found));
  const inline = (map: object) =>
    `x();\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}\n`;

  it('is told by a map beside the generated file', async () => {
    write('dist/app.js', 'x();\n//# sourceMappingURL=app.js.map\n');
    write('dist/app.js.map', JSON.stringify(mapTo(['../src/ledger.ts'], [100, 0, 3, 12])));
    isMapped(await frame(`${box.root}/dist/app.js`));
    isMapped(await frame('/srv/app/dist/app.js'));
    isMapped(await frame(`file://${box.root}/dist/app.js`));
  });
  it('is told by a map of another name, and by one with a sourceRoot', async () => {
    write('dist/app.js', 'x();\n//# sourceMappingURL=maps/main.map\n');
    write(
      'dist/maps/main.map',
      JSON.stringify(mapTo(['ledger.ts'], [100, 0, 3, 12], { sourceRoot: '../../src/' })),
    );
    isMapped(await frame(`${box.root}/dist/app.js`));
  });
  it('is told by a map inside the generated file', async () => {
    write('dist/app.js', inline(mapTo(['../src/ledger.ts'], [100, 0, 3, 12])));
    isMapped(await frame(`${box.root}/dist/app.js`));
  });
  it('is told by an indexed map, and by the names of a bundler', async () => {
    const map = mapTo(['webpack://shop/./src/ledger.ts'], [100, 0, 3, 12]);
    write('build/static/js/main.js', 'x();\n');
    write(
      'build/static/js/main.js.map',
      JSON.stringify({ version: 3, sections: [{ offset: { line: 0, column: 0 }, map }] }),
    );
    isMapped(await frame('https://shop.example/static/js/main.js'));
  });
  it('is not own code where the map leads into a package', async () => {
    write('dist/app.js', inline(mapTo(['webpack://shop/node_modules/x/ledger.ts'], [100, 0, 3, 12])));
    const found = await frame('/srv/app/dist/app.js');
    assert.deepEqual([found?.path, found?.inApp], [null, false]);
  });
  it('stays as printed without a map, with a broken one, and where the map says nothing', async () => {
    for (const map of ['{', '{"version":3,"sources":[],"mappings":";;;"}', ")]}'\n[]"]) {
      write('dist/app.js.map', map);
      write('dist/app.js', 'x();\n');
      const found = await frame(`${box.root}/dist/app.js`);
      assert.deepEqual([found?.path, found?.mappedLine, found?.inApp], [null, null, false]);
    }
  });
  it('is never looked for outside of the workspace', async () => {
    const outside = fs.mkdtempSync(path.join(path.dirname(box.root), 'baton-outside-'));
    fs.writeFileSync(path.join(outside, 'm.map'), JSON.stringify(mapTo(['x.ts'], [100, 0, 3, 12])));
    write('dist/linked.js', 'x();\n');
    fs.symlinkSync(path.join(outside, 'm.map'), path.join(box.root, 'dist/linked.js.map'));
    for (const url of [
      `../../${path.basename(outside)}/m.map`,
      `${outside}/m.map`,
      `file://${outside}/m.map`,
      'https://evil.example/m.map',
    ]) {
      write('dist/app.js', `x();\n//# sourceMappingURL=${url}\n`);
      await frame(`${box.root}/dist/app.js`);
    }
    await frame(`${box.root}/dist/linked.js`);
    fs.rmSync(outside, { recursive: true });
    assert.deepEqual(
      reads.filter((file) => !file.startsWith(box.root)),
      [],
    );
  });

  describe('when the trace is of an older commit', () => {
    let first: string;
    const trace = (line = 3) =>
      `TypeError: no amount\n    at Ledger.read (/srv/ci/src/ledger.ts:${line}:12)\n    at g (node:fs:1:1)\n`;
    before(() => {
      first = box.git('rev-parse', 'HEAD');
      box.git('tag', 'v1.4.2');
      write('src/ledger.ts', `// a\n// b\n${source}`);
      box.git('mv', 'src/ledger.ts', 'src/book.ts');
      box.git('commit', '-qam', 'refactor: rename');
    });
    const place = async (text: string, more: Partial<ReportRequest> = {}) => {
      const { errors, culprit, markdown } = await report(text, more);
      const [found] = errors[0]?.frames ?? [];
      return { found, culprit, markdown };
    };
    it('its lines are carried to today’s, and renames followed, by a version, an image tag or a commit in the log', async () => {
      for (const head of [
        'image: shop:v1.4.2',
        'shop version 1.4.2 started',
        `commit ${first.slice(0, 10)}`,
      ]) {
        const { found, culprit, markdown } = await place(`${head}\n${trace()}`);
        assert.deepEqual(
          [found?.path, found?.line, found?.mappedLine, found?.inApp],
          ['src/book.ts', 3, 5, true],
          head,
        );
        assert.equal(culprit?.line, 5);
        assert.ok(markdown.includes(`git switch --detach ${first.slice(0, 10)}`));
      }
    });
    it('or by the person’s choice, which is refused when it is no commit here', async () => {
      const { found } = await place(trace(), { revision: first });
      assert.deepEqual([found?.path, found?.mappedLine], ['src/book.ts', 5]);
      await assert.rejects(place(trace(), { revision: 'v9' }), UserError);
      await assert.rejects(place(trace(), { revision: '--output=/tmp/x' }), UserError);
    });
    it('nothing is carried when the log names what this repository does not know', async () => {
      const { found } = await place(`version 9.9.9\n${trace()}`);
      assert.equal(found?.path, null);
    });
  });
});

describe('what git tells of lines', () => {
  let box: Sandbox;
  const repository = async () => (await createGit().open(box.root))!;
  const write = (text: string) => fs.writeFileSync(path.join(box.root, 'a.js'), text);
  const commit = (message: string) => {
    box.git('add', '-A');
    box.git('commit', '-qm', message);
    return box.git('rev-parse', 'HEAD');
  };
  let shas: string[];
  before(() => {
    box = createSandbox();
    write('f {\n  a\n  guard\n  b\n}\n');
    shas = [commit('one\twith a tab')];
    write('f {\n  a\n  b\n}\n');
    shas.push(commit('two removes'));
    write('f {\n    a\n    b\n}\n');
    shas.push(commit('three only indents, and more'));
    fs.writeFileSync(path.join(box.root, '.git-blame-ignore-revs'), `# format\n${shas[2]}\n`);
    fs.renameSync(path.join(box.root, 'a.js'), path.join(box.root, 'b.js'));
    shas.push(commit('four renames'));
  });
  after(() => box.remove());
  it('is the commit of each line, through renames and past the revisions to ignore', async () => {
    const { history } = await repository();
    const lines = await history.blame('b.js', 2, 3);
    assert.deepEqual(
      lines.map(({ line, sha }) => [line, sha]),
      [
        [2, shas[0]],
        [3, shas[0]],
      ],
    );
    assert.equal(lines[0]?.subject, 'one\twith a tab');
  });
  it('is also who took a line away, and where', async () => {
    const { history } = await repository();
    const since = lines(2020);
    const touched = await history.touched('b.js', 1, 4, since);
    assert.deepEqual(
      touched.map(({ sha }) => sha),
      [shas[1], shas[0]],
    );
    assert.deepEqual(touched[0]?.changedAt, [2]);
    assert.deepEqual(await history.touched('b.js', 1, 4, lines(2099)), []);
  });
  it('is how the working tree differs, as a patch', async () => {
    fs.writeFileSync(path.join(box.root, 'b.js'), 'f {\n    a\n    c\n}\n');
    const { history } = await repository();
    assert.match(await history.patch('HEAD', 'b.js'), /^@@ .*\n f {\n {5}a\n-    b\n\+    c\n }\n$/);
    assert.equal(await history.patch('--output=x', 'b.js'), '');
    box.git('checkout', '-q', '.');
  });
  it('is whom to ask: who reviewed and who merged, and never the author for having written it', async () => {
    write('x\n');
    box.git('add', '-A');
    box.git('commit', '-qm', 'five\n\nReviewed-by: Bo <bo@example.com>\nReviewed-by: Ana <ana@example.com>');
    assert.deepEqual(await (await repository()).history.reviewers('a.js'), [
      { name: 'Bo', email: 'bo@example.com' },
    ]);
  });
});

const lines = (year: number) => DateTime.fromObject({ year }, { zone: 'UTC' });
