import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles, createMachine } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createSharing } from '../../../src/adapters/git/share';
import { createStateStore } from '../../../src/adapters/state';
import { UserError } from '../../../src/core/errors';
import { draft } from '../../../src/terminal/draft';
import type { Io } from '../../../src/terminal/verb';
import { createSandbox, quiet, type Sandbox } from '../git/sandbox';

interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: readonly string[];
}

type Json = Record<string, unknown> & { readonly markdown: string; readonly err: readonly string[] };

describe('baton draft', () => {
  const made: Sandbox[] = [];
  const state = mkdtempSync(join(tmpdir(), 'baton-state-'));
  const sandbox = (): Sandbox => {
    const one = createSandbox();
    made.push(one);
    return one;
  };
  after(() => {
    made.forEach((each) => each.remove());
    rmSync(state, { recursive: true, force: true });
  });

  const run = async (cwd: string, ...args: string[]): Promise<Answer> => {
    let out = '';
    const err: string[] = [];
    const io: Io = {
      stdout: (text) => {
        out += text;
        return Promise.resolve();
      },
      stderr: (line) => void err.push(line),
      stdin: () => Promise.resolve(''),
      cwd,
      env: quiet,
      ports: {
        git: createGit({ env: quiet }),
        files: createFiles(),
        machine: { ...createMachine(), zone: 'Asia/Kolkata' },
        state: (directory) => Promise.resolve(createStateStore(directory ?? state)),
        gitHub: () => assert.fail('a draft asks nobody'),
        sharing: () => createSharing({ env: quiet }),
      },
      signal: new AbortController().signal,
      now: () => Date.parse('2026-11-19T14:00:00Z'),
    };
    return { status: await draft.run(args, io), out, err };
  };
  const json = async (cwd: string, ...args: string[]): Promise<Json> => {
    const { out, err } = await run(cwd, ...args, '--json');
    return { ...(JSON.parse(out) as Record<string, unknown> & { readonly markdown: string }), err };
  };
  const worked = (): Sandbox => {
    const one = sandbox();
    one.git('commit', '-q', '--allow-empty', '-m', 'feat: first');
    one.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    one.git('checkout', '-qb', 'refund-retry');
    one.git('commit', '-q', '--allow-empty', '-m', 'fix(refund): retry');
    return one;
  };

  it('answers with the keys that other programs rely on, every time with its offset', async () => {
    const one = worked();
    const answer = await json(one.root, '--since', '2026-11-19', '--until', '2026-11-19T20:00');
    assert.deepEqual(answer['author'], { name: 'Ana', emails: ['ana@example.com'], zone: 'Asia/Kolkata' });
    assert.deepEqual(answer['window'], {
      since: '2026-11-19T00:00:00+05:30',
      until: '2026-11-19T20:00:00+05:30',
      reason: 'flag',
    });
    assert.deepEqual(answer['repositories'], [
      {
        path: one.root,
        branch: 'refund-retry',
        head: one.git('rev-parse', 'HEAD'),
        upstream: null,
        operation: null,
      },
    ]);
    assert.deepEqual(answer['receivers'], [
      { name: 'Ana', zone: 'Asia/Kolkata', startsWorkAt: '2026-11-20T09:00:00+05:30' },
    ]);
    const items = answer['items'] as Record<string, unknown>[];
    assert.deepEqual(
      items.map(({ section, commits, source, certainty, repository }) => ({
        section,
        commits,
        source,
        certainty,
        repository,
      })),
      [
        { section: 'shipped', commits: [one.git('rev-parse', 'HEAD~1')] },
        { section: 'now', commits: [one.git('rev-parse', 'HEAD')] },
      ].map((each) => ({ ...each, source: 'git', certainty: 'fact', repository: one.root })),
    );
    assert.match(answer.markdown, /^# Retry · Ana\n/);
    assert.deepEqual(answer.err, []);
  });

  it('looks back to the start of my working day, or to what was posted last', async () => {
    const one = worked();
    assert.deepEqual((await json(one.root))['window'], {
      since: '2026-11-19T00:00:00+05:30',
      until: '2026-11-19T19:30:00+05:30',
      reason: 'working-day',
    });
    const posted = {
      kind: 'note-posted',
      at: '2026-11-19T11:00:00Z',
      note: 'n0',
      title: 'Before *that*',
    } as const;
    await createStateStore(join(state, 'other'))
      .of(join(one.root, '.git'))
      .append([
        {
          ...posted,
          url: 'https://github.com/o/r/discussions/1',
          until: '2026-11-19T11:00:00Z',
          nodeId: 'D',
          body: '',
        },
      ]);
    const answer = await json(one.root, '--state', join(state, 'other'));
    assert.deepEqual((answer['window'] as { reason: string; since: string }).reason, 'last-handoff');
    assert.match(
      answer.markdown,
      /Continues \[Before \\\*that\\\*\]\(https:\/\/github\.com\/o\/r\/discussions\/1\)\./,
    );
  });

  it('goes on from a note about everything, not from one about a branch', async () => {
    const one = worked();
    const posted = {
      kind: 'note-posted',
      title: 'Before',
      url: 'https://github.com/o/r/discussions/1',
      nodeId: 'D',
      body: '',
    } as const;
    const at = (time: string) => ({ at: time, until: time });
    const store = createStateStore(join(state, 'branches')).of(join(one.root, '.git'));
    await store.append([
      { ...posted, ...at('2026-11-19T10:00:00Z'), note: 'all' },
      { ...posted, ...at('2026-11-19T11:00:00Z'), note: 'branch', branch: 'refund-retry' },
    ]);
    const { since } = (await json(one.root, '--state', join(state, 'branches')))['window'] as {
      since: string;
    };
    assert.equal(since, '2026-11-19T15:30:00+05:30');
  });

  it('hands over to whoever works next, or to whom I name, in their zone', async () => {
    const one = worked();
    mkdirSync(join(one.root, '.baton'));
    const team = [
      'members:',
      '  - { name: Ana, login: ana, zone: Asia/Kolkata, hours: 09:00-18:00, emails: [ana@example.com] }',
      '  - { name: Lin, login: lin, zone: Europe/Lisbon, hours: 09:00-17:00 }',
      '  - { name: Sam, login: sam, zone: America/New_York, hours: 09:00-17:00 }',
    ];
    writeFileSync(join(one.root, '.baton', 'team.yml'), `${team.join('\n')}\n`);
    const answer = await json(one.root, '--until', '2026-11-19T13:00:00Z');
    assert.deepEqual(answer.err, []);
    assert.deepEqual(answer['receivers'], [
      { name: 'Sam', login: 'sam', zone: 'America/New_York', startsWorkAt: '2026-11-19T09:00:00-05:00' },
    ]);
    assert.equal((answer['author'] as { login?: string }).login, 'ana');
    assert.match(answer.markdown, /Sam starts Thu 09:00 New York \(14:00 UTC\)\./);
    const named = await json(one.root, '--until', '2026-11-19T13:00:00Z', '--to', 'LIN', '--to', '@sam');
    assert.deepEqual(
      (named['receivers'] as { login: string }[]).map(({ login }) => login),
      ['lin', 'sam'],
    );
    await assert.rejects(run(one.root, '--to', 'nobody'), /--to: the team file has nobody called "nobody"/);
    // Nor to somebody who is away, though only the author's own settings say so.
    const { privateTeam } = createStateStore(state);
    await privateTeam.write([{ name: 'Sam', leave: '2026-11-19 – 2026-11-22' }]);
    const { receivers } = await json(one.root, '--until', '2026-11-19T13:00:00Z');
    await privateTeam.write([]);
    assert.deepEqual(
      (receivers as { login: string }[]).map(({ login }) => login),
      ['lin'],
    );
  });

  it('counts a repository once that several folders lie in, and tells two apart', async () => {
    const [one, two] = [worked(), worked()];
    two.git('commit', '-q', '--allow-empty', '-m', 'feat: other');
    mkdirSync(join(one.root, 'deep'));
    const since = ['--since', '2026-11-19T00:00Z', '--until', '2026-11-20T00:00Z'];
    const once = await json(one.root, ...since, one.root, 'deep', join(one.root, 'deep'));
    assert.equal((once['repositories'] as unknown[]).length, 1);
    const both = await json(one.root, ...since, '.', two.root);
    const items = both['items'] as { commits?: string[]; text: string }[];
    const named = items.flatMap(({ commits }) => commits ?? []);
    assert.equal(new Set(named).size, named.length);
    assert.ok(items.every(({ text }) => text.startsWith('`baton-git-')));
  });

  it('prints the note, and says on the side that nothing was found', async () => {
    const one = worked();
    const { status, out, err } = await run(one.root, '--as', 'nobody@example.com', '--since', '2026-11-18');
    assert.equal(status, 0);
    assert.match(out, /^# /);
    assert.equal(err.length, 1);
    assert.match(
      err[0] ?? '',
      /No work of nobody@example\.com was found in this period: name an earlier one with --since/,
    );
  });

  it('says of a shallow clone that its history ends early, and how to have the rest', async () => {
    const one = worked();
    one.git('clone', '-q', '--depth=1', `file://${one.root}`, 'shallow');
    const shallow = join(one.root, 'shallow');
    const told = (await json(shallow, '--as', 'ana@example.com')).err.join('\n');
    assert.match(told, /is a shallow clone: .*; run "git fetch --unshallow" to have it all\./);
    assert.doesNotMatch((await json(one.root)).err.join('\n'), /shallow/);
  });

  it('refuses a wrong call with one sentence', async () => {
    const one = worked();
    const refused: readonly (readonly [string[], RegExp])[] = [
      [['--nope'], /unknown flag '--nope'; see "baton draft --help"/],
      [['--since'], /--since.*see "baton draft --help"/],
      [['--since', 'yesterday'], /^--since: "yesterday" is not a time\. Write it as/],
      [['--since', '2026-02-30'], /is not a time/],
      [['--zone', 'IST'], /--zone: "IST" is not a time zone: write it as/],
      [['--since', '2026-11-19T10:00', '--until', '2026-11-19T10:00'], /--since is not before --until/],
      [['--until', '2026-11-19', '--until', '2026-11-20'], /--until is given 2 times/],
      [['/no/such/folder'], /There is no folder \/no\/such\/folder/],
      [['--team', 'missing.yml'], /There is no team file at .*missing\.yml/],
      [[tmpdir()], /is in no git repository: open a folder that is, or run "git init" there/],
    ];
    for (const [args, message] of refused) {
      await assert.rejects(run(one.root, ...args), (error) => {
        assert.ok(error instanceof UserError, args.join(' '));
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      });
    }
    await assert.rejects(run(sandbox().root), /has no commits yet: make the first one/);
    one.git('config', '--unset', 'user.email');
    await assert.rejects(run(one.root), /git does not know who you are: run "git config user\.email/);
  });
});
