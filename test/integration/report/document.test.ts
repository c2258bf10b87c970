import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createStateStore } from '../../../src/adapters/state';
import type { Machine } from '../../../src/core/ports/files';
import { occurrences, withValue } from '../../../src/core/report/allow';
import { stepsOf } from '../../../src/core/report/verification';
import { reportBug } from '../../../src/usecases/report/reportBug';
import type { ReportRequest } from '../../../src/usecases/report/request';
import { createSandbox, type Sandbox } from '../git/sandbox';

const machine: Machine = { os: 'linux x64', zone: 'UTC', zoneData: '' };

describe('the document of a report', () => {
  let box: Sandbox;
  let state: string;
  const write = (name: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(box.root, name)), { recursive: true });
    fs.writeFileSync(path.join(box.root, name), text);
  };
  const ledger =
    'class Ledger {\n  read(id) {\n    const row = this.rows.get(id);\n    return row.amount;\n  }\n}\n';
  const trace = (root = box.root) =>
    `$ cd web && node pay.js r-17\nError: refund failed\n    at refund (${root}/web/pay.js:2:9)\n    at Layer.handle (/srv/app/node_modules/express/lib/router/layer.js:95:5)\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {\n  [cause]: TypeError: Cannot read properties of undefined (reading 'amount')\n      at Ledger.read (${root}/lib/ledger.js:4:16)\n      at refund (${root}/web/pay.js:2:30)\n}\n\nNode.js v20.20.2\n`;
  const report = (more: Partial<ReportRequest> = {}, on = machine) =>
    reportBug(
      { text: trace(), workspaces: [box.root], ...more },
      { git: createGit(), files: createFiles(), machine: on, state: createStateStore(state) },
    );

  before(() => {
    box = createSandbox();
    state = fs.mkdtempSync(path.join(os.tmpdir(), 'baton-state-'));
    write('lib/ledger.js', ledger);
    write('web/pay.js', 'a\n  return refund(ledger.read(id));\n');
    write('package.json', '{"name":"shop","version":"2.3.0"}');
    write('package-lock.json', '{"packages":{"node_modules/express": {\n  "version": "4.19.2"}}}');
    box.git('add', '.');
    box.git('commit', '-qm', 'feat: ledger');
    box.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
    box.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  });
  after(() => {
    box.remove();
    fs.rmSync(state, { recursive: true, force: true });
  });
  afterEach(() => void box.git('checkout', '-q', '.'));

  it('fits one screen: what is long is folded', async () => {
    const { markdown } = await report();
    const shown = markdown
      .replace(/<details>[^]*?<\/details>/g, '▸ folded')
      .replace(/<!--[^]*?-->/g, '')
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('```'));
    const rows = shown.reduce(
      (sum, line) => sum + Math.ceil(line.replace(/\]\([^)]*\)/g, ']').length / 110),
      0,
    );
    assert.ok(rows <= 45, `${rows} rows`);
  });
  it('tells the environment: runtime, system, own version, and those of the packages on the trace', async () => {
    const { markdown } = await report();
    assert.match(
      markdown,
      /\*\*Environment:\*\* Node 20\.20\.2, linux x64, `shop` `2\.3\.0`, `express` `4\.19\.2`, branch `main` at `\w{10}`, clean/,
    );
  });
  it('tells what was set for the run and which runtime is wanted, of this machine only where it ran here', async () => {
    write('.nvmrc', '20.11\n');
    const here = {
      ...machine,
      variable: (name: string) => ({ NODE_OPTIONS: '--require ./x.js', API_KEY: 'abc' })[name] ?? null,
      runtimeOf: () => Promise.resolve('Node 18.0.0 (node --version)'),
    };
    const { markdown } = await report({}, here);
    assert.match(
      markdown,
      /\*\*Environment:\*\* Node 20\.20\.2, [^\n]*`NODE_OPTIONS` `--require`, `\.nvmrc` `20\.11`/,
    );
    const silent = await report({ text: trace(box.root).replace(/Node\.js v.*/, '') }, here);
    assert.match(silent.markdown, /\*\*Environment:\*\* Node 18\.0\.0 \(node --version\), /);
    const elsewhere = await report({ text: trace('/ci/build').replace(/Node\.js v.*/, '') }, here);
    assert.doesNotMatch(elsewhere.markdown, /NODE_OPTIONS|18\.0\.0|linux x64/);
    fs.rmSync(path.join(box.root, '.nvmrc'));
  });
  it('gives steps that can be pasted: the state, the set-up and the command that was typed', async () => {
    const { markdown } = await report();
    assert.deepEqual(stepsOf(markdown), {
      setUp: 'npm ci',
      directory: '',
      command: 'cd web && node pay.js r-17',
    });
    assert.match(
      markdown,
      /\*\*Reproduce\*\* \(not verified\)\n\n```sh\ngit switch --detach \w{10}\nnpm ci\n/,
    );
  });
  it('takes the folder, the status and the name of what ran from where the trace came from', async () => {
    const origin = {
      kind: 'task' as const,
      name: 'pay',
      command: 'node pay.js r-17',
      directory: `${box.root}/web`,
      exitCode: 1,
    };
    const { markdown } = await report({ origin });
    assert.deepEqual(stepsOf(markdown), { setUp: 'npm ci', directory: 'web', command: 'node pay.js r-17' });
    assert.match(markdown, /The task `pay` fails\. It ends with status 1\./);
  });
  it('embeds the diff where the lines are not pushed as they stand', async () => {
    write('lib/ledger.js', ledger.replace('row.amount', 'row.amount + fee'));
    const { markdown } = await report();
    assert.doesNotMatch(markdown, /ledger\.js#L/);
    assert.match(
      markdown,
      /<details><summary>These lines are not pushed[^]*```diff\n@@[^]*-    return row\.amount;\n\+    return row\.amount \+ fee;/,
    );
    assert.match(markdown, /With the changes of the folded diff below/);
  });
  it('links nothing that is pushed otherwise, and a new file not at all', async () => {
    write('lib/new.js', 'x\ny.z();\n');
    const { markdown, culprit } = await report({
      text: `TypeError: x\n    at f (${box.root}/lib/new.js:2:3)\n    at g (node:fs:1:1)\n`,
    });
    fs.rmSync(path.join(box.root, 'lib/new.js'));
    assert.equal(culprit?.path, 'lib/new.js');
    assert.doesNotMatch(markdown, /new\.js#L/);
    assert.match(markdown, /not pushed/);
  });
  it('says since when it fails, by what was recorded', async () => {
    const repository = await createGit().open(box.root);
    const own = createStateStore(state).of(repository?.commonDirectory ?? '');
    const ended = (exitCode: number, at: string) =>
      ({ kind: 'task-ended', at, name: 'test', exitCode, folder: box.root }) as const;
    await own.append([ended(0, '2026-11-18T10:00:00.000Z'), ended(1, '2026-11-20T10:00:00.000Z')]);
    const { markdown } = await report();
    assert.match(markdown, /it came after task `test` last succeeded \(18 Nov 2026 10:00 UTC\)/);
  });
  it('holds variables only when they are given, redacted by name and by look', async () => {
    const values = [
      { name: 'apiToken', value: '"abc"', type: 'string' },
      { name: 'user', value: '"jo@example.com"', type: 'string' },
      { name: 'id', value: '"r-17"', type: 'string' },
    ];
    const { markdown } = await report({ variables: [{ frame: 'Ledger.read', values }] });
    assert.match(markdown, /Variables when it failed[^]*`id` \(`string`\) = `"r-17"`/);
    assert.doesNotMatch(markdown, /abc|jo@example/);
    assert.doesNotMatch((await report()).markdown, /Variables/);
  });
  it('accuses nobody: no name and no address of an author is in it', async () => {
    const { markdown } = await report();
    assert.match(markdown, /\*\*Suspects\*\*/);
    assert.doesNotMatch(markdown, /Ana|ana@example\.com/);
  });
  it('lets a hidden value be put back, in prose and in code, without becoming markup', () => {
    const text = 'a \\[email-1\\] b\n\n```\n[email-1]\n```\n';
    assert.equal(occurrences(text, '[email-1]'), 2);
    const shown = withValue(text, '[email-1]', 'a_*$&@b.c', (value) => value.replace(/\*/g, '\\*'));
    assert.equal(shown, 'a a_\\*$&@b.c b\n\n```\na_*$&@b.c\n```\n');
  });
});
