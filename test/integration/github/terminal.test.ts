import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFiles, createMachine } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createSharing } from '../../../src/adapters/git/share';
import { createGitHub } from '../../../src/adapters/github';
import { createStateStore } from '../../../src/adapters/state';
import type { StateStore } from '../../../src/core/ports/state';
import { noteIdIn } from '../../../src/core/post/marker';
import { draft } from '../../../src/terminal/draft';
import { post } from '../../../src/terminal/post';
import { tokenFor } from '../../../src/terminal/tokens';
import type { Verb } from '../../../src/terminal/verb';
import { startStandIn, type StandIn } from '../../github/server';
import { addDiscussion } from '../../github/world';

describe('baton post', () => {
  let standIn: StandIn;
  let folder: string;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());
  beforeEach(() => {
    standIn.ledger.discussions.length = 0;
    folder = mkdtempSync(path.join(tmpdir(), 'baton-post-'));
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('git', ['remote', 'add', 'origin', `${standIn.url}/baton-sample/ledger.git`], {
      cwd: folder,
    });
    writeFileSync(path.join(folder, 'NOTE.md'), '# Refunds done\n\n**State:** works\n');
  });
  afterEach(() => {
    standIn.heal();
    rmSync(folder, { recursive: true });
  });

  async function run(
    args: readonly string[],
    more: { token?: string; stdin?: string; verb?: Verb; at?: number; state?: StateStore } = {},
  ) {
    let stdout = '';
    const stderr: string[] = [];
    const status = await (more.verb ?? post).run([...args, '--state', path.join(folder, 'state')], {
      stdout: (text) => Promise.resolve(void (stdout += text)),
      stderr: (line) => void stderr.push(line),
      stdin: () => Promise.resolve(more.stdin ?? ''),
      cwd: folder,
      env: { GH_TOKEN: more.token ?? standIn.token('pune-dev'), GH_HOST: standIn.url },
      ports: {
        git: createGit(),
        files: createFiles(),
        machine: createMachine(),
        state: (directory) =>
          // What is read without --state would be another's.
          Promise.resolve(more.state ?? createStateStore(directory ?? path.join(folder, 'default'))),
        gitHub: (host, token) => createGitHub(host, token, 1),
        sharing: () => createSharing(),
      },
      signal: new AbortController().signal,
      now: () => more.at ?? Date.now(),
    });
    return { status, stdout, stderr: stderr.join('\n') };
  }
  const commit = (subject: string, at: number): void => {
    const date = new Date(at).toISOString();
    const who = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com'];
    execFileSync('git', [...who, 'commit', '-q', '--allow-empty', '-m', subject], {
      cwd: folder,
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    });
  };
  const note = (): string => readFileSync(path.join(folder, 'NOTE.md'), 'utf8');

  it('posts once, says who will see it, and edits the same Discussion when the note was edited', async () => {
    const first = await run(['NOTE.md', '--json']);
    const answer = JSON.parse(first.stdout) as { id: string; state: string; url: string };
    assert.deepEqual([first.status, answer.state, answer.id], [0, 'posted', noteIdIn(note())]);
    assert.equal(answer.url, standIn.ledger.discussions[0]?.url);
    assert.match(first.stderr, /baton-sample\/ledger, category Handoffs; 7 watching\n.*PUBLIC/);
    assert.match((await run(['NOTE.md'])).stdout, /^Unchanged http/);
    writeFileSync(path.join(folder, 'NOTE.md'), note().replace('works', 'merged'));
    assert.match((await run(['NOTE.md'])).stdout, /^Updated http/);
    assert.deepEqual(
      standIn.ledger.discussions.map(({ body }) => body.includes('merged')),
      [true],
    );
  });

  it('hands over what was drafted, so that the next draft begins where the last one ended', async () => {
    const me = ['--as', 'ana@example.com'];
    commit('feat: told in the note', Date.now());
    // A second later: the end of a window is not in it.
    const drafted = Date.now() + 1_000;
    const { stdout } = await run(me, { verb: draft, at: drafted });
    assert.match(stdout, /told in the note/i);
    writeFileSync(path.join(folder, 'NOTE.md'), stdout);
    commit('feat: made while writing', drafted + 5_000);
    const posted = await run(['NOTE.md'], { at: drafted + 60_000 });
    assert.equal(posted.status, 0, posted.stderr);
    assert.doesNotMatch(standIn.ledger.discussions[0]?.body ?? '', /until|\d\dT\d\d:\d\d/);
    const next = await run([...me, '--json'], { verb: draft, at: drafted + 120_000 });
    const { window, items } = JSON.parse(next.stdout) as {
      window: { since: string; reason: string };
      items: { text: string }[];
    };
    assert.equal(window.reason, 'last-handoff');
    assert.equal(Date.parse(window.since), drafted);
    assert.match(items.map(({ text }) => text).join(), /made while writing/i);
    assert.doesNotMatch(items.map(({ text }) => text).join(), /told in the note/i);
  });

  it('prints a draft where nothing can be kept, and says how to post it all the same', async () => {
    commit('feat: one', Date.now() - 1_000);
    const real = createStateStore(path.join(folder, 'state'));
    const full: StateStore = {
      ...real,
      of: (place) => ({ ...real.of(place), append: () => Promise.reject(new Error('no space left')) }),
    };
    const { status, stdout, stderr } = await run(['--as', 'ana@example.com'], { verb: draft, state: full });
    assert.equal(status, 0);
    assert.match(stdout, /^# One/);
    assert.match(stderr, /could not be remembered .*; post it with "baton post --until \d{4}-/);
  });

  it('asks with exit status 1 when somebody edited the text on GitHub', async () => {
    await run(['NOTE.md']);
    standIn.ledger.discussions[0]!.body += 'edited there';
    writeFileSync(path.join(folder, 'NOTE.md'), note().replace('works', 'merged'));
    const asked = await run(['NOTE.md']);
    assert.deepEqual([asked.status, /^Undecided: .*--overwrite\. http/.test(asked.stdout)], [1, true]);
    assert.match(standIn.ledger.discussions[0]!.body, /edited there/);
    assert.equal((await run(['NOTE.md', '--overwrite'])).status, 0);
    assert.match(standIn.ledger.discussions[0]!.body, /merged/);
  });

  it('waits with exit status 1 when GitHub is away', async () => {
    standIn.fail({ kind: 'primary-limit', times: Infinity });
    const { status, stdout } = await run(['NOTE.md', '--json']);
    const answer = JSON.parse(stdout) as { state: string; url: null; why: string };
    assert.deepEqual([status, answer.state, answer.url], [1, 'waiting', null]);
    assert.match(answer.why, /until \d{4}-/);
  });

  it('posts no secret unseen', async () => {
    writeFileSync(path.join(folder, 'NOTE.md'), `# T\n\nuse ${'ghp_'}${'a1B2'.repeat(9)}\n`);
    await assert.rejects(run(['NOTE.md']), /GitHub token.*--redact or --as-is/);
    assert.equal(standIn.ledger.discussions.length, 0);
    assert.equal((await run(['NOTE.md', '--redact'])).status, 0);
    assert.match(standIn.ledger.discussions[0]?.body ?? '', /^use \[GitHub token removed\]/);
  });

  it('posts no secret of the title unseen either', async () => {
    writeFileSync(path.join(folder, 'NOTE.md'), `# Use ${'ghp_'}${'a1B2'.repeat(9)}\n\nas agreed\n`);
    await assert.rejects(run(['NOTE.md']), /GitHub token.*--redact or --as-is/);
    assert.equal(standIn.ledger.discussions.length, 0);
    assert.equal((await run(['NOTE.md', '--redact'])).status, 0);
    assert.equal(standIn.ledger.discussions[0]?.title, 'Use [GitHub token removed]');
  });

  it('keeps quoted code out of a public place while work is unpushed, unless it is told otherwise', async () => {
    const text = '# T\n\n**State:** ok\n\n```js\nunpushed();\n```\n\n```sh\nnpm test\n```\n';
    writeFileSync(path.join(folder, 'NOTE.md'), text);
    const { stderr } = await run(['NOTE.md']);
    assert.match(stderr, /quoted code is left out.*--with-code/);
    assert.match(standIn.ledger.discussions[0]?.body ?? '', /code left out[^]*npm test/);
    assert.doesNotMatch(standIn.ledger.discussions[0]?.body ?? '', /unpushed/);
    await run(['NOTE.md', '--with-code']);
    assert.match(standIn.ledger.discussions[0]?.body ?? '', /unpushed/);
  });

  it('leaves out an inferred dead end that nobody confirmed, and says so', async () => {
    const line = '- *inferred:* retry: 0 (reverted in `9f31c2e`) <!-- b:t1 -->';
    writeFileSync(
      path.join(folder, 'NOTE.md'),
      `# T\n\n**State:** ok\n\n## Tried, did not work\n\n${line}\n`,
    );
    const { stderr } = await run(['NOTE.md']);
    assert.match(stderr, /1 inferred dead end is left out; to post one, delete "\*inferred:\*"/);
    assert.doesNotMatch(standIn.ledger.discussions[0]?.body ?? '', /Tried|retry: 0/);
  });

  it('mentions many people at once only when it is told to', async () => {
    writeFileSync(path.join(folder, 'NOTE.md'), '# T\n\n**State:** ok @acme/ops @all\n');
    await assert.rejects(run(['NOTE.md']), /many people at once: @acme\/ops, @all[^]*--mention-many/);
    assert.equal(standIn.ledger.discussions.length, 0);
    assert.equal((await run(['NOTE.md', '--mention-many'])).status, 0);
  });

  it('says who of those mentioned is off, and asks them in the note instead', async () => {
    mkdirSync(path.join(folder, '.baton'));
    const team =
      'members:\n  - name: Bruno Dias\n    login: bruno\n    zone: Europe/Lisbon\n    hours: 09:00-17:00\n';
    writeFileSync(path.join(folder, '.baton/team.yml'), team);
    writeFileSync(path.join(folder, 'NOTE.md'), '# T\n\n**State:** ok\n\ncc @bruno: retry?\n');
    const at = Date.parse('2026-11-19T02:00:00Z');
    const told = await run(['NOTE.md'], { at });
    assert.match(told.stderr, /@bruno is off until Thu 09:00 Lisbon \(09:00 UTC\) \(02:00 in Lisbon\)/);
    assert.match(standIn.ledger.discussions[0]?.body ?? '', /cc @bruno/);
    await run(['NOTE.md', '--ask-instead'], { at });
    const body = standIn.ledger.discussions[0]?.body ?? '';
    assert.match(body, /\*\*cc Bruno Dias: retry\?\*\* → bruno, by Thu 09:00 Lisbon \(09:00 UTC\)/);
    assert.doesNotMatch(body, /@bruno/);
    // Only the author knows that he is away that day.
    const { privateTeam } = createStateStore(path.join(folder, 'state'));
    await privateTeam.write([{ login: 'bruno', leave: '2026-11-19' }]);
    assert.match((await run(['NOTE.md'], { at })).stderr, /@bruno is off until Fri /);
  });

  it('takes back what it posted, and posts it anew', async () => {
    await run(['NOTE.md']);
    const { stdout } = await run(['NOTE.md', '--retract']);
    assert.match(stdout, /^Deleted: http/);
    assert.equal(standIn.ledger.discussions.length, 0);
    await assert.rejects(run(['NOTE.md', '--retract']), /nothing to retract/);
    assert.match((await run(['NOTE.md'])).stdout, /^Posted/);
    assert.match((await run(['--restore'])).stdout, /Nothing is kept/);
  });

  it('takes back what it posted from another machine: a Discussion, a comment, one in a Discussion', async () => {
    const forget = () => rmSync(path.join(folder, 'state'), { recursive: true });
    const team = addDiscussion(standIn.world, standIn.ledger, {
      author: 'ops-dev',
      title: 'Handoffs',
      body: '',
      category: standIn.ledger.categories[0]!,
    });
    standIn.ledger.issues[0]!.comments.length = 0;
    await run(['NOTE.md']);
    const marked = note();
    // Somebody else's text with the same marker is not one's own.
    addDiscussion(standIn.world, standIn.ledger, {
      author: 'ops-dev',
      title: 'Mine',
      body: marked,
      category: standIn.ledger.categories[0]!,
    });
    forget();
    const taken = await run(['NOTE.md', '--retract']);
    assert.match(taken.stderr, /nothing is known of this note here; looking for it in baton-sample\/ledger/);
    assert.match(taken.stdout, /^Deleted: http/);
    assert.deepEqual(standIn.ledger.discussions.map(({ title }) => title).sort(), ['Handoffs', 'Mine']);
    for (const where of [
      ['--comment-on', '1'],
      ['--in-discussion', String(team.number)],
    ]) {
      await run(['NOTE.md', ...where]);
      forget();
      assert.match((await run(['NOTE.md', '--retract', ...where])).stdout, /^Deleted: http/);
    }
    assert.deepEqual([standIn.ledger.issues[0]!.comments, team.comments], [[], []]);
  });

  it('says where it looked for a note that it is to take back, and how to name another place', async () => {
    writeFileSync(path.join(folder, 'NOTE.md'), '# T\n\n**State:** ok\n\n<!-- baton:note never -->\n');
    await assert.rejects(run(['NOTE.md', '--retract']), {
      name: 'UserError',
      message: /in baton-sample\/ledger has this note's marker.*--comment-on.*--to-repository/,
    });
    await assert.rejects(
      run(['NOTE.md', '--retract', '--comment-on', '9999']),
      /no issue or pull request 9999/,
    );
    await assert.rejects(run(['NOTE.md', '--retract', '--in-discussion', '9999']), /no Discussion #9999/);
    await assert.rejects(run(['NOTE.md', '--retract', '--to-repository', 'x']), /Write it as owner\/name/);
    execFileSync('git', ['remote', 'remove', 'origin'], { cwd: folder });
    await assert.rejects(run(['NOTE.md', '--retract']), /Say where it was posted: --to-repository/);
  });

  it('comments in a Discussion of the team’s', async () => {
    const rolling = addDiscussion(standIn.world, standIn.ledger, {
      author: 'ops-dev',
      title: 'Handoffs',
      body: '',
      category: standIn.ledger.categories[0]!,
    });
    await run(['NOTE.md', '--in-discussion', String(rolling.number)]);
    assert.match(rolling.comments[0]?.body ?? '', /^### Refunds done/);
    await assert.rejects(run(['NOTE.md', '--in-discussion', '1', '--comment-on', '1']), /Choose one of/);
  });

  it('reads standard input, and comments where it is told to', async () => {
    standIn.ledger.issues[0]!.comments.length = 0;
    const { stdout } = await run(['-', '--comment-on', '#1'], { stdin: '# Hello\n\nWorld\n' });
    assert.match(stdout, /^Posted .*\/issues\/1#issuecomment-\d+\n$/);
    assert.match(standIn.ledger.issues[0]?.comments[0]?.body ?? '', /^### Hello\n\nWorld/);
  });

  for (const [what, args, sentence] of [
    ['no note', [], /Name one note/],
    ['two notes', ['a.md', 'b.md'], /Name one note/],
    ['a note that is not there', ['gone.md'], /no note at gone\.md/],
    [
      'a category that is not there',
      ['NOTE.md', '--category', 'Nope'],
      /no category "Nope"\. Choose one of: General/,
    ],
    ['a repository that is no name', ['NOTE.md', '--to-repository', 'ledger'], /Write it as owner\/name/],
    ['a number that is none', ['NOTE.md', '--comment-on', 'x'], /not the number/],
    ['a flag that it does not know', ['NOTE.md', '--token', 'x'], /unknown flag/],
  ] as const) {
    it(`refuses ${what} in one sentence`, async () => {
      await assert.rejects(run(args), { name: 'UserError', message: sentence });
    });
  }

  it('says how to sign in when the token is not known any more', async () => {
    await assert.rejects(run(['NOTE.md'], { token: 'gho_expired' }), /Sign in again/);
  });

  it('never prints or keeps the token', async () => {
    const token = standIn.token('pune-dev');
    const { stdout, stderr } = await run(['NOTE.md'], { token });
    const kept = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
    assert.ok(
      kept.some((text) => text.includes('note-posted')),
      'the journal was read',
    );
    for (const text of [stdout, stderr, ...kept]) assert.ok(!text.includes(token));
  });
});

describe('the token for a host', () => {
  const token = (host: string, env: Record<string, string>, gh: string | null = null) =>
    tokenFor(host, { env, ports: { ghToken: () => Promise.resolve(gh) } as never });

  it('goes to a server on this machine only when GH_HOST names it with its port', async () => {
    const env = { GH_TOKEN: 'a' };
    const here = 'http://127.0.0.1:4000';
    await assert.rejects(token(here, env), /Set GH_HOST=127\.0\.0\.1:4000/);
    await assert.rejects(token(here, { ...env, GH_HOST: '127.0.0.1:4001' }), /Set GH_HOST/);
    assert.equal(await token(here, { ...env, GH_HOST: '127.0.0.1:4000' }), 'a');
    assert.equal(await token(here, { ...env, GH_ENTERPRISE_TOKEN: 'e', GH_HOST: here }), 'e');
  });

  it('comes from the environment, else from the gh CLI', async () => {
    assert.equal(await token('github.com', { GITHUB_TOKEN: 'b', GH_TOKEN: 'a' }, 'c'), 'a');
    assert.equal(await token('github.com', { GITHUB_TOKEN: 'b' }, 'c'), 'b');
    assert.equal(await token('github.com', {}, 'c'), 'c');
    await assert.rejects(
      token('github.com', { GH_ENTERPRISE_TOKEN: 'e' }),
      /set GH_TOKEN, or run "gh auth login/,
    );
  });

  it('goes to an enterprise host only when GH_HOST names it', async () => {
    const env = { GH_ENTERPRISE_TOKEN: 'e', GH_TOKEN: 'a' };
    assert.equal(await token('ghe.example.com', { ...env, GH_HOST: 'ghe.example.com' }), 'e');
    await assert.rejects(
      token('evil.example.com', { ...env, GH_HOST: 'ghe.example.com' }),
      /Set GH_HOST=evil/,
    );
    await assert.rejects(token('ghe.example.com', { GH_TOKEN: 'a' }), /Set GH_HOST=ghe\.example\.com/);
    await assert.rejects(token('ghe.example.com', {}), /Not signed in to ghe\.example\.com: set GH_HOST/);
  });
});
