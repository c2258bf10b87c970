import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'baton-cli-'));
const program = join(folder, 'cli.cjs');

function baton(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: folder }, (error, out, err) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('baton', () => {
  before(() => {
    const entry = join(process.cwd(), 'src', 'cli.ts');
    buildSync({ entryPoints: [entry], outfile: program, bundle: true, platform: 'node', logLevel: 'error' });
  });
  after(() => rmSync(folder, { recursive: true }));

  it('lists its verbs, and refuses what it does not know with status 2 and one line', async () => {
    const [help, unknown, wrong] = await Promise.all([
      baton('--help'),
      baton('__proto__'),
      baton('draft', '--json'),
    ]);
    assert.equal(help.status, 0);
    for (const verb of ['draft', 'report', 'team', 'post'])
      assert.match(help.out, new RegExp(`^  ${verb} `, 'm'));
    assert.equal(help.err, '');
    assert.deepEqual(unknown, {
      status: 2,
      out: '',
      err: 'baton has no verb "__proto__": see "baton --help".\n',
    });
    assert.equal(wrong.status, 2);
    assert.equal(wrong.out, '');
    assert.match(wrong.err, /^\S+ is in no git repository: .*\n$/);
  });

  it('asks git in many folders at once without a word of leaks', async () => {
    const folders = Array.from({ length: 12 }, (_, index) => join(folder, `repository-${index}`));
    const [first = ''] = folders;
    const me = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com'];
    execFileSync('git', ['init', '-q', first]);
    execFileSync('git', ['-C', first, ...me, 'commit', '-q', '--allow-empty', '-m', 'first']);
    for (const each of folders.slice(1)) cpSync(first, each, { recursive: true });
    const drafted = await baton(
      'draft',
      '--as',
      'ana@example.com',
      '--state',
      join(folder, 'state'),
      ...folders,
    );
    assert.equal(drafted.status, 0, drafted.err);
    assert.doesNotMatch(drafted.err, /MaxListeners/);
  });
});
