import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { mayHaveTags } from '../../../src/adapters/git/ownFiles';
import { createStateStore } from '../../../src/adapters/state';
import { noEditor } from '../../../src/core/ports/editor';
import { DateTime } from '../../../src/core/time/luxon';
import { draftHandoff } from '../../../src/usecases/draftHandoff';
import { draftOf } from './drafting';
import { createSandbox, quiet, type Sandbox } from './sandbox';

const since = DateTime.fromISO('2026-11-19T00:00Z');

describe('what else git remembers of a day', () => {
  let box: Sandbox;
  const open = async (root = box.root) => {
    const repository = await createGit({ env: quiet }).open(root);
    assert.ok(repository);
    return repository;
  };
  const commit = (subject: string, ...more: readonly string[]): void => {
    writeFileSync(join(box.root, 'a.txt'), `${subject}\n`);
    box.git('add', '-A');
    box.git('commit', '-q', '-m', subject, ...more);
  };
  beforeEach(() => {
    box = createSandbox();
    commit('feat: a');
  });
  afterEach(() => box.remove());

  it('is the tags since then, with who made them, by .mailmap', async () => {
    box.git('tag', 'plain');
    box.git('-c', 'user.email=old@example.com', 'tag', '-a', 'v1.0', '-m', 'one');
    writeFileSync(join(box.root, '.mailmap'), 'Ana <ana@example.com> <old@example.com>\n');
    const tags = await (await open()).day.tags(since);
    const head = box.git('rev-parse', 'HEAD');
    assert.deepEqual(tags.map(({ name, sha, taggerEmail }) => [name, sha, taggerEmail]).sort(), [
      ['plain', head, null],
      ['v1.0', head, 'ana@example.com'],
    ]);
    assert.deepEqual(await (await open()).day.tags(since.plus({ days: 3 })), []);
  });

  it('is the branches that were left, each once, where they stood', async () => {
    box.git('switch', '-q', '-c', 'dead');
    commit('try: timers');
    const sha = box.git('rev-parse', 'HEAD');
    box.git('switch', '-q', 'main');
    box.git('branch', '-q', '-D', 'dead');
    const { left } = await (await open()).day.headLog(since);
    const dead = left.find(({ name }) => name === 'dead');
    assert.deepEqual([dead?.sha, dead?.subject, dead?.authorEmail], [sha, 'try: timers', 'ana@example.com']);
    assert.deepEqual(
      left.map(({ name }) => name),
      ['dead', 'main'],
    );
  });

  it('is what git makes of a log and of references that cannot be read', async () => {
    const repository = await open();
    const log = join(box.root, '.git', 'logs', 'HEAD');
    rmSync(log);
    mkdirSync(log);
    assert.deepEqual(await repository.day.headLog(since), { left: [], amended: [] });
    const tags = join(box.root, '.git', 'refs', 'tags');
    rmSync(tags, { recursive: true });
    assert.deepEqual(await repository.day.tags(since), []);
    assert.equal(await mayHaveTags(join(box.root, '.git')), false);
    writeFileSync(tags, '');
    assert.equal(await mayHaveTags(join(box.root, '.git')), true);
    rmSync(tags);
    mkdirSync(join(box.root, '.git', 'packed-refs'));
    assert.equal(await mayHaveTags(join(box.root, '.git')), true);
  });

  it('is how files differ from a commit', async () => {
    const first = box.git('rev-parse', 'HEAD');
    commit('fix: b');
    const { day } = await open();
    const [since] = await day.changesSince(first, ['a.txt']);
    assert.deepEqual([since?.path, since?.removed, since?.added], ['a.txt', ['feat: a'], ['fix: b']]);
    assert.deepEqual(await day.changesSince(first, ['other.txt']), []);
    assert.deepEqual(await day.changesSince('--output=x', ['a.txt']), []);
  });

  it('is the submodules that are checked out inside of the working tree', async () => {
    assert.deepEqual(await (await open()).day.submodules(), []);
    box.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', box.root, 'lib/inner');
    writeFileSync(
      join(box.root, '.gitmodules'),
      '[submodule "inner"]\n\tpath = lib/inner\n[submodule "evil"]\n\tpath = ../outside\n[submodule "gone"]\n\tpath = gone\n',
    );
    assert.deepEqual(await (await open()).day.submodules(), [join(box.root, 'lib/inner')]);
  });

  it('tells a tag once that two clones have', async () => {
    box.git('commit', '-q', '--allow-empty', '-m', 'feat: a');
    box.git('tag', 'v9', '-m', 'nine');
    const other = createSandbox();
    try {
      other.git('pull', '-q', '--tags', box.root, 'main');
      const note = await draftOf(box, { directories: [box.root, other.root] });
      assert.equal(note.markdown.match(/`v9`/g)?.length, 1);
    } finally {
      other.remove();
    }
  });

  it('of a submodule is told beside its repository’s, and only where something was done', async () => {
    const library = createSandbox();
    try {
      writeFileSync(join(library.root, 'lib.txt'), 'x');
      library.git('add', '-A');
      library.git(
        'commit',
        '-q',
        '-m',
        'lib',
        '--author=Lin <lin@example.com>',
        '--date=2026-01-01T00:00:00Z',
      );
      box.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.root, 'lib');
      box.git('commit', '-q', '-m', 'feat: use lib');
      const draft = () =>
        draftHandoff(
          { directories: [box.root], since, until: since.plus({ days: 1 }), zone: 'UTC', id: 'n1' },
          {
            git: createGit({ env: quiet }),
            files: createFiles(),
            state: createStateStore(join(box.root, '.git', 'baton')),
            editor: noEditor,
          },
        );
      assert.deepEqual(
        (await draft()).repositories.map((each) => each.path),
        [box.root],
      );
      writeFileSync(join(box.root, 'lib', 'lib.txt'), 'y');
      const both = await draft();
      assert.deepEqual(
        both.repositories.map((each) => each.path),
        [box.root, join(box.root, 'lib')],
      );
      assert.match(both.items.map(({ text }) => text).join('\n'), /`lib`: Uncommitted: `lib\.txt`/);
      execFileSync('git', ['-c', 'user.name=Lin', '-c', 'user.email=l@x', 'commit', '-qam', 'lib again'], {
        cwd: join(box.root, 'lib'),
        env: quiet,
      });
      assert.match(
        (await draft()).items.map(({ text }) => text).join('\n'),
        /Uncommitted: `lib` \(the submodule is at another commit\)/,
      );
    } finally {
      library.remove();
    }
  });
});
