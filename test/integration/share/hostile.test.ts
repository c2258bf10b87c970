import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import type { Manifest } from '../../../src/core/share/manifest';
import { bytesOf, cloneAt, createPair, env, pick, type Pair } from './sandbox';

/** Makes snapshots by hand, as somebody with bad intentions would make them. */
function forge({ author }: Pair) {
  const run = (args: readonly string[], input: string | Buffer): string =>
    execFileSync('git', args, { cwd: author.root, env, input, encoding: 'utf8' }).trim();
  const blob = (text: string): string => run(['hash-object', '-w', '--stdin'], text);
  const tree = (...entries: readonly (readonly [string, string, string])[]): string =>
    run(
      ['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'],
      Buffer.concat(
        entries.map(([mode, name, sha]) =>
          Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, 'hex')]),
        ),
      ),
    );
  const commit = (of: string, parents: readonly string[], message: string): string =>
    run(
      ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'],
      [
        `tree ${of}`,
        ...parents.map((parent) => `parent ${parent}`),
        'author a <a@a> 1760000000 +0000',
        'committer a <a@a> 1760000000 +0000',
        '',
        message,
      ].join('\n'),
    );
  const head = author.git('rev-parse', 'HEAD');
  /** `index` and `more` are trees too. */
  const send = (
    whole: string,
    { index, more, ...manifest }: Partial<Manifest> & { index?: string; more?: string } = {},
  ): void => {
    const said = {
      branch: 'main',
      hasHead: true,
      hasIndex: index !== undefined,
      hasMore: more !== undefined,
      upstream: null,
      operation: null,
      merging: [],
      leftOut: [],
      open: [],
      command: null,
      ...manifest,
    };
    const parts = [index, more].flatMap((each) => (each === undefined ? [] : [commit(each, [head], 'x\n')]));
    const made = commit(whole, [head, ...parts], `x\n\nbaton-snapshot: ${JSON.stringify(said)}\n`);
    author.git('push', '-q', '--force', 'origin', `${made}:refs/baton/ana/work`);
  };
  const evil = blob('evil\n');
  const inner = tree(['100644', 'config', evil]);
  return { blob, tree, send, head, evil, inner, plain: author.git('rev-parse', 'HEAD^{tree}') };
}

type Forge = ReturnType<typeof forge>;

