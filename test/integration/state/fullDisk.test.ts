import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { createStateStore } from '../../../src/adapters/state';

// The shell lets no file grow beyond a few blocks: like a full disk, that cuts a write short before it refuses one.
const writer = `
const { createStateStore } = require('./store.js');
const state = createStateStore(process.argv[2]).of('/repo/.git');
(async () => {
  for (let index = 0; ; index++) {
    await state.append([{ kind: 'choice', at: new Date().toISOString(), key: 'k' + index, value: 'x'.repeat(700) }]);
    require('node:fs').writeSync(1, index + '\\n');
  }
})().catch((error) => { require('node:fs').writeSync(2, String(error)); process.exitCode = 3; });
`;

// Windows' shells set no such limit, so there is nothing to see there.
if (process.platform !== 'win32')
  describe('a disk that is full', () => {
    let root: string;
    before(() => {
      root = mkdtempSync(path.join(tmpdir(), 'baton-full-'));
      writeFileSync(path.join(root, 'writer.cjs'), writer);
      const entry = path.resolve('src/adapters/state/index.ts');
      buildSync({
        entryPoints: [entry],
        bundle: true,
        platform: 'node',
        outfile: path.join(root, 'store.js'),
      });
    });
    after(() => rmSync(root, { recursive: true, force: true }));

    it('never makes an event look safe that was cut short, and takes the next one once there is room', async () => {
      const data = path.join(root, 'data');
      const shell = `trap '' XFSZ; ulimit -f 8; exec "$0" "$1" "$2"`;
      const ran = spawnSync('bash', ['-c', shell, process.execPath, path.join(root, 'writer.cjs'), data], {
        encoding: 'utf8',
      });
      assert.equal(ran.status, 3, ran.stderr);
      const safe = ran.stdout.split('\n').length - 1;
      assert.ok(safe > 0, 'some fitted');
      const state = createStateStore(data).of('/repo/.git');
      const keys = async () =>
        (await state.read()).events.flatMap((event) => (event.kind === 'choice' ? [event.key] : []));
      const wanted = Array.from({ length: safe }, (_, index) => `k${index}`);
      assert.deepEqual(await keys(), wanted);
      assert.equal((await state.read()).skipped, 1, 'the one that was cut short is seen for what it is');
      await state.append([{ kind: 'choice', at: new Date().toISOString(), key: 'later', value: null }]);
      assert.deepEqual(await keys(), [...wanted, 'later']);
    });
  });
