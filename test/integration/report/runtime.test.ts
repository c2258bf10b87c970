import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runtimeOf } from '../../../src/adapters/files/runtime';

describe('the version of a runtime', () => {
  let folder: string;
  const path = process.env['PATH'];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'baton-runtime-'));
  });
  after(async () => {
    process.env['PATH'] = path;
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    process.env['PATH'] = path;
  });
  const fake = async (name: string, script: string): Promise<void> => {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
    process.env['PATH'] = `${folder}${delimiter}${path ?? ''}`;
  };

  it('is what the program on the path says of itself, with how it was asked', async () => {
    assert.match((await runtimeOf('javascript', folder)) ?? '', /^Node \d+\.\d+\.\d+ \(node --version\)$/);
    await fake('ruby', 'echo "ruby 3.4.1 (2024-12-25 revision 48d4efcb85) +PRISM"');
    assert.equal(await runtimeOf('ruby', folder), 'Ruby 3.4.1 (ruby --version)');
    await fake('java', 'echo \'openjdk version "21.0.2" 2024-01-16\' >&2');
    assert.equal(await runtimeOf('kotlin', folder), 'Java 21.0.2 (java -version)');
  });
  it('is unknown where there is no such program, it fails, or it says nothing', async () => {
    assert.equal(await runtimeOf('cobol', folder), null);
    await fake('ghc', 'exit 3');
    assert.equal(await runtimeOf('haskell', folder), null);
    await fake('lua', 'echo hello');
    assert.equal(await runtimeOf('lua', folder), null);
    assert.equal(await runtimeOf('javascript', join(folder, 'gone')), null);
  });
});
