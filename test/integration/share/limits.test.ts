import { strict as assert } from 'node:assert';
import { mkdirSync, rmSync, utimesSync } from 'node:fs';
import { delimiter } from 'node:path';
import { createSharing } from '../../../src/adapters/git/share';
import { cloneAt, createPair, env, makeExecutable, pick, ports, share, type Pair } from './sandbox';

describe('What is not inside a share', () => {
  let pair: Pair;
  afterEach(() => pair?.remove());

  it('is named: ignored files that the work seems to need, large files, repositories inside', async () => {
    pair = createPair({ '.gitignore': '.env\nnode_modules/\n*.log\n' });
    const { author } = pair;
    author.write('.env', 'KEY=value\n');
    author.write('node_modules/x/index.js', '1\n');
    author.write('debug.log', 'x\n');
    author.write('video.bin', Buffer.alloc(2_000));
    author.git('init', '-q', 'inner');
    author.write('inner/file', 'x\n');
    const { leftOut } = await share(author, { maxBytes: 1_000 });
    assert.deepEqual(
      leftOut.map(({ path }) => path),
      ['.env', 'inner/', 'video.bin'],
    );
    const picked = await pick(pair.receiver);
    assert.equal(cloneAt(picked.worktree).git('status', '--porcelain'), '');
    assert.match(picked.remarks.join('\n'), /Not inside: \.env \(git ignores it/);
  });

  it('is a large file’s change only: its last committed state travels, staged or not', async () => {
    pair = createPair({ 'big.txt': 'small\n' });
    pair.author.write('big.txt', 'x'.repeat(2_000));
    pair.author.git('add', 'big.txt');
    const { leftOut } = await share(pair.author, { maxBytes: 1_000 });
    assert.equal(leftOut[0]?.path, 'big.txt');
    const picked = await pick(pair.receiver);
    assert.equal(cloneAt(picked.worktree).git('show', ':big.txt'), 'small');
  });

  it('is a change that git was told not to see', async () => {
    pair = createPair({ 'a.txt': 'a\n', 'b.txt': 'b\n', 'touched.txt': 't\n' });
    pair.author.git('update-index', '--assume-unchanged', 'a.txt', 'touched.txt');
    utimesSync(pair.author.path('touched.txt'), 1_760_000_000, 1_760_000_000);
    pair.author.git('update-index', '--skip-worktree', 'b.txt');
    pair.author.write('a.txt', 'hidden\n');
    pair.author.write('b.txt', 'hidden\n');
    const { leftOut } = await share(pair.author);
    assert.deepEqual(
      leftOut.map(({ path, why }) => [path, why]),
      [
        ['a.txt', 'git was told to take it for unchanged'],
        ['b.txt', 'git was told to take it for unchanged'],
      ],
    );
  });

  it('is a submodule’s commit that was never pushed, and changes inside it', async () => {
    pair = createPair();
    const { author, folder } = pair;
    const other = cloneAt(folder);
    other.git('init', '-q', '--bare', '-b', 'main', 'lib.git');
    other.git('clone', '-q', 'lib.git', 'lib');
    const lib = cloneAt(`${folder}/lib`);
    lib.git('-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-q', '--allow-empty', '-m', 'Lib');
    lib.git('push', '-q', 'origin', 'HEAD:main');
    author.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', '../lib.git', 'lib');
    author.git('commit', '-q', '-m', 'Add lib');
    assert.deepEqual((await share(author)).leftOut, []);
    const inside = cloneAt(author.path('lib'));
    inside.git('-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-q', '--allow-empty', '-m', 'Local');
    inside.write('new.txt', 'x\n');
    const { leftOut } = await share(author);
    assert.match(leftOut[0]?.why ?? '', /was never pushed/);
    assert.match(leftOut[1]?.why ?? '', /not committed there/);
    // What is staged travels too, though something else is checked out by now.
    author.git('add', 'lib');
    const staged = inside.git('rev-parse', 'HEAD');
    inside.git('checkout', '-q', 'HEAD~');
    assert.deepEqual((await share(author)).leftOut[0], {
      path: 'lib',
      why: `commit ${staged.slice(0, 12)} of this submodule was never pushed, by what was last fetched there`,
    });
    inside.git('push', '-q', 'origin', `${staged}:refs/heads/side`);
    assert.deepEqual(
      (await share(author)).leftOut.map(({ why }) => why),
      ['changes inside this submodule are not committed there'],
    );
  });

  it('is content of Git LFS that could not be uploaded; with git-lfs it is uploaded first', async () => {
    pair = createPair();
    const { author, folder } = pair;
    const tools = cloneAt(folder);
    // Beginning and end of Git LFS as git sees it: a filter that leaves a pointer, and an upload.
    const id = 'a'.repeat(64);
    tools.write(
      'bin/git-lfs',
      `#!/bin/sh\nif [ "$1" = push ]; then echo "$@" >> ${folder}/uploaded; exit 0; fi\nprintf 'version https://git-lfs.github.com/spec/v1\\noid sha256:${id}\\nsize 3\\n'\n`,
    );
    tools.write(
      'gitconfig',
      `[filter "lfs"]\n\tclean = ${folder}/bin/git-lfs clean\n\tsmudge = cat\n\trequired = true\n`,
    );
    makeExecutable(`${folder}/bin/git-lfs`);
    author.write('.gitattributes', '*.psd filter=lfs -text\n');
    author.write('art.psd', Buffer.alloc(5_000));
    const without = { ...env, GIT_CONFIG_GLOBAL: `${folder}/gitconfig` };
    const withTool = { ...without, PATH: `${folder}/bin${delimiter}${env['PATH'] ?? ''}` };
    const missing = await share(
      author,
      { maxBytes: 1_000 },
      { ...ports, sharing: createSharing({ env: without }) },
    );
    assert.deepEqual(
      missing.leftOut.map(({ path }) => path),
      ['art.psd'],
    );
    const sent = await share(
      author,
      { maxBytes: 1_000 },
      { ...ports, sharing: createSharing({ env: withTool }) },
    );
    assert.deepEqual(sent.leftOut, []);
    assert.match(tools.git('-c', 'core.pager=cat', 'hash-object', 'uploaded'), /^[0-9a-f]{40}$/);
  });

  it('is what its author leaves out, from the staged state too', async () => {
    pair = createPair();
    pair.author.write('a.txt', 'mine\n');
    pair.author.write('private.txt', 'mine\n');
    pair.author.git('add', '-A');
    mkdirSync(pair.author.path('d'));
    rmSync(pair.author.path('d'), { recursive: true });
    const leaveOut = ['a.txt', 'private.txt'].map((path) => ({ root: pair.author.root, path }));
    const { commit } = await share(pair.author, { leaveOut });
    const told = pair.author.git('log', '-p', '--text', commit, '--not', '--remotes');
    assert.equal(told.includes('+mine'), false);
  });
});
