import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGit } from '../../../src/adapters/git';
import { createSandbox, quiet } from './sandbox';

describe('which files commits touched', () => {
  it('is told of each by its sha, whatever the files are called, and of nothing else', async () => {
    const box = createSandbox();
    try {
      mkdirSync(join(box.root, 'src'));
      const commit = (...names: readonly string[]): string => {
        for (const name of names) writeFileSync(join(box.root, name), `${name}\n`);
        box.git('add', '-A');
        box.git('commit', '-q', '--allow-empty', '-m', 'x');
        return box.git('rev-parse', 'HEAD');
      };
      const [one, two, none] = [commit('src/a b.ts', 'c`.ts'), commit('src/naïve.ts'), commit()];
      const repository = await createGit({ env: quiet }).open(box.root);
      const found = await repository?.day.pathsOf([one, none, two, '--all', 'HEAD']);
      assert.deepEqual([...(found?.keys() ?? [])], [one, none, two]);
      assert.deepEqual(found?.get(one), ['c`.ts', 'src/a b.ts']);
      assert.equal(found?.get(two)?.length, 1);
      assert.deepEqual(found?.get(none), []);
      assert.equal((await repository?.day.pathsOf([]))?.size, 0);
    } finally {
      box.remove();
    }
  });
});
