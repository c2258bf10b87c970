import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftOf, told } from './drafting';
import { createSandbox, streamOf, type Planned, type Sandbox } from './sandbox';

const day = 86_400;
const since = Date.UTC(2026, 10, 19) / 1000;
const now = since + 3_600;

describe('earlier work that reached the default branch in the window', () => {
  let box: Sandbox;
  const lin = 'Lin <lin@example.com>';
  const main = 'refs/heads/main';
  const base: Planned = {
    mark: 1,
    ref: main,
    parents: [],
    author: lin,
    authored: since - 20 * day,
    committed: since - 20 * day,
  };
  const made = (plan: readonly Planned[], last: number): void => {
    box.import(streamOf([base, ...plan], [['refs/remotes/origin/main', last]]));
    box.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  };
  const on = (
    mark: number,
    parents: readonly number[],
    at: number,
    more: Partial<Planned> = {},
  ): Planned => ({
    mark,
    ref: parents.length > 1 ? main : 'refs/heads/topic',
    parents,
    authored: at,
    committed: at,
    ...more,
  });
  const shipped = async (): Promise<string[]> => {
    const note = await draftOf(box);
    assert.deepEqual(
      note.items.flatMap(({ commits }) => commits ?? []),
      [],
    );
    return told(note).filter((line) => line.startsWith('shipped: '));
  };

  beforeEach(() => (box = createSandbox()));
  afterEach(() => box.remove());

  it('is told today, whoever merged it, and however long ago it was made', async () => {
    made(
      [
        on(2, [1], since - 15 * day),
        on(3, [1, 2], now, { message: 'Merge pull request #7 from ana/old\n\nOld <b>work</b> @all' }),
        on(4, [3], since - 2 * day),
        on(5, [3, 4], now + 60, { author: lin, message: "Merge branch 'retry'" }),
      ],
      5,
    );
    assert.deepEqual(await shipped(), [
      'shipped: Merged `retry`',
      'shipped: Old \\<b\\>work\\</b\\> @\u2060all (#7): merged',
    ]);
  });

  it('is told once where two working trees of the repository are open', async () => {
    made([on(2, [1], since - 15 * day), on(3, [1, 2], now, { message: "Merge branch 'retry'" })], 3);
    const tree = mkdtempSync(join(tmpdir(), 'baton-tree-'));
    try {
      box.git('worktree', 'add', '-q', '--detach', join(tree, 'two'));
      const note = await draftOf(box, { directories: [box.root, join(tree, 'two')] });
      assert.equal(told(note).filter((line) => line.includes('Merged `retry`')).length, 1);
    } finally {
      rmSync(tree, { recursive: true, force: true });
    }
  });

  it('is told where it was rebased onto it', async () => {
    made([on(2, [1], now, { ref: main, authored: since - 2 * day, message: 'feat: rebased' })], 2);
    assert.deepEqual(await shipped(), ['shipped: **Made before, now on `main`:** rebased']);
  });

  it('is not what others merged of others, nor what a pull brought', async () => {
    made(
      [
        on(2, [1], since - 2 * day, { author: lin }),
        on(3, [1, 2], now, { author: lin, message: "Merge branch 'theirs'" }),
        on(4, [3], since - 2 * day, { author: lin }),
        on(5, [3, 4], now + 60, { message: "Merge branch 'main' of github.com:acme/shop" }),
        on(6, [5], since - 2 * day, { author: lin }),
        on(7, [5, 6], since - day, { message: "Merge branch 'yesterday'" }),
      ],
      7,
    );
    assert.deepEqual(await shipped(), []);
  });
});
