import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { pushBranches } from '../../../src/usecases/share/pushBranches';
import { SecretsFoundError } from '../../../src/usecases/share/secretsFound';
import { prepareShare, sendShare } from '../../../src/usecases/share/shareWork';
import { cloneAt, createPair, env, pick, ports, share, shareRequest, type Pair } from './sandbox';

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

  it('are one thing, a remote that refuses another: what was sent by then is said', async () => {
    pair = createPair();
    const second = createPair();
    try {
      cloneAt(second.remote).git('config', 'receive.hideRefs', 'refs/baton');
      for (const { author } of [pair, second]) author.write('a.txt', 'b\n');
      const request = shareRequest([pair.author.root, second.author.root], { command: 'npm test' });
      const send = async () => sendShare(await prepareShare(request, ports), request, ports);
      await assert.rejects(send(), (error: Error) => {
        assert.match(error.message, /refuses refs[^]* is shared already; share again to send the rest\.$/);
        assert.ok(error.message.includes(pair.author.root));
        assert.doesNotMatch(error.message, /Nothing was shared/);
        return true;
      });
      cloneAt(second.remote).git('config', '--unset', 'receive.hideRefs');
      assert.deepEqual(
        (await send()).map(({ changed }) => changed),
        [false, true],
      );
      const leads = async ({ receiver }: Pair) => (await pick(receiver)).leads;
      assert.deepEqual([await leads(pair), await leads(second)], [true, false]);
    } finally {
      second.remove();
    }
  });

  it('stop a share of several repositories before any of it is sent', async () => {
    pair = createPair();
    const second = createPair();
    try {
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
