import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { hasFlags } from '../../../src/adapters/git/share/indexFlags';
import { cloneAt, createPair, type Pair } from './sandbox';

describe('The flags of an index', () => {
  let pair: Pair;
  before(() => {
    const files = Array.from({ length: 60 }, (_, at) => [`dir${at % 7}/${'n'.repeat(at + 1)}`, `${at}\n`]);
    pair = createPair(Object.fromEntries(files) as Record<string, string>);
  });
  after(() => pair?.remove());

  const index = (root: string) => readFileSync(`${root}/.git/index`);

  for (const version of ['2', '3', '4']) {
    it(`are found in the index of version ${version}, wherever they stand, and nowhere else`, () => {
      const { author } = pair;
      author.git('update-index', '--index-version', version);
      assert.equal(hasFlags(index(author.root), false), false);
      const names = author.git('ls-files').split('\n');
      for (const name of [names[0], names[31], names.at(-1)]) {
        for (const flag of ['assume-unchanged', 'skip-worktree']) {
          author.git('update-index', `--${flag}`, name ?? '');
          assert.equal(hasFlags(index(author.root), false), true, `${flag} ${name}`);
          author.git('update-index', `--no-${flag}`, name ?? '');
          assert.equal(hasFlags(index(author.root), false), false);
        }
      }
      author.write('intent.txt', 'x\n');
      author.git('add', '-N', 'intent.txt');
      assert.equal(hasFlags(index(author.root), false), false);
      author.git('rm', '-q', '--cached', 'intent.txt');
    });
  }

  it('are asked of git where the file is no index that is known', () => {
    assert.equal(hasFlags(Buffer.from('DIRC'), false), true);
    assert.equal(hasFlags(Buffer.alloc(100), false), true);
    assert.equal(hasFlags(index(pair.author.root).subarray(0, 200), false), true);
  });

  it('are found where objects have longer names', () => {
    const folder = cloneAt(pair.folder);
    folder.git('init', '-q', '--object-format=sha256', 'long');
    const long = cloneAt(`${pair.folder}/long`);
    long.write('a', 'a\n');
    long.write('b/c', 'c\n');
    long.git('add', '-A');
    assert.equal(hasFlags(index(long.root), true), false);
    long.git('update-index', '--assume-unchanged', 'b/c');
    assert.equal(hasFlags(index(long.root), true), true);
  });
});
