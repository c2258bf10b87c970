import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { delimiter } from 'node:path';
import { createSharing } from '../../../src/adapters/git/share';
import { pushBranches } from '../../../src/usecases/share/pushBranches';
import { SecretsFoundError } from '../../../src/usecases/share/secretsFound';
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
    pair = createPair({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
    pair.author.git('update-index', '--assume-unchanged', 'a.txt');
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

describe('Secrets in what would travel', () => {
  let pair: Pair;
  afterEach(() => pair?.remove());
  const token = ['ghp', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('_');
  const nothingSent = () => assert.equal(pair.author.git('ls-remote', 'origin', 'refs/baton/*'), '');

  it('stop the push, with file and line; leaving the file out lets it go', async () => {
    pair = createPair();
    pair.author.write('conf/app.ts', `const one = 1;\nconst key = '${token}';\n`);
    await assert.rejects(share(pair.author), /^UserError: conf\/app\.ts:2 holds a GitHub token \(ghp_…\)/);
    nothingSent();
    const leaveOut = [{ root: pair.author.root, path: 'conf/app.ts' }];
    assert.equal((await share(pair.author, { leaveOut })).changed, true);
  });

  for (const [where, hide] of [
    [
      'staged and gone from the file since',
      (p: Pair) => {
        p.author.write('a.txt', `${token}\n`);
        p.author.git('add', 'a.txt');
        p.author.write('a.txt', 'gone\n');
      },
    ],
    [
      'in a commit that was not pushed, and taken out by the next',
      (p: Pair) => {
        p.author.write('a.txt', `${token}\n`);
        p.author.git('commit', '-q', '-am', 'In');
        p.author.write('a.txt', 'out\n');
        p.author.git('commit', '-q', '-am', 'Out');
      },
    ],
    [
      'in a file that attributes call binary',
      (p: Pair) => {
        p.author.write('.gitattributes', '* -diff\n');
        p.author.write('a.txt', `\0${token}\n`);
      },
    ],
    [
      'in a file in UTF-16',
      (p: Pair) => p.author.write('a.txt', Buffer.from(`\ufeffkey ${token}\n`, 'utf16le')),
    ],
    [
      'in a merge’s own resolution',
      (p: Pair) => {
        p.author.git('checkout', '-q', '-b', 'other');
        p.author.write('b.txt', 'b\n');
        p.author.git('add', '-A');
        p.author.git('commit', '-q', '-m', 'Other');
        p.author.git('checkout', '-q', 'main');
        p.author.write('a.txt', 'ours\n');
        p.author.git('commit', '-q', '-am', 'Ours');
        p.author.git('merge', '-q', '--no-commit', 'other');
        p.author.write('a.txt', `${token}\n`);
        p.author.git('commit', '-q', '-am', 'Merge');
        p.author.write('a.txt', 'clean\n');
      },
    ],
    [
      'on one side of a conflict, in no commit',
      (p: Pair) => {
        p.author.write('secret.txt', `${token}\n`);
        const blob = p.author.git('hash-object', '-w', 'secret.txt');
        rmSync(p.author.path('secret.txt'));
        const [mode, ours] = p.author.git('ls-files', '-s', 'a.txt').split(' ');
        const stages = [2, 3].map((stage) => `${mode} ${stage === 2 ? ours : blob} ${stage}\ta.txt\n`);
        const none = `0 ${'0'.repeat(40)}\ta.txt\n`;
        execFileSync('git', ['update-index', '--index-info'], {
          cwd: p.author.root,
          env,
          input: none + stages.join(''),
        });
      },
    ],
    [
      'in the message of a commit that was not pushed',
      (p: Pair) => p.author.git('commit', '-q', '--allow-empty', '-m', 'Try it', '-m', `with ${token}`),
    ],
    [
      'in a commit that another remote has, and this one does not',
      (p: Pair) => {
        p.author.git('init', '-q', '--bare', '../private.git');
        p.author.git('remote', 'add', 'private', '../private.git');
        p.author.write('a.txt', `${token}\n`);
        p.author.git('commit', '-q', '-am', 'In');
        p.author.git('push', '-q', 'private', 'main');
        p.author.write('a.txt', 'out\n');
      },
    ],
    ['in a file whose name git quotes', (p: Pair) => p.author.write('ta\tb"\n', `${token}\n`)],
  ] as const) {
    it(`are found ${where}`, async () => {
      pair = createPair();
      hide(pair);
      await assert.rejects(share(pair.author), /holds a GitHub token/);
      nothingSent();
    });
  }

  it('are found in the command for the next person', async () => {
    pair = createPair();
    await assert.rejects(
      share(pair.author, { command: `TOKEN=${token} npm test` }),
      /^UserError: the command for the next person holds a .*token \(\S{4}…\): take it out\. Nothing/,
    );
    nothingSent();
  });

  it('stop the push of a branch as well, in what its commits add and in what they say', async () => {
    pair = createPair();
    const { author } = pair;
    const push = (notSecret: readonly string[] = []) =>
      pushBranches({ roots: [author.root], notSecret }, ports);
    author.git('switch', '-q', '-c', 'retry');
    author.write('a.txt', `${token}\n`);
    author.git('commit', '-q', '-am', 'In', '-m', `as ${token.replace('A1b2', 'Z9y8')}`);
    author.write('a.txt', 'out\n');
    author.git('commit', '-q', '-am', 'Out');
    const found = await push().then(
      () => assert.fail(),
      (error: unknown) => (error instanceof SecretsFoundError ? error : assert.fail(String(error))),
    );
    assert.match(found.message, /^the message of your commit [0-9a-f]{12}, line 3, holds a GitHub token/);
    assert.match(found.message, /and 1 more: take it out of the commit \(/);
    assert.equal(author.git('ls-remote', 'origin', 'refs/heads/retry'), '');
    // What is not committed does not go along, and is not looked at.
    author.write('b.txt', `${token}\n`);
    await push(found.found.map(({ finding }) => finding.id));
    assert.equal(author.git('rev-parse', 'origin/retry'), author.git('rev-parse', 'HEAD'));
    await push();
  });

  it('are not looked for in what a remote that was never fetched from says that it has', async () => {
    pair = createPair({ 'old.txt': `${token}\n`, 'a.txt': 'a\n' });
    pair.author.git('clone', '-q', '--bare', '../remote.git', '../fork.git');
    pair.author.git('remote', 'add', 'fork', '../fork.git');
    pair.author.write('a.txt', 'b\n');
    assert.equal((await share(pair.author, { remote: 'fork' })).changed, true);
  });

  it('go only after a yes that is bound to the value and its file', async () => {
    pair = createPair();
    pair.author.write('test.ts', `${token}\n`);
    const found = await share(pair.author).then(
      () => assert.fail(),
      (error: unknown) => (error instanceof SecretsFoundError ? error.found : assert.fail()),
    );
    const notSecret = found.map(({ finding }) => finding.id);
    pair.author.write('other.ts', `${token}\n`);
    await assert.rejects(share(pair.author, { notSecret }), /other\.ts:1/);
    rmSync(pair.author.path('other.ts'));
    assert.equal((await share(pair.author, { notSecret })).changed, true);
  });

  it('are not looked for in what the remote has already', async () => {
    pair = createPair({ 'old.txt': `${token}\n`, 'a.txt': 'a\n' });
    pair.author.write('a.txt', 'b\n');
    assert.equal((await share(pair.author)).changed, true);
  });

  it('stop a share of several repositories before any of it is sent', async () => {
    pair = createPair();
    const second = createPair();
    try {
      const { prepareShare, sendShare } = await import('../../../src/usecases/share/shareWork');
      const { shareRequest } = await import('./sandbox');
      second.author.write('a.txt', `${token}\n`);
      const request = shareRequest([pair.author.root, second.author.root]);
      await assert.rejects(sendShare(await prepareShare(request, ports), request, ports), /GitHub token/);
      nothingSent();
      second.author.write('a.txt', 'b\n');
      const shared = await sendShare(await prepareShare(request, ports), request, ports);
      assert.deepEqual(
        shared.map(({ ref, changed }) => [ref, changed]),
        [
          ['refs/baton/ana/work', true],
          ['refs/baton/ana/work', true],
        ],
      );
    } finally {
      second.remove();
    }
  });
});
