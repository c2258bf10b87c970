import { strict as assert } from 'node:assert';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createFiles, createMachine } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createStateStore } from '../../../src/adapters/state';
import { draft } from '../../../src/terminal/draft';
import { pickup } from '../../../src/terminal/pickup';
import { runVerb } from '../../../src/terminal/run';
import { share } from '../../../src/terminal/share';
import type { Io } from '../../../src/terminal/verb';
import { createPair, env, sharing, type Pair } from './sandbox';

describe('baton share and baton pickup', () => {
  let pair: Pair;
  beforeEach(() => (pair = createPair({ 'a.txt': 'a\n', '.gitignore': '.env\n' })));
  afterEach(() => pair?.remove());

  const run = async (cwd: string, ...args: string[]) => {
    let [out, err] = ['', ''];
    const io: Io = {
      stdout: (text) => Promise.resolve(void (out += text)),
      stderr: (line) => void (err += `${line}\n`),
      stdin: () => Promise.resolve(''),
      cwd,
      env: {},
      ports: {
        git: createGit({ env }),
        files: createFiles(),
        machine: createMachine(),
        state: () => Promise.resolve(createStateStore(join(pair.folder, 'state'))),
        gitHub: () => assert.fail('nobody asks GitHub about a folder'),
        sharing: () => sharing,
      },
      signal: new AbortController().signal,
      now: () => Date.now(),
    };
    const verbs = {
      draft: () => Promise.resolve(draft),
      share: () => Promise.resolve(share),
      pickup: () => Promise.resolve(pickup),
    };
    const status = await runVerb(args, verbs, io);
    return { status, out, err, json: () => JSON.parse(out) as unknown };
  };

  it('say what was shared, and where it was put, exactly as promised', async () => {
    const { author, receiver } = pair;
    author.write('.env', 'KEY=1\n');
    author.write('a.txt', 'changed\n');
    const shared = await run(author.root, 'share', '--name', 'work', '--command', 'npm test', '--json');
    assert.equal(shared.status, 0, shared.err);
    const ref = 'refs/baton/ana/work';
    const commit = author.git('rev-parse', ref);
    assert.deepEqual(shared.json(), {
      repositories: [
        {
          path: author.root,
          ref,
          commit,
          changed: true,
          leftOut: [{ path: '.env', why: 'git ignores it, and the work seems to need it' }],
        },
      ],
    });
    const picked = await run(receiver.root, 'pickup', 'ana/work', '--json');
    assert.equal(picked.status, 0, picked.err);
    assert.deepEqual(picked.json(), {
      worktree: `${receiver.root}-work`,
      branch: 'main-ana',
      open: [],
      command: 'npm test',
    });
    assert.match(picked.err, /ana will see that ben picked this up/);
    assert.equal(readFileSync(`${receiver.root}-work/a.txt`, 'utf8'), 'changed\n');
  });

  it('know whose it is by an address that only the person’s own entries name, as the sidebar does', async () => {
    const { author, receiver, folder } = pair;
    const team =
      'members:\n  - login: ana-of-pune\n    zone: Asia/Kolkata\n  - login: ben-of-oslo\n    zone: UTC\n';
    for (const clone of [author, receiver]) clone.write('.baton/team.yml', team);
    author.write('a.txt', 'changed\n');
    const { privateTeam } = createStateStore(join(folder, 'state'));
    await privateTeam.write([
      { login: 'ana-of-pune', emails: ['ana@example.com'] },
      { login: 'ben-of-oslo', emails: ['ben@example.com'] },
    ]);
    const shared = await run(author.root, 'share', '--name', 'work');
    assert.match(shared.out, /Picked up with: baton pickup ana-of-pune\/work\n$/, shared.err);
    const picked = await run(receiver.root, 'pickup', 'ana-of-pune/work', '--state', 'elsewhere');
    assert.match(picked.err, /ana-of-pune will see that ben-of-oslo picked this up/);
  });

  it('name the share by the branch, tell a note, and say nothing twice', async () => {
    const { author } = pair;
    author.git('switch', '-q', '-c', 'refund-retry');
    author.write('note.md', '# T\n\nText.\n');
    const { out } = await run(author.root, 'share', '--note', 'note.md');
    assert.match(out, /^Shared .* as ana\/refund-retry\nPicked up with: baton pickup ana\/refund-retry\n$/);
    assert.match(readFileSync(author.path('note.md'), 'utf8'), /baton pickup ana\/refund-retry/);
    await run(author.root, 'share');
    assert.match((await run(author.root, 'share')).out, /^Unchanged since it was shared/);
  });

  it('are named in a note that is drafted later, for as long as the work stands as it was shared', async () => {
    const { author } = pair;
    const drafted = async () => {
      const { out, err, status } = await run(author.root, 'draft', '--as', 'ana@example.com');
      assert.equal(status, 0, err);
      return out;
    };
    author.write('.env', 'KEY=1\n');
    author.write('a.txt', 'changed\n');
    author.write('new.txt', 'x'.repeat(2_000));
    author.write('private.txt', 'mine\n');
    assert.doesNotMatch(await drafted(), /baton pickup/);
    const flags = ['--leave-out', 'private.txt', '--max-size', '0.001', '--command', 'npm test'];
    assert.equal((await run(author.root, 'share', '--name', 'work', ...flags)).status, 0);
    const before = author.git('count-objects', '-v');
    const note = await drafted();
    assert.match(
      note,
      /^## Pick it up here\n\nA snapshot .* `ana\/work`:\n\n```sh\nbaton pickup ana\/work\n/m,
    );
    assert.match(note, /^Not on the branch, but in the snapshot: the uncommitted changes\.$/m);
    assert.match(note, /- `new\.txt`: .*more than the limit[^]*- `private\.txt`: left out by its author/);
    assert.equal(author.git('count-objects', '-v'), before, 'a draft leaves nothing in the repository');
    // By another name, too: the youngest of those that fit is told.
    assert.equal((await run(author.root, 'share', '--name', 'again')).status, 0);
    assert.match(await drafted(), /baton pickup ana\/again\n/);
    author.git('remote', 'rename', 'origin', 'upstream');
    assert.doesNotMatch(await drafted(), /baton pickup/, 'nobody knows that remote any more');
    author.git('remote', 'rename', 'upstream', 'origin');
    author.git('config', 'user.email', 'ben@example.com');
    assert.doesNotMatch(await drafted(), /baton pickup/, 'it is another’s');
    author.git('config', 'user.email', 'ana@example.com');
    assert.match(await drafted(), /baton pickup ana\/again\n/);
    author.git('add', 'a.txt');
    assert.doesNotMatch(await drafted(), /baton pickup/, 'what is staged is another state');
    author.git('reset', '-q', 'a.txt');
    author.write('b.txt', 'new since\n');
    assert.doesNotMatch(await drafted(), /baton pickup/);
  });

  it('refuse in one line what cannot be: a secret, a wrong name, no repository, no such share', async () => {
    const { author, receiver } = pair;
    author.write('a.txt', `${['ghp', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('_')}\n`);
    const secret = await run(author.root, 'share');
    assert.equal(secret.status, 2);
    assert.match(
      secret.err,
      /a\.txt:1: GitHub token \(ghp_…\); --leave-out a\.txt shares without the file, --not-secret/,
    );
    assert.equal((await run(author.root, 'share', '--leave-out', 'a.txt')).status, 0);
    rmSync(author.path('a.txt'));
    for (const [args, pattern] of [
      [['share', '--name', 'A b'], /^--name: "A b" cannot name a share/],
      [['share', '/'], /is in no git repository/],
      [['share', '--remote', 'nope'], /^There is no remote "nope": it is one of origin/],
      [['share', '--max-size', 'x'], /^--max-size: "x" is not a number/],
      [['pickup'], /^Name one share/],
      [['pickup', 'nobody/nothing'], /^.*There is no share "nobody\/nothing" at origin/s],
      [['pickup', 'https://example.com'], /names no share/],
    ] as const) {
      const { status, err, out } = await run(receiver.root, ...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(err, pattern);
      assert.equal(out, '');
    }
  });

  it('wait with status 1 while the remote cannot be reached', async () => {
    pair.author.git('remote', 'set-url', 'origin', 'http://127.0.0.1:9/pune/ledger.git');
    const { status, err, json } = await run(pair.author.root, 'share', '--public', '--json');
    assert.equal(status, 1, err);
    assert.match(err, /cannot be reached now/);
    assert.equal((json() as { repositories: { changed: boolean }[] }).repositories[0]?.changed, false);
  });

  it('share nothing where everybody could read it, or nobody can tell, without a yes', async () => {
    pair.author.git('remote', 'set-url', 'origin', 'https://gitlab.com/pune/ledger.git');
    const { status, err } = await run(pair.author.root, 'share');
    assert.equal(status, 2);
    assert.match(err, /Nobody could say whether "origin" is public/);
  });

  it('delete what is too old', async () => {
    await run(pair.author.root, 'share');
    assert.match((await run(pair.author.root, 'share', '--prune')).out, /Nothing is too old/);
    const pruned = await run(pair.author.root, 'share', '--prune', '--days', '0', '--json');
    assert.equal(
      (pruned.json() as { repositories: { removed: unknown[] }[] }).repositories[0]?.removed.length,
      1,
    );
  });
});
