import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createStateStore } from '../../../src/adapters/state';
import { withoutQuotedCode } from '../../../src/core/post/code';
import { UserError } from '../../../src/core/errors';
import type { Git } from '../../../src/core/ports/git';
import { readBack } from '../../../src/core/report/readBack';
import { report as verb } from '../../../src/terminal/report';
import type { Io } from '../../../src/terminal/verb';
import { reportBug } from '../../../src/usecases/report/reportBug';

const machine = { os: 'linux x64', runtime: 'Node 20.20.2', zone: 'UTC', zoneData: '2025c' };
const ports = { git: createGit(), files: createFiles(), machine };
const noGit: Git = { open: () => Promise.resolve(null) };

const ledger =
  'export class Ledger {\n  async read(id) {\n    const row = this.rows.get(id);\n    return row.amount;\n  }\n}\n';
const trace = (folder: string) =>
  `TypeError: Cannot read properties of undefined (reading 'amount')
    at Ledger.read (${folder}/lib/ledger.js:4:16)
    at refund (${folder}/pay.js:3:9)
    at node:internal/process/task_queues:95:5
`;

describe('a bug report', () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'A',
        GIT_AUTHOR_EMAIL: 'a@b.c',
        GIT_COMMITTER_NAME: 'A',
        GIT_COMMITTER_EMAIL: 'a@b.c',
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
    }).trim();
  const write = (name: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };
  const make = (text: string, more: Partial<typeof ports> = {}, workspaces = [folder]) =>
    reportBug({ text, workspaces }, { ...ports, ...more });

  before(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'baton-report-')));
    git('init', '-q', '-b', 'main');
    write('lib/ledger.js', ledger);
    write('pay.js', 'a\nb\n  return await ledger.read(id);\n');
    write('package.json', '{"name":"shop","version":"2.3.0"}');
    git('add', '.');
    git('commit', '-qm', 'feat: load rows lazily @everyone #12 <img src=x>');
    git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('writes the name of an error as the language does, also where it begins a sentence', async () => {
    const text = `Traceback (most recent call last):\n  File "${folder}/pay.js", line 3, in refund\nshop.errors.Missing: no row\n`;
    assert.match((await make(text)).markdown, /\. shop\.errors\.Missing, the error, was raised here\.$/m);
  });
  it('points at the line by a link to the pushed commit', async () => {
    const { markdown, culprit, title } = await make(trace('/home/jo/checkout'));
    assert.deepEqual([culprit?.path, culprit?.line, culprit?.function], ['lib/ledger.js', 4, 'Ledger.read']);
    assert.equal(title, "TypeError: Cannot read properties of undefined (reading 'amount') in Ledger.read");
    assert.ok(
      markdown.includes(`https://github.com/acme/shop/blob/${git('rev-parse', 'HEAD')}/lib/ledger.js#L4`),
    );
    assert.ok(markdown.includes('→  4 |     return row.amount;'));
    assert.ok(markdown.includes('called from [`pay.js:3`]'));
    assert.ok(markdown.includes('`shop` `2.3.0`'));
    assert.ok(markdown.includes('branch `main`'));
  });
  it('names commits as suspects, and nothing in their subjects becomes markup or a mention', async () => {
    const { markdown } = await make(trace(folder));
    assert.ok(markdown.includes('load rows lazily'));
    assert.ok(!/@everyone|[^\\]<img|#12\b/.test(markdown));
  });
  it('does not speak of what was before the first commit', async () => {
    const { markdown, suspect } = await make(trace(folder));
    assert.equal(suspect, git('rev-parse', 'HEAD'));
    assert.ok(!/~1|before [0-9a-f]{10}/.test(markdown), markdown);
    assert.ok(markdown.includes('such as the same input with a guard before the line that fails'));
  });
  it('marks the places that a person must fill', async () => {
    const { markdown } = await make(trace(folder));
    assert.ok((markdown.match(/_Write here: /g) ?? []).length >= 6);
  });
  it('has no link, and says so, when the line is not pushed as it stands', async () => {
    write('lib/ledger.js', ledger.replace('return row.amount', 'return row.amount + 0'));
    const { markdown } = await make(trace(folder));
    write('lib/ledger.js', ledger);
    assert.ok(!markdown.includes('ledger.js#L'));
    assert.ok(markdown.includes('not pushed as they stand here'));
    assert.ok(markdown.includes('`lib/ledger.js:4`, not pushed yet: `return row.amount + 0;`'), markdown);
    // None of it is left where code that nobody has seen is kept out of public places.
    assert.ok(!withoutQuotedCode(markdown).text.includes('row.amount + 0'));
  });
  it('links the line where the pushed commit has it when lines were added above', async () => {
    write('lib/ledger.js', `// new\n${ledger}`);
    const { markdown, culprit } = await make(trace(folder).replace('ledger.js:4', 'ledger.js:5'));
    write('lib/ledger.js', ledger);
    assert.equal(culprit?.line, 5);
    assert.ok(/`lib\/ledger\.js:5`\]\([^)]+ledger\.js#L4\)/.test(markdown));
  });
  it('works without git, on the text and the files alone', async () => {
    const { culprit, markdown } = await make(trace('/x'), { git: noGit });
    assert.equal(culprit?.path, 'lib/ledger.js');
    assert.ok(!markdown.includes('github.com') && markdown.includes('return row.amount;'));
  });
  it('gives paths relative to the workspace when that is a folder of the repository', async () => {
    const { culprit, markdown } = await make(trace(folder), {}, [path.join(folder, 'lib')]);
    assert.equal(culprit?.path, 'ledger.js');
    assert.ok(markdown.includes('/lib/ledger.js#L4'));
  });
  it('does not read through a symbolic link that leaves the workspace', async () => {
    const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'baton-outside-'));
    fs.writeFileSync(path.join(outside, 'secret.js'), 'top\nsecret\nlines\n');
    fs.symlinkSync(path.join(outside, 'secret.js'), path.join(folder, 'lib', 'linked.js'));
    const { culprit, markdown, errors } = await make(
      'Error: x\n    at f (/app/lib/linked.js:2:1)\n    at g (/app/pay.js:3:1)\n',
    );
    fs.rmSync(outside, { recursive: true });
    fs.rmSync(path.join(folder, 'lib', 'linked.js'));
    assert.equal(culprit?.path, 'pay.js');
    assert.deepEqual([errors[0]?.frames[0]?.path, errors[0]?.frames[0]?.inApp], [null, false]);
    assert.ok(!markdown.includes('secret'));
  });
  it('never leaves the workspace for a path in the trace', async () => {
    const text = 'Error: x\n    at f (../../../../etc/passwd:1:1)\n    at g (file:///etc/passwd:1:1)\n';
    const { errors, markdown } = await make(text);
    assert.ok(errors[0]?.frames.every((frame) => frame.path === null));
    assert.ok(!markdown.includes('root:'));
  });
  it('takes secrets out of everything, and addresses out of what others read', async () => {
    const text = trace(folder).replace(
      'TypeError: Cannot',
      'TypeError: token=abcd1234efgh jo@example.com Cannot',
    );
    const { hidden, ...found } = await make(text);
    assert.deepEqual(hidden.map(({ value }) => value).sort(), ['abcd1234efgh', 'jo@example.com']);
    assert.ok(!JSON.stringify(found).includes('abcd1234efgh'));
    assert.ok(!found.title.includes('jo@') && !found.markdown.includes('jo@'));
    assert.deepEqual(found.redactions.map(({ kind }) => kind).sort(), ['email', 'token']);
    assert.ok(found.markdown.includes('**Redacted:** 1 token, 1 e-mail address'));
  });
  it('lets nothing in a message break out of its place', async () => {
    const message =
      'x\n```\n</details><script>alert(1)</script> @octocat #7 [a](http://evil) --> `` ` \u202e';
    const { markdown } = await make(trace(folder).replace(/TypeError: .*/, `TypeError: ${message}`));
    const outside = markdown.replace(/^(`{3,})[^]*?^\1$/gm, '').replace(/(`+)[^`\n]+\1/g, '');
    assert.ok(!/(?<!\\)<script|@octocat|#7\b|\]\(http:\/\/evil/.test(outside), outside);
    assert.ok(!markdown.includes('\u202e'));
    assert.equal((markdown.match(/<details>/g) ?? []).length, 1);
  });
  it('prefers the trace that is about own code', async () => {
    const text = `Error: other\n    at a (/elsewhere/x.js:1:2)\n    at b (/elsewhere/y.js:1:2)\n\n${trace(folder)}`;
    assert.equal((await make(text)).errors[0]?.type, 'TypeError');
  });
  it('refuses a text without a trace', async () => {
    await assert.rejects(
      make('hello'),
      (error) => error instanceof UserError && error.message === 'no stack trace found',
    );
  });

  describe('in the terminal', () => {
    const run = async (args: readonly string[], stdin = '') => {
      let out = '';
      const io: Io = {
        stdout: (text) => Promise.resolve(void (out += text)),
        stderr: () => {},
        stdin: () => Promise.resolve(stdin),
        cwd: folder,
        env: {},
        ports: {
          ...ports,
          state: () => Promise.resolve(createStateStore(path.join(folder, '.git', 'baton-state'))),
          gitHub: () => {
            throw new Error('unused');
          },
          sharing: () => {
            throw new Error('unused');
          },
        },
        signal: new AbortController().signal,
        now: () => 0,
      };
      return { status: await verb.run(args, io), out };
    };
    it('prints the JSON of the command line’s promise, and nothing else', async () => {
      const { status, out } = await run(['-', '--json'], trace(folder));
      assert.equal(status, 0);
      const json = JSON.parse(out) as Record<string, unknown> & { errors: Record<string, unknown>[] };
      assert.deepEqual(Object.keys(json), [
        'language',
        'errors',
        'culprit',
        'fingerprint',
        'redactions',
        'title',
        'markdown',
      ]);
      assert.deepEqual(Object.keys(json.errors[0] ?? {}), ['relation', 'type', 'message', 'frames']);
      assert.deepEqual((json.errors[0]?.['frames'] as unknown[])[0], {
        function: 'Ledger.read',
        file: `${folder}/lib/ledger.js`,
        line: 4,
        column: 16,
        path: 'lib/ledger.js',
        mappedLine: 4,
        mappedColumn: 16,
        inApp: true,
      });
    });
    it('says how many frames of a trace without end were left out', async () => {
      const endless = `RangeError: deep\n${`    at ${'read'.repeat(80)} (${folder}/lib/ledger.js:4:16)\n`.repeat(13_000)}`;
      const { out } = await run(['-', '--json'], endless);
      const { errors, omitted, markdown } = JSON.parse(out) as {
        readonly errors: readonly { readonly frames: readonly unknown[] }[];
        readonly omitted: number;
        readonly markdown: string;
      };
      const kept = errors[0]?.frames.length ?? 0;
      assert.equal(kept + omitted, 13_000);
      assert.ok(
        markdown.includes(`**Trace**\n… and ${omitted} more frames, left out\n- RangeError: deep at `),
      );
      assert.ok(markdown.includes(`<summary>All ${kept} kept frames, innermost call first</summary>`));
      assert.equal(readBack(markdown)?.errors[0]?.type, 'RangeError');
    });
    it('reads a file and prints Markdown', async () => {
      write('trace.txt', trace(folder));
      const { out } = await run(['trace.txt', '--workspace', '.']);
      fs.rmSync(path.join(folder, 'trace.txt'));
      assert.ok(out.startsWith('# TypeError: '));
    });
    it('refuses unknown flags, two files, and a file that is not there', async () => {
      for (const args of [['--nope'], ['a', 'b'], ['missing.txt']])
        await assert.rejects(run(args), UserError);
    });
  });
});