describe('A share that somebody with bad intentions made', () => {
  let pair: Pair;
  afterEach(() => pair?.remove());

  const refusals: readonly (readonly [string, (by: Forge) => void, RegExp])[] = [
    ['.git', ({ send, tree, inner }) => send(tree(['40000', '.git', inner])), /git's own folder/],
    ['.GIT', ({ send, tree, inner }) => send(tree(['40000', '.GIT', inner])), /git's own folder/],
    [
      '.git with a character that HFS+ ignores',
      ({ send, tree, inner }) => send(tree(['40000', '.g\u200cit', inner])),
      /git's own folder/,
    ],
    [
      '.git by its short name',
      ({ send, tree, inner }) => send(tree(['40000', 'git~1', inner])),
      /git's own folder/,
    ],
    [
      '.git with dots',
      ({ send, tree, inner }) => send(tree(['40000', '.git. .', inner])),
      /git's own folder/,
    ],
    [
      '.git below',
      ({ send, tree, inner }) => send(tree(['40000', 'a', tree(['40000', '.Git', inner])])),
      /git's own folder/,
    ],
    ['..', ({ send, tree, inner }) => send(tree(['40000', '..', inner])), /leads out of the repository/],
    [
      'a link and a folder of one name',
      ({ send, tree, blob, inner }) => send(tree(['120000', 'a', blob('/tmp')], ['40000', 'a', inner])),
      /both a file and a folder|is there twice/,
    ],
    [
      'a link and a folder that differ in letter case',
      ({ send, tree, blob, inner }) => send(tree(['120000', 'A', blob('/tmp')], ['40000', 'a', inner])),
      /would be one file where letter case does not count/,
    ],
    [
      'two files that differ in letter case',
      ({ send, tree, evil }) => send(tree(['100644', 'Readme', evil], ['100644', 'readme', evil])),
      /would be one file where letter case does not count/,
    ],
    [
      'such a tree as what is staged',
      ({ send, tree, inner, plain }) => send(plain, { index: tree(['40000', '.git', inner]) }),
      /git's own folder/,
    ],
    ...(['exact', 'intent', '1', '3'] as const).map(
      (room) =>
        [
          `such a tree as what trees cannot say: ${room}`,
          ({ send, tree, inner, plain }: Forge) =>
            send(plain, { more: tree(['40000', room, tree(['40000', '.git', inner])]) }),
          /git's own folder/,
        ] as const,
    ),
    [
      'fewer commits than it says',
      ({ send, plain }) => send(plain, { hasIndex: true }),
      /no snapshot that this version of Baton can read/,
    ],
    [
      'more commits than it says',
      ({ send, plain }) => send(plain, { index: plain, hasIndex: false }),
      /no snapshot that this version of Baton can read/,
    ],
  ];
  for (const [what, make, pattern] of refusals) {
    it(`is refused whole: ${what}`, async () => {
      pair = createPair();
      make(forge(pair));
      for (const how of ['worktree', 'apply'] as const) {
        const before = bytesOf(pair.receiver.root);
        await assert.rejects(pick(pair.receiver, { how }), pattern);
        assert.deepEqual(bytesOf(pair.receiver.root), before);
      }
      assert.equal(pair.receiver.git('worktree', 'list').split('\n').length, 1);
      assert.equal(pair.receiver.git('branch', '--list').split('\n').length, 1);
    });
  }

  it('names no branch and no upstream that git would take for something else', async () => {
    pair = createPair();
    const { send, plain } = forge(pair);
    const { receiver, folder } = pair;
    const config = () => receiver.git('config', '--local', '--list').split('\n').sort();
    const before = config();
    for (const branch of ['--orphan', '@{-1}', 'a..b', '../x', 'x.lock', '-', 'HEAD~1']) {
      send(plain, { branch, upstream: { remote: '../x', branch: `--upload-pack=touch ${folder}/ran` } });
      const picked = await pick(receiver);
      assert.equal(picked.branch, null, branch);
      assert.match(picked.remarks.join(), /follows nothing/);
    }
    assert.deepEqual(config(), before);
    send(plain, { branch: 'fine', upstream: { remote: 'ext::sh', branch: '../../heads/x' } });
    assert.equal((await pick(receiver)).branch, 'fine');
    assert.deepEqual(config(), before);
    assert.equal(existsSync(`${folder}/ran`), false);
  });

  it('gets no submodule cloned, whatever its address', async () => {
    pair = createPair();
    const { send, tree, blob, head } = forge(pair);
    const { receiver, folder } = pair;
    receiver.git('config', 'submodule.recurse', 'true');
    receiver.git('config', 'protocol.ext.allow', 'always');
    const modules = blob(
      `[submodule "x"]\n\tpath = x\n\turl = ext::sh -c touch% ${folder}/ran\n\tupdate = !touch ${folder}/ran\n`,
    );
    send(tree(['100644', '.gitmodules', modules], ['160000', 'x', head]));
    const picked = await pick(receiver);
    assert.deepEqual(readdirSync(`${picked.worktree}/x`), []);
    assert.equal(existsSync(`${folder}/ran`), false);
    assert.equal(cloneAt(picked.worktree).git('config', '--list').includes('submodule.x'), false);
  });

  it('puts nothing else into a file than what its tree has', async () => {
    pair = createPair();
    const { send, tree, evil, plain } = forge(pair);
    send(plain, { more: tree(['40000', 'exact', tree(['100644', 'a.txt', evil])]) });
    const { worktree } = await pick(pair.receiver);
    assert.deepEqual(bytesOf(worktree), bytesOf(pair.receiver.root));
  });

  it('writes through no link: neither its own nor one of the receiver’s', async () => {
    pair = createPair();
    const { send, tree, blob, evil, inner } = forge(pair);
    const { receiver, folder } = pair;
    const outside = `${folder}/outside`;
    cloneAt(folder).write('outside/kept', 'kept\n');
    const link = ['120000', 'link', blob(outside)] as const;
    const kept = bytesOf(outside);
    // What is to be exact, or was to be added, beside a link of the name.
    const below = tree(['40000', 'link', tree(['100644', 'kept', evil])]);
    send(tree(link), { more: tree(['40000', 'exact', below], ['40000', 'intent', below]) });
    await pick(receiver).catch(() => undefined);
    send(tree(link), { more: tree(['40000', 'exact', tree(['100644', 'link', evil])]) });
    await pick(receiver);
    receiver.write('.git/info/exclude', 'out\n');
    execFileSync('ln', ['-s', outside, receiver.path('out')]);
    send(tree(['40000', 'out', inner]));
    await assert.rejects(pick(receiver, { how: 'apply' }), /is in the way of/);
    assert.deepEqual(bytesOf(outside), kept);
  });
});
