import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStateStore } from '../../../src/adapters/state';
import { withPrivateTeam } from '../../../src/host/privateTeam';
import type { Settings } from '../../../src/host/settings';

describe('what is privately known of the team', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'baton-private-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const file = () => join(root, 'person', 'team.json');
  const entries = [{ name: 'Ada', leave: '2026-12-24' }];
  const inEditor = (privateTeam: readonly unknown[]) =>
    withPrivateTeam(createStateStore(root), { current: () => ({ privateTeam }) as unknown as Settings });

  it('is what the editor’s settings say, and a terminal finds it from then on', async () => {
    assert.deepEqual(await createStateStore(root).privateTeam.read(), []);
    assert.deepEqual(await inEditor(entries).privateTeam.read(), entries);
    assert.deepEqual(await createStateStore(root).privateTeam.read(), entries);
    if (process.platform !== 'win32') assert.equal(statSync(file()).mode & 0o077, 0);
  });

  it('is gone from the disk once the settings say nothing more', async () => {
    await inEditor(entries).privateTeam.read();
    assert.deepEqual(await inEditor([]).privateTeam.read(), []);
    assert.equal(existsSync(file()), false);
  });

  it('is nothing where the file is broken, and the editor goes on where it cannot be written', async () => {
    await inEditor(entries).privateTeam.read();
    for (const text of ['{', '{}', 'null']) {
      writeFileSync(file(), text);
      assert.deepEqual(await createStateStore(root).privateTeam.read(), []);
    }
    rmSync(root, { recursive: true });
    writeFileSync(root, '');
    assert.deepEqual(await inEditor(entries).privateTeam.read(), entries);
  });
});
