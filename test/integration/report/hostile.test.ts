import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import type { Files } from '../../../src/core/ports/files';
import { draftIssue } from '../../../src/core/report/issue/draft';
import { reportIdIn } from '../../../src/core/report/issue/marker';
import { fingerprintIn } from '../../../src/core/report/verification';
import { longestBody } from '../../../src/core/post/text';
import { reportBug } from '../../../src/usecases/report/reportBug';
import { createSandbox, type Sandbox } from '../git/sandbox';

const machine = { os: 'linux x64', runtime: 'Node 20', zone: 'UTC', zoneData: '' };

/** What a reader's browser would make of a Markdown text: code aside, its words, its HTML, its links and headings. */
function rendered(markdown: string) {
  const found = { text: '', html: [] as string[], links: [] as string[], headings: 0 };
  const walk = (tokens: readonly Token[]): void => {
    for (const { type, content, children, attrs } of tokens) {
      if (type === 'heading_open') found.headings += 1;
      if (type === 'text') found.text += `${content}\n`;
      if (type === 'html_inline' || type === 'html_block') {
        found.html.push(...(content.match(/<!--[^]*?-->|<[^>]*>/g) ?? []));
        found.text += `${content.replace(/<!--[^]*?-->|<[^>]*>/g, '')}\n`;
      }
      for (const [name, value] of attrs ?? [])
        if (name === 'href' || name === 'src') found.links.push(String(value));
      if (children) walk(children);
    }
  };
  walk(new MarkdownIt({ html: true }).parse(markdown, {}));
  return found;
}

describe('a hostile trace', function () {
  this.timeout(60_000);
  let box: Sandbox;
  const touched: string[] = [];
  const real = createFiles();
  const files: Files = {
    ...real,
    read: (file, most) => {
      touched.push(file);
      return real.read(file, most);
    },
  };
  const report = (text: string) =>
    reportBug({ text, workspaces: [box.root] }, { git: createGit(), files, machine });
  const outside = (): string[] => touched.filter((file) => !file.startsWith(`${box.root}${path.sep}`));

  before(() => {
    box = createSandbox();
    fs.mkdirSync(path.join(box.root, 'etc'));
    fs.writeFileSync(path.join(box.root, 'etc/hosts.js'), 'own\n');
    fs.writeFileSync(path.join(box.root, 'a.js'), 'x\n'.repeat(20));
    fs.symlinkSync('/etc', path.join(box.root, 'linked'));
    fs.symlinkSync('/etc/passwd', path.join(box.root, 'passwd.js'));
    box.git('add', '.');
    box.git('commit', '-qm', 'one');
  });
  after(() => box.remove());
  beforeEach(() => (touched.length = 0));

  const places = [
    '/etc/passwd',
    '../../../../etc/passwd',
    'file:///etc/passwd',
    'file://evil.example/share/a.js',
    '\\\\evil.example\\share\\a.js',
    '//evil.example/share/a.js',
    'vscode://file/etc/passwd',
    'vscode-remote://ssh-remote+evil/etc/passwd',
    'command:workbench.action.terminal.sendSequence',
    'linked/passwd',
    'passwd.js',
    '/srv/x/passwd.js',
    'a.js\u0000/../../etc/passwd',
    '/proc/self/environ',
    'C:\\Windows\\System32\\drivers\\etc\\hosts',
    'https://evil.example/../../../etc/passwd',
    '%2e%2e/%2e%2e/etc/passwd',
  ];
  for (const place of places) {
    it(`reads nothing outside of the workspace for ${JSON.stringify(place)}`, async () => {
      const { errors, markdown } = await report(
        `Error: x\n    at f (${place}:1:1)\n    at g (${box.root}/a.js:2:1)\n    at h (node:fs:1:1)\n`,
      );
      for (const { path: mapped } of errors.flatMap(({ frames }) => frames))
        assert.ok(mapped === null || ['a.js', 'etc/hosts.js'].includes(mapped), String(mapped));
      assert.deepEqual(outside(), []);
      assert.ok(!markdown.includes('root:x:0'));
    });
  }

  it('stays text: no markup, no mention, no reference, no escape of a terminal, whatever it says', async () => {
    const nasty = fc.constantFrom(
      '@everyone',
      '@octocat',
      '@acme/all',
      '#1',
      'GH-2',
      '<img src=x onerror=alert(1)>',
      '</details>',
      '<!-- baton:report r-9 -->',
      '-->',
      '```',
      '~~~',
      '[a](https://evil.example)',
      '![a](https://evil.example/x.png)',
      '[x](command:evil)',
      '\u001b[31m',
      '\u001b]8;;https://evil.example\u0007',
      '\u202e',
      '\u0000',
      '| a | b |',
      '$(rm -rf ~)',
      '`',
      '**',
      '\n# heading\n',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(nasty, { minLength: 1, maxLength: 6 }),
        fc.array(nasty, { maxLength: 3 }),
        async (message, name) => {
          const called = name.join('').replace(/[()\n\r]/g, '') || 'f';
          const { markdown } = await report(
            `TypeError: x ${message.join(' ')}\n    at ${called} (${box.root}/a.js:2:1)\n    at g (${box.root}/a.js:3:1)\n    at h (node:fs:1:1)\n`,
          );
          const { text, html, links } = rendered(markdown);
          assert.doesNotMatch(text, /(?<![\w.])@(?!\u2060)[A-Za-z0-9]/);
          assert.doesNotMatch(text, /(?<![\w&])#\d|\bGH-\d/);
          for (const each of html)
            assert.match(
              each,
              /^(?:<\/?details>|<\/?summary>|<\/?code>|<!-- baton:fingerprint v3:[0-9a-f]{16} -->)$/,
            );
          for (const link of links) assert.doesNotMatch(link, /evil|command:/);
          assert.doesNotMatch(markdown, /[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/);
          assert.equal(reportIdIn(markdown), null);
          // Shown as it is: no signs of Markdown in it, and still nobody is mentioned.
          const { title } = draftIssue(markdown, null).issue;
          assert.doesNotMatch(title, /(?<![\w.])@(?!\u2060)[A-Za-z0-9]|[\u0000-\u001f\u202a-\u202e]/);
          assert.match(fingerprintIn(markdown) ?? '', /^v3:/);
          assert.equal(rendered(markdown).headings, 1);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('of tens of thousands of frames and errors still fits an issue', async () => {
    const frames = Array.from(
      { length: 30_000 },
      (_, at) => `    at f${at} (/srv/x/${'d/'.repeat(30)}file${at}.js:${at + 1}:1)`,
    );
    const errors = Array.from(
      { length: 200 },
      (_, at) => `Caused by: java.lang.Error${at}: ${'m'.repeat(3_000)}\n\tat a.B.c${at}(B.java:${at + 1})`,
    );
    const first = await report(`Error: ${'x'.repeat(100_000)}\n${frames.join('\n')}\n`);
    const second = await report(
      `Exception in thread "main" java.lang.Error: x\n\tat a.B.c(B.java:1)\n${errors.join('\n')}\n`,
    );
    for (const { markdown, title } of [first, second]) {
      assert.ok(markdown.length <= longestBody, String(markdown.length));
      assert.ok(title.length < 256 && !title.includes('\n'));
    }
  });
});
