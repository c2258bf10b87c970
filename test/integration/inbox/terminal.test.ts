import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles, createMachine } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createInboxGitHub } from '../../../src/adapters/github/inbox';
import { createStateStore } from '../../../src/adapters/state';
import { createInboxStore } from '../../../src/adapters/state/inbox';
import { UserError } from '../../../src/core/errors';
import { acceptMarker } from '../../../src/core/inbox/acceptance';
import { noteMarker } from '../../../src/core/post/marker';
import { inbox } from '../../../src/terminal/inbox';
import { rememberNamed } from '../../../src/usecases/inbox/places';
import { close } from '../../github/inbox';
import { startStandIn, type StandIn } from '../../github/server';
import {
  addCategory,
  addComment,
  addDiscussion,
  addIssue,
  addRepository,
  findRepository,
} from '../../github/world';

describe('baton inbox', function () {
  this.timeout(30_000);
  let standIn: StandIn;
  let folder: string;
  let clock = Date.parse('2026-11-19T20:00:00Z');

  beforeEach(async () => {
    standIn = await startStandIn({ now: () => clock });
    standIn.ledger.discussions.length = 0;
    folder = mkdtempSync(join(tmpdir(), 'baton-inbox-'));
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('git', ['remote', 'add', 'origin', `${standIn.url}/baton-sample/ledger.git`], {
      cwd: folder,
    });
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await standIn.close();
  });

  const run = async (...args: readonly string[]) => {
    let stdout = '';
    const stderr: string[] = [];
    await inbox.run([...args, '--state', join(folder, 'state')], {
      stdout: (text) => Promise.resolve(void (stdout += text)),
      stderr: (line) => void stderr.push(line),
      stdin: () => Promise.resolve(''),
      cwd: folder,
      env: { GH_TOKEN: standIn.token('lisbon-dev'), GH_HOST: standIn.url },
      ports: {
        git: createGit(),
        files: createFiles(),
        machine: createMachine(),
        state: (directory) => Promise.resolve(createStateStore(directory)),
        gitHub: () => assert.fail('reads the inbox only'),
        inbox: { gitHub: (host, token) => createInboxGitHub(host, token, 1), store: createInboxStore },
        sharing: () => assert.fail('an inbox shares nothing'),
      },
      signal: new AbortController().signal,
      now: () => clock,
    });
    return { stdout, stderr: stderr.join('\n') };
  };
  const post = (id: string, next: string, title = 'Refunds · pune-dev → lisbon-dev') => {
    clock += 60_000;
    const category = standIn.ledger.categories.find(({ name }) => name === 'Handoffs');
    assert.ok(category);
    return addDiscussion(standIn.world, standIn.ledger, {
      author: 'pune-dev',
      title,
      body: `**State:** works.\n**Next action:** ${next}\n\n${noteMarker(id)}`,
      category,
    });
  };
  const handoffs = async (...args: readonly string[]) => {
    const answer = JSON.parse((await run('--json', ...args)).stdout) as {
      asOf: string;
      handoffs: { id: string; url: string; from: string; to: string[]; next: string; accepted: unknown }[];
    };
    assert.match(answer.asOf, /\+00:00$/);
    return answer.handoffs;
  };

  it('lists what is for me, the newest first, with what to do next', async () => {
    const first = post('note-one', 'merge #142');
    post('note-two', 'look at \u202eCI <b>now</b>');
    post('note-other', 'nothing', 'Refunds · pune-dev → ops-dev');
    const listed = await handoffs();
    assert.deepEqual(
      listed.map(({ id, from, to }) => [id, from, to]),
      [
        ['note-two', 'pune-dev', ['lisbon-dev']],
        ['note-one', 'pune-dev', ['lisbon-dev']],
      ],
    );
    assert.deepEqual([listed[1]?.url, listed[1]?.next, listed[1]?.accepted], [first.url, 'merge #142', null]);
    const { stdout } = await run();
    assert.match(stdout, /^Next: look at /);
    assert.ok(!stdout.includes('\u202e'), 'a hidden character is shown as what it is');
  });

  it('says that more was said than it reads at once, and finds a note there when it is run again', async () => {
    const category = standIn.ledger.categories[0]!;
    const team = { author: 'ops-dev', title: 'Handoffs', body: 'All of them', category };
    const rolling = addDiscussion(standIn.world, standIn.ledger, team);
    const title = '# Refunds · pune-dev → lisbon-dev';
    addComment(
      standIn.world,
      rolling,
      'pune-dev',
      `${title}\n\n**Next action:** merge\n\n${noteMarker('n1')}`,
    );
    for (let count = 0; count < 400; count++) {
      clock += 1_000;
      addComment(standIn.world, rolling, 'ops-dev', `Looks good ${count}`);
    }
    const first = await run();
    assert.match(first.stdout, /^Nothing waits for you/);
    assert.match(
      first.stderr,
      /^baton-sample\/ledger: .* of 1 conversation earlier .*run "baton inbox" again/,
    );
    const second = await run();
    assert.match(second.stdout, /^Next: merge/);
    assert.equal(second.stderr, '');
  });

  it('says that more issues and pull requests changed than it looks through at once, until it has', async () => {
    for (let count = 0; count < 260; count++) {
      clock += 1_000;
      const title = `Change ${count}`;
      addIssue(standIn.world, standIn.ledger, { author: 'ops-dev', title, body: '', isPullRequest: true });
    }
    assert.match(
      (await run()).stderr,
      /^baton-sample\/ledger: more issues and pull requests changed .*run "baton inbox" again/,
    );
    assert.equal((await run()).stderr, '');
  });

  it('says who took a handoff over, and leaves out what was closed', async () => {
    const taken = post('note-taken', 'merge');
    clock += 60_000;
    addComment(standIn.world, taken, 'lisbon-dev', `Mine now.\n\n${acceptMarker('note-taken')}`);
    close(post('note-closed', 'nothing'));
    const listed = await handoffs();
    const accepted = listed.find(({ id }) => id === 'note-taken')?.accepted as { by: string; at: string };
    assert.equal(accepted.by, 'lisbon-dev');
    assert.match(accepted.at, /\+00:00$/);
    assert.ok(!(await run()).stdout.includes('not yet accepted'));
  });

  it('tells what is known without GitHub, and from when that is', async () => {
    await assert.rejects(run('--offline'), UserError);
    post('note-one', 'merge');
    await run();
    const asked = standIn.requests.length;
    assert.deepEqual(
      (await handoffs('--offline')).map(({ id }) => id),
      ['note-one'],
    );
    assert.equal(standIn.requests.length, asked);
    await standIn.close();
    const { stdout, stderr } = await run();
    assert.match(stdout, /^Next: merge/);
    assert.match(stderr, /This is the state of 2026-11-19T/);
    standIn = await startStandIn({ now: () => clock });
  });

  it('asks GitHub once where nothing is new', async () => {
    post('note-one', 'merge');
    await run();
    const before = standIn.requests.length;
    await run();
    assert.equal(standIn.requests.length - before, 1);
  });

  describe('where notes go elsewhere', () => {
    const elsewhere = (name: string, id: string) => {
      clock += 60_000;
      const place =
        findRepository(standIn.world, 'pune', name) ??
        addRepository(standIn.world, { owner: 'pune', name, writers: ['pune-dev', 'lisbon-dev'] });
      const category = addCategory(standIn.world, place, 'Handoffs');
      const title = 'Elsewhere · pune-dev → lisbon-dev';
      const body = `**Next action:** look\n\n${noteMarker(id)}`;
      addDiscussion(standIn.world, place, { author: 'pune-dev', title, body, category });
    };
    const listed = async (...args: readonly string[]) => (await handoffs(...args)).map(({ id }) => id).sort();
    const state = async () => {
      const repository = await createGit().open(folder);
      assert.ok(repository);
      return createStateStore(join(folder, 'state')).of(repository.commonDirectory);
    };

    it('looks there too: by a flag, by the editor’s settings, where it was posted, and at what it was forked from', async () => {
      post('note-own', 'merge');
      elsewhere('notes', 'note-named');
      elsewhere('settings', 'note-settings');
      elsewhere('posted', 'note-posted');
      elsewhere('upstream', 'note-upstream');
      assert.deepEqual(await listed(), ['note-own']);
      assert.deepEqual(await listed('--repository', 'pune/notes'), ['note-named', 'note-own']);
      const { append, read } = await state();
      await rememberNamed(['pune/settings'], (await read()).events, { append }, clock);
      const at = new Date(clock).toISOString();
      const destination = `discussion ${standIn.url}/pune/posted c1`;
      const text = { url: '', until: at, title: '', nodeId: 'x', body: '' };
      await append([{ kind: 'note-posted', at, note: 'n9', destination, ...text }]);
      execFileSync('git', ['remote', 'add', 'upstream', `${standIn.url}/pune/upstream.git`], { cwd: folder });
      assert.deepEqual(await listed(), ['note-own', 'note-posted', 'note-settings', 'note-upstream']);
      await rememberNamed([], (await read()).events, { append }, clock);
      assert.deepEqual(await listed('--offline'), ['note-own', 'note-posted', 'note-upstream']);
    });

    it('says so and goes on where a place that nobody named is gone, and stops where one is that somebody did', async () => {
      post('note-own', 'merge');
      const { append, read } = await state();
      await rememberNamed(['pune/gone'], (await read()).events, { append }, clock);
      const { stdout, stderr } = await run();
      assert.match(stdout, /^Next: merge/);
      assert.match(stderr, /^pune\/gone: /);
      await assert.rejects(run('--repository', 'pune/gone'), UserError);
      await assert.rejects(run('--repository', 'gone'), /Write it as owner\/name/);
    });
  });

  it('takes one folder, in a repository with a remote on GitHub', async () => {
    await assert.rejects(run('a', 'b'), /one folder, and 2 were given/);
    execFileSync('git', ['remote', 'remove', 'origin'], { cwd: folder });
    await assert.rejects(run(), /no remote on GitHub: add one/);
  });
});
