import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { reportBug } from '../../../src/usecases/report/reportBug';

const written: Readonly<Record<string, string>> = {
  'services/pay/package.json': '{"name":"pay","devDependencies":{"jest":"29"}}',
  'services/pay/package-lock.json': '{}',
  'services/pay/test/refund.test.js':
    "test('pays', () => {\n  refund(1);\n});\n\ntest('gives up (after 5)', () => {\n  refund(6);\n});\n",
  'services/pay/web/package.json': '{"name":"web"}',
  'services/pay/web/test/page.test.js': "it('opens', () => {\n  open();\n});\n",
  'rs/Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
  'rs/crates/ledger/Cargo.toml': '[package]\nname = "acme-ledger"\n',
  'rs/crates/ledger/src/lib.rs': 'pub fn read() {}\n\nmod tests {}\n',
  'rs/crates/web/Cargo.toml': '[package]\nname = "acme-web"\n',
  'rs/crates/web/src/lib.rs': 'pub fn web() {}\n\n\n',
  'rs/crates/web/src/main.rs': 'fn main() {\n    run();\n}\n',
};

describe('how what failed is run again, told by the workspace', () => {
  let root: string;
  before(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'baton-rerun-')));
    for (const [path, text] of Object.entries(written)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], { cwd: root });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'feat: pay');
  });
  after(() => rm(root, { recursive: true, force: true }));
  const stepsOf = async (text: string, folder: string): Promise<readonly string[]> => {
    const machine = { os: 'linux x64', zone: 'UTC', zoneData: '2025c' };
    const ports = { git: createGit(), files: createFiles(), machine };
    const { markdown } = await reportBug({ text, workspaces: [join(root, folder)] }, ports);
    const block = /^\*\*Reproduce\*\* \(inferred, not verified\)\n\n```sh\n([^]*?)\n```/m.exec(markdown)?.[1];
    return (block ?? '').split('\n').filter((line) => !line.startsWith('git switch --detach '));
  };

  it('names the test of a jest report that lost its header, by the code around its line', async () => {
    const text =
      'Error: no\n    at refund (lib/refund.js:4:9)\n    at Object.<anonymous> (test/refund.test.js:6:3)\n';
    assert.deepEqual(await stepsOf(text, 'services/pay'), [
      '(cd services/pay && npm ci)',
      'cd services/pay',
      "npx jest test/refund.test.js -t 'gives up \\(after 5\\)'",
    ]);
  });
  it('takes the name from the header where it is still there', async () => {
    const text =
      '  ● refund › pays 6\n\n    Error: no\n\n      at Object.<anonymous> (test/refund.test.js:6:3)\n';
    assert.equal((await stepsOf(text, 'services/pay')).at(-1), "npx jest test/refund.test.js -t 'pays 6'");
  });
  it('asks the manifest of the folder above, where the nearest names no runner', async () => {
    const text = 'Error: no\n    at Object.<anonymous> (web/test/page.test.js:2:3)\n';
    assert.deepEqual((await stepsOf(text, 'services/pay')).slice(-2), [
      'cd services/pay',
      'npx jest web/test/page.test.js -t opens',
    ]);
  });
  it('starts where the whole repository is open as well', async () => {
    const text = 'Error: no\n    at Object.<anonymous> (services/pay/test/refund.test.js:2:3)\n';
    assert.deepEqual((await stepsOf(text, '')).slice(-2), [
      'cd services/pay',
      'npx jest test/refund.test.js -t pays',
    ]);
  });
  it('names the test and the package of a panic, by the place that Rust prints before the backtrace', async () => {
    // Cargo runs tests in the folder of their crate: `src/lib.rs` alone would be two files.
    const text =
      "thread 'tests::refunds' (4242) panicked at crates/ledger/src/lib.rs:1:16:\nno row\nstack backtrace:\n" +
      '   0: rust_begin_unwind\n             at /rustc/abc/library/std/src/panicking.rs:689:5\n' +
      '   1: acme_ledger::read\n             at ./src/lib.rs:1:16\n';
    assert.deepEqual(await stepsOf(text, 'rs'), [
      'cd rs',
      'cargo test -p acme-ledger tests::refunds -- --exact',
    ]);
    assert.deepEqual(await stepsOf(text, ''), [
      'cd rs',
      'cargo test -p acme-ledger tests::refunds -- --exact',
    ]);
  });
  it('is the program of a panic on the main thread', async () => {
    const text =
      "thread 'main' panicked at crates/web/src/main.rs:2:5:\nno row\nnote: run with `RUST_BACKTRACE=1`\n";
    assert.deepEqual(await stepsOf(text, 'rs'), ['cd rs', 'cargo run -p acme-web']);
  });
  it('takes the panic of the trace where the text tells of several', async () => {
    const text =
      "thread 'tests::other' panicked at /elsewhere/x.rs:9:1:\nno\nnote: run\n\n" +
      "thread 'tests::refunds' panicked at crates/ledger/src/lib.rs:1:16:\nno row\nnote: run\n";
    assert.equal((await stepsOf(text, 'rs')).at(-1), 'cargo test -p acme-ledger tests::refunds -- --exact');
  });
});
