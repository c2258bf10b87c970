import assert from 'node:assert/strict';
import type { Outcome } from '../../../src/core/journal/fold';
import { nextPlaceholder, statePlaceholder } from '../../../src/core/handoff/note';
import { shellWord } from '../../../src/core/handoff/pickup/shell';
import type { Change, Remote } from '../../../src/core/ports/git';
import { at, branch, commit, draft, told, type Scene } from './scene';

describe('a drafted note', () => {
  it('tells what was merged as outcomes, and the rest of the default branch by kind', () => {
    const { items } = draft({
      commits: [
        commit('m2', 'Merge pull request #142 from ana/retry', ['m1', 't2'], 'Retry refunds with backoff'),
        commit('t2', 'test(refund): gives up', ['t1']),
        commit('t1', 'feat(refund): retry', ['d1']),
        commit('m1', 'Idempotency keys (#138)', ['d3']),
        commit('d3', 'fix(ledger): round once', ['d2']),
        commit('d2', 'fix(ledger): no float', ['d1']),
        commit('d1', 'Tidy up', ['old']),
      ],
      branches: [branch('main', 'm2', { isDefault: true }), branch('origin/main', 'm2', { isDefault: true })],
      head: { upstream: { name: 'origin/main', ahead: 0, behind: 0 } },
    });
    assert.deepEqual(told(items), [
      'shipped: Retry refunds with backoff (#142): merged, 2 commits',
      'shipped: Idempotency keys (#138): merged',
      'shipped: **Fixed in `ledger`:** round once; no float (2 commits)',
      'shipped: Tidy up',
    ]);
  });

  it('tells fifty commits of one branch in one line, with a count', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      commit(`c${index}`, `feat: step ${index}`, [index < 49 ? `c${index + 1}` : 'base']),
    );
    const { items, markdown } = draft({
      commits: many,
      branches: [
        branch('topic', 'c0'),
        branch('origin/topic', 'c2'),
        branch('origin/main', 'base', { isDefault: true }),
      ],
      head: { branch: 'topic', upstream: { name: 'origin/topic', ahead: 2, behind: 0 } },
    });
    assert.equal(items.length, 1);
    assert.equal(items[0]?.commits?.length, 50);
    assert.match(
      items[0]?.text ?? '',
      /^Branch `topic`, 50 commits ahead of `main`, 2 not pushed yet: step 0; step 1; step 2 and 47 more$/,
    );
    assert.match(markdown, /git fetch origin topic && git switch topic\n```\n\nNot pushed yet: 2 commits\./);
  });

  it('is no log: of very many merges and branches the rest is one line each, and every commit is still named', () => {
    const merged = Array.from({ length: 40 }, (_, index) =>
      commit(`m${index}`, `Step ${index} (#${index})`, [index < 39 ? `m${index + 1}` : 'base']),
    );
    const topics = Array.from({ length: 40 }, (_, index) => commit(`t${index}`, 'feat: x', ['base']));
    const { items } = draft({
      commits: [...merged, ...topics],
      branches: [
        branch('origin/main', 'm0', { isDefault: true }),
        ...topics.map(({ sha }) => branch(`topic-${sha}`, sha)),
      ],
    });
    assert.equal(items.length, 20 + 1 + 12 + 1);
    assert.equal(new Set(items.flatMap(({ commits }) => commits ?? [])).size, 80);
    assert.ok(told(items).includes('shipped: 20 more were merged (20 commits)'));
    assert.ok(told(items).includes('now: 28 more branches: 28 commits'));
  });

  it('says of no branch that it is not pushed yet where there is nowhere to push to', () => {
    const { items } = draft({
      commits: [commit('a1', 'feat: a', ['m0']), commit('b1', 'feat: b', ['m0'])],
      branches: [branch('main', 'm0'), branch('topic', 'a1'), branch('other', 'b1')],
      head: { branch: 'topic' },
    });
    assert.deepEqual(told(items), [
      'now: Branch `topic`, 1 commit ahead of `main`, on this machine only (no remote branch is known): a',
      'now: Branch `other`, 1 commit, on this machine only (no remote branch is known): b',
    ]);
  });

  it('says how far a branch is from the default branch, and at least how far where history was not read', () => {
    const at = (more: Scene): string =>
      draft({
        branches: [branch('topic', 'a1'), branch('origin/main', 'm1', { isDefault: true })],
        head: { branch: 'topic' },
        ...more,
      }).items[0]?.text ?? '';
    const fork = commit('f1', 'fork', ['f0']);
    const main = [commit('m1', 'm', ['m0']), commit('m0', 'm', ['f1'])];
    const [top, theirs] = [commit('a1', 'feat: a', ['a0']), commit('a0', 'feat: theirs', ['f1'])];
    assert.match(
      at({
        commits: [...main, top, theirs, fork, commit('f0', 'old', [])],
        others: ['m1', 'm0', 'a0', 'f1', 'f0'],
      }),
      /^Branch `topic`, 1 commit, 2 ahead of `main`, not pushed yet, 2 behind `main`: a$/,
    );
    // What the fork's own history is does not matter; where the fork is not known, it does.
    assert.match(
      at({ commits: [...main, top, theirs, fork], others: ['m1', 'm0', 'a0', 'f1'] }),
      /, 2 behind/,
    );
    assert.match(
      at({ commits: [...main, top, theirs], others: ['m1', 'm0', 'a0'] }),
      /1 commit, at least 2 ahead of `main`, not pushed yet, at least 2 behind `main`: a$/,
    );
    const upstream = { name: 'origin/main', ahead: 1, behind: 2 };
    assert.match(
      at({
        commits: [...main, top, theirs, fork],
        others: ['m1', 'm0', 'a0', 'f1'],
        head: { branch: 'topic', upstream },
      }),
      /1 not pushed yet, 2 behind `origin\/main`: a$/,
    );
  });

  it('tells very many commits of the default branch by where they were made', () => {
    const paths = new Map<string, readonly string[]>();
    const made = (area: string, many: number, subject = 'Change') =>
      Array.from({ length: many }, (_, index) => {
        const sha = `${area.replace(/\W/g, '')}${index}`;
        paths.set(sha, [`${area}/x.ts`, 'test/a.test.ts', 'test/b.test.ts', 'README.md']);
        return commit(sha, `${subject} ${area} ${index}`, []);
      });
    const all = [
      ...made('src/core/time', 20),
      ...made('src/core/team', 9),
      ...made('web', 4),
      ...made('ledger', 3, 'fix(bank):'),
      ...made('ci', 1),
    ];
    const commits = all.map((each, index) => ({ ...each, parents: [all[index + 1]?.sha ?? 'old'] }));
    const { items } = draft({
      commits,
      branches: [branch('main', commits[0]?.sha ?? '')],
      reading: { paths },
    });
    assert.deepEqual(told(items), [
      'shipped: **In `src/core/time`:** Change src/core/time 0; Change src/core/time 1; Change src/core/time 2 and 17 more (20 commits)',
      'shipped: **In `src/core/team`:** Change src/core/team 0; Change src/core/team 1; Change src/core/team 2 and 6 more (9 commits)',
      'shipped: **In `web`:** Change web 0; Change web 1; Change web 2; Change web 3 (4 commits)',
      'shipped: **In `bank`:** ledger 0; ledger 1; ledger 2 (3 commits)',
      'shipped: **Elsewhere:** Change ci 0',
    ]);
    assert.equal(new Set(items.flatMap((each) => each.commits ?? [])).size, all.length);
    assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
  });

  it('gives a branch on top of another only its own commits, and a backup none', () => {
    const { items } = draft({
      commits: [commit('b1', 'feat: b', ['a1']), commit('a1', 'feat: a', ['base'])],
      branches: [
        branch('backup', 'a1'),
        branch('upper', 'b1'),
        branch('lower', 'a1'),
        branch('origin/lower', 'a1'),
        branch('origin/main', 'base', { isDefault: true }),
      ],
      head: { branch: 'upper' },
    });
    assert.deepEqual(
      items.map(({ text, commits }) => [text.slice(0, 14), commits]),
      [
        ['Branch `upper`', ['b1']],
        ['Branch `lower`', ['a1']],
      ],
    );
  });

  it('says of work that is nowhere but here that nobody can fetch it', () => {
    const { items, markdown } = draft({
      commits: [commit('a1', 'feat: a', ['base'])],
      branches: [branch('topic', 'a1'), branch('origin/main', 'base', { isDefault: true })],
      head: { branch: 'topic' },
    });
    assert.match(items[0]?.text ?? '', /1 commit ahead of `main`, not pushed yet/);
    assert.match(markdown, /`topic` is not pushed yet: nobody else can fetch it\./);
    assert.doesNotMatch(markdown, /git fetch/);
  });

  it('sums up what is not committed, and keeps every path', () => {
    const change = (path: string, kind: Change['kind']): Change => ({
      path,
      kind,
      staged: false,
      unstaged: true,
    });
    const changes = [
      change('a.ts', 'modified'),
      change('new.ts', 'untracked'),
      change('b`.ts', 'deleted'),
      ...Array.from({ length: 9 }, (_, index) => change(`x${index}`, 'modified')),
    ];
    const { items } = draft({
      changes,
      reading: {
        diff: [
          { path: 'a.ts', added: 18, removed: 4 },
          { path: 'x8', added: 2, removed: null },
        ],
      },
    });
    assert.deepEqual(items[0]?.paths?.length, 12);
    assert.equal(
      items[0]?.text,
      'Uncommitted: `a.ts` (+18 −4), `new.ts` (new, not added to git), ``b`.ts`` (deleted), `x0`, `x1`, 7 more (+2)',
    );
  });

  it('says that a rebase stands half-way, and that a detached HEAD holds commits of no branch', () => {
    const conflict: Change = { path: 'a.ts', kind: 'conflicted', staged: false, unstaged: true };
    const head = { branch: null, sha: 'abcdef1234', upstream: null };
    const rebase = draft({ reading: { tree: { head, changes: [conflict], operation: 'rebase' } } });
    assert.deepEqual(told(rebase.items), ['now: A rebase is in progress, 1 conflict left: `a.ts`']);
    assert.deepEqual(rebase.items[0]?.paths, ['a.ts']);
    const both = [conflict, { ...conflict, path: 'b.ts', kind: 'modified' as const }];
    assert.deepEqual(told(draft({ reading: { tree: { head, changes: both, operation: 'merge' } } }).items), [
      'now: A merge is in progress, 1 conflict left: `a.ts`',
      'now: Uncommitted: `b.ts`',
    ]);
    // Nothing else tells of a conflict that a stash left.
    const stash = draft({ changes: [conflict] });
    assert.deepEqual(told(stash.items), ['now: Uncommitted: `a.ts` (in conflict)']);
    const named = draft({
      commits: [commit('a1', 'feat: a', ['base'])],
      branches: [branch('topic', 'a1'), branch('other', 'base')],
      reading: { tree: { head, changes: [], operation: 'rebase', operationBranch: 'topic' } },
    });
    assert.deepEqual(told(named.items), [
      'now: Branch `topic`, 1 commit, on this machine only (no remote branch is known): a',
      'now: A rebase of `topic` is in progress',
    ]);
    const detached = draft({ reading: { tree: { head, changes: [], operation: null } } });
    assert.match(
      detached.items[0]?.text ?? '',
      /^HEAD is detached at `abcdef1`: what is committed there is on no branch$/,
    );
  });

  it('tells nothing as done that was undone again, unless nothing else was', () => {
    const revert = commit('c1', 'Revert "client: retry: 0"', ['b1'], 'This reverts commit 0123456789abcdef.');
    const undone = commit('b1', 'client: retry: 0', ['a1']);
    const of = (commits: NonNullable<Scene['commits']>) =>
      draft({
        commits,
        branches: [branch('topic', 'c1'), branch('origin/main', 'm0', { isDefault: true })],
        head: { branch: 'topic' },
      }).items;
    const [all] = of([revert, undone, commit('a1', 'feat: retry', ['m0'])]);
    assert.match(all?.text ?? '', /^Branch `topic`, 3 commits .*: retry$/);
    assert.deepEqual([...(all?.commits ?? [])].sort(), ['a1', 'b1', 'c1']);
    assert.match(
      of([revert, { ...undone, parents: ['m0'] }])[0]?.text ?? '',
      /: Revert "client: retry: 0"; client/,
    );
  });

  it('marks what was reverted as inferred, and names no commit twice', () => {
    const { items, markdown } = draft({
      commits: [
        commit('r1', 'Revert "client: retry: 0"', ['a1'], 'This reverts commit 0123456789abcdef.'),
        commit('a1', 'client: retry: 0', ['base']),
      ],
      branches: [branch('main', 'r1')],
    });
    assert.match(markdown, /## Tried, did not work\n\n- \*inferred:\* client: retry: 0 \(reverted in `r1`\)/);
    assert.deepEqual(items.flatMap(({ commits }) => commits ?? []).sort(), ['a1', 'r1']);
  });

  it('tells a change once that was picked onto another branch, with both commits, and who took part', () => {
    const body = 'Why.\n\nCo-authored-by: Lin <lin@example.com>\nCo-authored-by: Ana <ana@example.com>';
    const { items } = draft({
      commits: [commit('p1', 'fix: rounding', ['rel']), commit('d1', 'fix: rounding', ['old'], body)],
      branches: [
        branch('main', 'd1', { isDefault: true }),
        branch('origin/main', 'd1', { isDefault: true }),
        branch('origin/release-1.2', 'p1'),
      ],
    });
    assert.deepEqual(told(items), [
      'shipped: **Fixed:** rounding, with Lin; the same is on `origin/release-1.2`',
    ]);
    assert.deepEqual(items[0]?.commits, ['d1', 'p1']);
  });

  it('tells both of two commits of one subject when one was made after the other', () => {
    const { items } = draft({
      commits: [commit('d2', 'wip', ['d1']), commit('d1', 'wip', ['old'])],
      branches: [branch('main', 'd2', { isDefault: true })],
    });
    assert.deepEqual(told(items), ['shipped: wip (2 commits)']);
  });

  it('tells the versions that the author tagged, and nobody else’s', () => {
    const tag = (name: string, sha: string, taggerEmail: string | null, hours = 1) => ({
      name,
      sha,
      taggerEmail,
      at: at.minus({ hours }),
    });
    const { items } = draft({
      commits: [commit('d1', 'feat: a', ['old']), commit('e1', 'feat: e', ['old'])],
      others: ['e1'],
      branches: [branch('main', 'd1', { isDefault: true })],
      reading: {
        tags: [
          tag('v1.1', 'd1', null),
          tag('v1.0', 'e1', 'ana@example.com'),
          tag('v0.9', 'e1', null),
          tag('v0.8', 'd1', 'lin@example.com'),
          tag('v0.7', 'd1', 'ana@example.com', 9),
        ],
      },
    });
    assert.equal(told(items).at(1), 'shipped: **Tagged:** `v1.1` (`d1`), `v1.0` (`e1`)');
  });

  it('infers that a branch was given up when it is gone and its work is nowhere', () => {
    const left = (name: string, subject: string, authorEmail = 'ana@example.com') => ({
      name,
      sha: `sha-${name}`,
      authorEmail,
      authoredAt: at.minus({ hours: 1 }),
      subject,
    });
    const { items } = draft({
      commits: [commit('d1', 'feat: kept (#7)', ['old'])],
      branches: [branch('main', 'd1', { isDefault: true }), branch('still', 'old')],
      reading: {
        left: [
          left('dead', 'try sinon timers'),
          left('squashed', 'feat: kept'),
          left('still', 'x'),
          left('hers', 'y', 'lin@x'),
        ],
      },
    });
    const tried = items.filter(({ section }) => section === 'tried');
    assert.deepEqual(told(tried), ['tried: try sinon timers (branch `dead`, given up at `sha-dea`)']);
    assert.equal(tried[0]?.certainty, 'inferred');
  });

  it('leads from no clone to what failed: clone, branch, dependencies, command', () => {
    const failed = (kind: 'task' | 'command', name: string, folder = '/w/ledger'): Outcome => ({
      kind,
      name,
      folder,
      at: '2026-11-19T11:00:00Z',
      exitCode: 1,
      failed: true,
      failures: [],
    });
    const commands = (outcomes: readonly Outcome[], more: Partial<Remote> = {}): string => {
      const { markdown } = draft({
        commits: [commit('a1', 'feat: a', ['base'])],
        branches: [
          branch('topic', 'a1'),
          branch('origin/topic', 'a1'),
          branch('origin/main', 'base', { isDefault: true }),
        ],
        head: { branch: 'topic', upstream: { name: 'origin/topic', ahead: 0, behind: 0 } },
        reading: {
          outcomes,
          lockfiles: ['package-lock.json'],
          remote: {
            name: 'origin',
            fetchUrl: 'https://ana:secret@github.com/x/ledger.git',
            pushUrl: '',
            ...more,
          },
        },
      });
      return /```sh\n([^]*?)\n```/.exec(markdown)?.[1] ?? '';
    };
    const start =
      'git clone https://github.com/x/ledger.git && cd ledger\ngit fetch origin topic && git switch topic';
    assert.equal(commands([]), start);
    assert.equal(commands([failed('task', 'npm: test')]), `${start}\nnpm ci && npm test`);
    const inner = failed('command', 'npx mocha -g "gives up"', '/w/ledger/pay app');
    assert.equal(commands([inner]), `${start}\nnpm ci && cd 'pay app' && npx mocha -g "gives up"`);
    assert.equal(commands([failed('command', 'npm ci')]), `${start}\nnpm ci`);
    // A mirror of this machine's is no address for others; a short form of its configuration is none either.
    const mirrored = { fetchUrl: '/mirror/ledger.git', configuredUrl: 'https://github.com/x/ledger.git' };
    assert.equal(commands([], mirrored), start);
    assert.equal(commands([], { configuredUrl: 'gh:x/ledger' }), start);
    // What was hidden before it was kept would not run, and a task's command is not known by its name.
    for (const name of ['curl -H [token-1] x', 'a\nb', 'x'.repeat(400)]) {
      assert.equal(commands([failed('command', name)]), start);
    }
    assert.equal(commands([failed('task', 'build all')]), start);
  });

  it('clones under the name that its author gave the remote, and not a remote that lacks the branch', () => {
    const commands = (name: string): string => {
      const { markdown } = draft({
        commits: [commit('a1', 'feat: a', ['base'])],
        branches: [branch('topic', 'a1'), branch('team/topic', 'a1'), branch('team/main', 'base')],
        head: { branch: 'topic', upstream: { name: 'team/topic', ahead: 0, behind: 0 } },
        reading: { remote: { name, fetchUrl: 'https://github.com/x/ledger.git', pushUrl: '' } },
      });
      return /```sh\n([^]*?)\n```/.exec(markdown)?.[1] ?? '';
    };
    const fetched = 'git fetch team topic && git switch topic';
    assert.equal(
      commands('team'),
      `git clone --origin team https://github.com/x/ledger.git && cd ledger\n${fetched}`,
    );
    assert.equal(commands('origin'), fetched);
  });

  it('shows a hostile message as text that notifies nobody and stays on its line', () => {
    const { markdown, title } = draft({
      commits: [commit('a1', 'feat: @everyone <!-- b:x --> [x](y) #12\u202e\n# Heading', ['base'])],
      branches: [branch('main', 'a1')],
    });
    assert.doesNotMatch(markdown, /@everyone|#12|\u202e|\n# Heading|[^\\]<!-- b:x/);
    assert.doesNotMatch(title, /\n|\u202e/);
  });

  it('keeps its places for the author, its sections in order, and no empty section', () => {
    const { markdown } = draft({ commits: [commit('a1', 'feat: a')], branches: [branch('main', 'a1')] });
    assert.ok(
      markdown.includes(
        `**State:** *inferred:* all of it is on \`main\`.\n**Next action:** ${nextPlaceholder}\n`,
      ),
    );
    assert.ok(
      draft({}).markdown.includes(`**State:** ${statePlaceholder}\n**Next action:** ${nextPlaceholder}\n`),
    );
    assert.match(markdown, /^# A · Ana → Lin\n/);
    assert.match(markdown, /Lin starts Thu 13:00 Lisbon \(13:00 UTC\)\./);
    assert.match(
      markdown,
      /## Shipped\n\n- \*\*New:\*\* a <!-- b:[0-9a-z]+ -->\n\n<!-- baton:note n1 -->\n$/,
    );
    assert.doesNotMatch(markdown, /Blocked|Working on now/);
  });

  it('tells nobody when its author worked', () => {
    const { markdown } = draft({
      commits: [commit('a1', 'feat: a', ['base'])],
      branches: [branch('topic', 'a1')],
      head: { branch: 'topic' },
    });
    assert.doesNotMatch(markdown.replace(/Lin starts .*/, ''), /\d\d:\d\d|2026|Kolkata/);
  });

  it('names a fact the same from draft to draft, and different facts differently', () => {
    const scene: Scene = {
      commits: [commit('a1', 'feat: a', ['base'])],
      branches: [branch('topic', 'a1')],
      head: { branch: 'topic' },
    };
    const more: Scene = {
      ...scene,
      commits: [commit('a2', 'feat: more', ['a1']), ...(scene.commits ?? [])],
      branches: [branch('topic', 'a2')],
    };
    assert.equal(draft(scene).items[0]?.id, draft(more).items[0]?.id);
    assert.notEqual(draft(scene).items[0]?.text, draft(more).items[0]?.text);
    const ids = draft({
      ...more,
      changes: [{ path: 'x', kind: 'modified', staged: false, unstaged: true }],
    }).items;
    assert.equal(new Set(ids.map(({ id }) => id)).size, 2);
  });

  it('of one branch leaves everything else out', () => {
    const { items } = draft({
      commits: [commit('b1', 'feat: b', ['base']), commit('a1', 'feat: a', ['base'])],
      branches: [branch('a', 'a1'), branch('b', 'b1'), branch('origin/main', 'base', { isDefault: true })],
      head: { branch: 'b' },
      changes: [{ path: 'x', kind: 'modified', staged: false, unstaged: true }],
      branch: 'a',
    });
    assert.deepEqual(
      items.map(({ commits }) => commits),
      [['a1']],
    );
  });

  it('tells what the editor shows of the work at hand', () => {
    const error = { line: 1, severity: 'error', message: 'x' } as const;
    const { items } = draft({
      changes: [{ path: 'a.ts', kind: 'modified', staged: false, unstaged: true }],
      editor: {
        diagnostics: () => [
          { ...error, path: '/w/ledger/a.ts' },
          { ...error, path: '/w/ledger/b.ts' },
        ],
        breakpoints: () => [],
        open: () => [],
        unsaved: () => ['/w/ledger/a.ts', '/w/ledger2/c.ts'],
      },
    });
    assert.deepEqual(told(items).slice(1), [
      'now: Not saved yet: `a.ts`',
      'blocked: The editor reports errors in `a.ts` (1 error) → lin, who takes over, *inferred:* by Fri 13:00 Lisbon (13:00 UTC). New in this note.',
    ]);
  });

  describe('of tasks and debug sessions', () => {
    const ended = (name: string, more: Partial<Outcome> = {}): Outcome => ({
      kind: 'task',
      name,
      folder: '/w/ledger',
      at: at.minus({ minutes: 5 }).toUTC().toISO() ?? '',
      exitCode: 1,
      failed: true,
      failures: [],
      ...more,
    });
    const blocked = (...outcomes: Outcome[]): readonly string[] =>
      told(draft({ reading: { outcomes } }).items).filter((line) => line.startsWith('blocked'));

    it('tells those that failed last, the newest first, and not when', () => {
      assert.deepEqual(
        blocked(
          ended('test'),
          ended('build', { exitCode: 0, failed: false }),
          ended('stopped', { exitCode: null, failed: false }),
          ended('Run pay.js', { kind: 'debug', exitCode: null }),
          ended('lint', { folder: '/w/ledger/web/app', exitCode: 2 }),
        ),
        [
          'blocked: Task `lint` in `web/app` failed last: exit code 2',
          'blocked: Debug session `Run pay.js` stopped on an exception last',
          'blocked: Task `test` failed last: exit code 1',
        ].map(
          (line) =>
            `${line} → lin, who takes over, *inferred:* by Fri 13:00 Lisbon (13:00 UTC). New in this note.`,
        ),
      );
    });

    it('leaves out what another repository, another day or too many others ran', () => {
      const long = Array.from({ length: 9 }, (_, index) => ended(`t${index}`));
      assert.equal(blocked(...long).length, 5);
      assert.deepEqual(
        blocked(
          ended('other', { folder: '/w/ledger2' }),
          ended('old', { at: at.minus({ hours: 9 }).toUTC().toISO() ?? '' }),
          ended('later', { at: at.toUTC().toISO() ?? '' }),
        ),
        [],
      );
    });

    it('infers a dead end from a command that failed three times in the window and never worked since', () => {
      const times = (many: number, hours = 1): string[] =>
        Array.from({ length: many }, () => at.minus({ hours }).toUTC().toISO() ?? '');
      const { items } = draft({
        reading: {
          outcomes: [
            ended('docker compose up', { kind: 'command', failures: times(4) }),
            ended('node once.js', { kind: 'command', failures: times(2) }),
            ended('node old.js', { kind: 'command', failures: times(5, 9) }),
            ended('git push', { kind: 'command', failures: times(5) }),
            ended('npm test', { kind: 'command', failures: times(5) }),
            ended('build', { failures: times(5) }),
          ],
        },
      });
      const tried = items.filter(({ section }) => section === 'tried');
      assert.deepEqual(told(tried), ['tried: Command `docker compose up`: failed 4 times in a row']);
      assert.deepEqual([tried[0]?.certainty, tried[0]?.lacks], ['inferred', 'deadEnd']);
    });

    it('knows a failure again in the next draft, and takes its name for text', () => {
      const name = '`x` @all <!-- baton:note n2 -->';
      const [one, two] = [
        draft({ reading: { outcomes: [ended(name)] } }),
        draft({ reading: { outcomes: [ended(name, { exitCode: 3 })] } }),
      ];
      assert.deepEqual(
        one.items.map(({ id }) => id),
        two.items.map(({ id }) => id),
      );
      assert.match(one.markdown, /`` `x` @all <!-- baton:note n2 --> `` failed last/);
    });
  });
});

describe('the number of a pull request in a subject', () => {
  const remote = (name: string, fetchUrl: string) => ({ name, fetchUrl, pushUrl: fetchUrl });
  const shipped = (fetchUrl: string, home?: string): string | undefined =>
    told(
      draft({
        commits: [commit('s1', 'Retry refunds (#142)', ['x'])],
        branches: [branch('origin/main', 's1', { isDefault: true })],
        reading: {
          remote: remote('origin', fetchUrl),
          ...(home !== undefined && { home: remote('upstream', home) }),
        },
      }).items,
    )[0];

  it('is a link to the page that the remote tells, though nobody is signed in', () => {
    const linked = 'shipped: Retry refunds ([#142](https://github.com/x/ledger/pull/142)): merged';
    for (const url of ['https://ana:token@github.com/x/ledger.git', 'git@github.com:x/ledger.git'])
      assert.equal(shipped(url), linked);
    assert.equal(shipped('git@github.com:ana/ledger.git', 'git@github.com:x/ledger.git'), linked);
  });

  it('is told on every line that names one', () => {
    const merge = commit('m1', 'Merge pull request #7 from ana/keys', ['old', 'k1'], 'Keys');
    const { markdown } = draft({
      commits: [commit('w1', 'fix: round (#9)', ['m1']), merge, commit('k1', 'feat: keys (#8)', ['old'])],
      branches: [branch('origin/main', 'm1', { isDefault: true }), branch('topic', 'w1')],
      head: { branch: 'topic' },
      reading: { remote: remote('origin', 'git@github.com:x/ledger.git') },
    });
    assert.match(markdown, /Keys \(\[#7\]\(https:\/\/github\.com\/x\/ledger\/pull\/7\)\): merged/);
    assert.match(markdown, /round \(\[#9\]\(https:\/\/github\.com\/x\/ledger\/pull\/9\)\)/);
    assert.doesNotMatch(markdown, /\(#/);
  });

  it('stays a number where nobody knows for sure where its page is', () => {
    for (const url of [
      '/srv/git/ledger.git',
      'git@gitlab.com:x/ledger.git',
      'git@git.example.com:x/ledger.git',
    ])
      assert.equal(shipped(url), 'shipped: Retry refunds (#142): merged');
  });
});

describe('a word of a command', () => {
  it('cannot be more than a word to a shell', () => {
    assert.equal(shellWord('feature/x-1'), 'feature/x-1');
    for (const name of ['$(id)', 'a;b', "it's", '-x', 'a b', '`id`', '']) {
      assert.match(shellWord(name), /^'.*'$/s);
      assert.equal(shellWord(name).slice(1, -1).replaceAll("'\\''", "'"), name);
    }
  });
});
