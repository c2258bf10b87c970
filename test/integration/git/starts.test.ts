import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { mayHaveLogged, mayHaveTags } from '../../../src/adapters/git/ownFiles';
import { createStateStore } from '../../../src/adapters/state';
import { noEditor } from '../../../src/core/ports/editor';
import { DateTime } from '../../../src/core/time/luxon';
import { draftHandoff } from '../../../src/usecases/draftHandoff';
import { createSandbox, quiet, type Sandbox } from './sandbox';

const since = DateTime.fromISO('2026-11-19T00:00Z');

/** Each start of git costs a draft some milliseconds, whatever git is asked. */
describe('git is not started', () => {
  let box: Sandbox;
  const open = async () => {
    const repository = await createGit({ env: quiet }).open(box.root);
    assert.ok(repository);
    return repository.day;
  };
  /**
   * What git is asked while the day's note is drafted, by the first word: beside its configuration, which is asked for
   * once a second on a machine that is busy.
   */
  const asked = async (): Promise<string[]> => {
    const trace = join(box.root, '.git', 'trace.json');
    writeFileSync(trace, '');
    await draftHandoff(
      { directories: [box.root], since, until: since.plus({ days: 1 }), zone: 'UTC', id: 'n1' },
      {
        git: createGit({ env: { ...quiet, GIT_TRACE2_EVENT: trace } }),
        files: createFiles(),
        state: createStateStore(join(box.root, '.git', 'baton')),
        editor: noEditor,
      },
    );
    const events = readFileSync(trace, 'utf8').split('\n').filter(Boolean);
    return events
      .map((line) => JSON.parse(line) as { event: string; argv?: string[] })
      .flatMap(({ event, argv }) => (event === 'start' ? (argv?.[1] ?? []) : []))
      .filter((word) => word !== 'config')
      .sort();
  };
  beforeEach(() => {
    box = createSandbox();
    box.git('commit', '-q', '--allow-empty', '-m', 'feat: a');
    box.git('remote', 'add', 'origin', 'https://example.com/x.git');
  });
  afterEach(() => box.remove());

  it('for tags and switches of a day that has none', async () => {
    assert.deepEqual(await asked(), ['for-each-ref', 'log', 'log', 'rev-parse', 'status']);
  });

  it('more often than it must be for a day with tags and switches', async () => {
    box.git('tag', 'v1');
    box.git('switch', '-q', '-c', 'other');
    assert.deepEqual(await asked(), [
      'for-each-ref',
      'for-each-ref',
      'log',
      'log',
      'log',
      'log',
      'rev-parse',
      'status',
    ]);
  });

  it('in vain: a tag is found where git packed it', async () => {
    box.git('tag', 'v1');
    box.git('pack-refs', '--all');
    assert.deepEqual(
      (await (await open()).tags(since)).map(({ name }) => name),
      ['v1'],
    );
  });

  it('in vain: a switch is found at the far end of a long reflog', async () => {
    box.git('switch', '-q', '-c', 'other');
    const sha = box.git('rev-parse', 'HEAD');
    const entry = `${sha} ${sha} Ana <ana@example.com> 1795089600 +0000\tcommit: ${'long '.repeat(200)}\n`;
    appendFileSync(join(box.root, '.git', 'logs', 'HEAD'), entry.repeat(400));
    const { left } = await (await open()).headLog(since);
    assert.deepEqual(
      left.map(({ name }) => name),
      ['main'],
    );
  });

  it('in vain: a branch whose name is not ASCII is found where another working tree left it', async () => {
    const tree = join(box.root, 'tree');
    box.git('worktree', 'add', '-q', '-b', 'à-faire', tree);
    box.git('-C', tree, 'switch', '-q', '-c', 'later');
    const { left } = await (await open()).headLog(since);
    assert.deepEqual(
      left.map(({ name }) => name),
      ['à-faire'],
    );
  });

  it('in vain: what was amended is found', async () => {
    box.git('commit', '-q', '--amend', '--allow-empty', '-m', 'feat: b');
    assert.equal((await (await open()).headLog(since)).amended.length, 1);
  });

  it('in vain: where its own files do not tell, it is asked', async () => {
    const folder = join(box.root, 'loop');
    mkdirSync(folder);
    for (const name of ['packed-refs', 'HEAD']) symlinkSync(join(folder, name), join(folder, name));
    assert.equal(await mayHaveTags(folder), true);
    assert.equal(await mayHaveLogged(folder, [join(folder, 'HEAD')], /x/, 0), true);
    assert.equal(await mayHaveTags(join(folder, 'nothing')), false);
    assert.equal(await mayHaveLogged(folder, [join(folder, 'nothing')], /x/, 0), false);
  });
});
