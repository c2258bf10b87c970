import assert from 'node:assert/strict';
import type { Outcome } from '../../../src/core/journal/fold';
import { noEditor } from '../../../src/core/ports/editor';
import type { Change, Hunk } from '../../../src/core/ports/git';
import { at, branch, commit, draft, type Scene } from './scene';

const failed = (name: string, kind: Outcome['kind'] = 'command'): Outcome => ({
  kind,
  name,
  folder: '/w/ledger',
  at: at.minus({ minutes: 5 }).toUTC().toISO() ?? '',
  exitCode: 1,
  failed: true,
  failures: [],
});
const hunk = (path: string, line: number, added: readonly string[], within = ''): Hunk => ({
  path,
  line,
  within,
  added,
  removed: [],
});
const change = (path: string, kind: Change['kind'] = 'modified'): Change => ({
  path,
  kind,
  staged: false,
  unstaged: true,
});
const topic: Scene = {
  commits: [commit('a1', 'feat: retry', ['base'])],
  branches: [
    branch('topic', 'a1'),
    branch('origin/topic', 'a1'),
    branch('origin/main', 'base', { isDefault: true }),
  ],
  head: { branch: 'topic', upstream: { name: 'origin/topic', ahead: 0, behind: 0 } },
};
const worktree = [
  hunk('README.md', 1, ['# x']),
  hunk('lib/backoff.js', 1, ["import x from 'x';", '']),
  hunk('lib/backoff.js', 41, ['  return 2 ** n;'], 'function nextDelay(n) {'),
  hunk('test/refund.js', 88, ["  assert.equal(calls, 5, '`');"]),
];
const changes = ['README.md', 'lib/backoff.js', 'test/refund.js'].map((path) => change(path));
const hunks = { worktree, committed: [], recent: [] };

function pickUp(scene: Scene): string {
  const { markdown } = draft(scene);
  return /## Pick it up here\n\n([^]*?)\n\n(?:##|<!--)/.exec(markdown)?.[1] ?? '';
}

describe('where the next person begins', () => {
  it('is what was changed: code before tests, past the imports, in the function, and what is to be read last', () => {
    const text = pickUp({ ...topic, changes, reading: { hunks } });
    assert.match(
      text,
      /\*\*First step:\*\* start at `lib\/backoff\.js:41` in `nextDelay`\n\*\*Then open:\*\* `test\/refund\.js:88` · `README\.md:1`$/,
    );
  });

  it('is the test where something fails, after the command that shows it', () => {
    const text = pickUp({ ...topic, changes, reading: { hunks, outcomes: [failed('npm test')] } });
    assert.match(text, /npm test\n```/);
    assert.match(
      text,
      /\*\*First step:\*\* see the last command fail, then start at `test\/refund\.js:88`\n/,
    );
    const task = pickUp({ ...topic, changes, reading: { hunks, outcomes: [failed('refund test', 'task')] } });
    assert.match(task, /\*\*First step:\*\* see that task `refund test` fails, then start at `test/);
  });

  it('is where the editor reports an error or stops, in what belongs to the change', () => {
    const editor = {
      ...noEditor,
      diagnostics: () => [
        { path: '/w/ledger/lib/other.js', line: 3, severity: 'error', message: 'x' } as const,
        { path: '/w/ledger/test/refund.js', line: 9, severity: 'warning', message: 'x' } as const,
        { path: '/w/ledger/test/refund.js', line: 12, severity: 'error', message: 'no `x`\n@all' } as const,
      ],
      breakpoints: () => [
        { path: '/w/ledger/lib/backoff.js', line: 44 },
        { path: '/w/ledger2/lib/backoff.js', line: 1 },
      ],
    };
    assert.match(
      pickUp({ ...topic, changes, editor, reading: { hunks } }),
      /start at `test\/refund\.js:12`, where the editor reports ``no `x`\S+@all``\n\*\*Then open:\*\* `lib\/backoff\.js:44` · `README\.md:1`$/,
    );
  });

  it('says of no branch that nobody can fetch it which stands at the remote under its name, upstream or not', () => {
    const at = (remote: string): string =>
      pickUp({
        commits: [commit('a1', 'feat: a', ['base'])],
        branches: [branch('main', 'a1'), branch(remote, 'a1', { isDefault: true })],
        changes,
        reading: { hunks },
      });
    assert.match(
      at('origin/main'),
      /git fetch origin main && git switch main\n```\n\nNot pushed yet: the uncommitted/,
    );
    assert.doesNotMatch(at('origin/main'), /nobody else/);
    assert.match(at('origin/x/main'), /`main` is not pushed yet: nobody else can fetch it/);
  });

  it('is within a conflict, and not at the marks that git put around it', () => {
    const lines = ['<<<<<<< HEAD', '  return 1;', '=======', '  return 2;', '>>>>>>> ab12'];
    const worktree = [
      hunk('.gitmodules', 1, ['x']),
      hunk('lib/sum.js', 2, lines.slice(0, 1)),
      hunk('lib/sum.js', 4, lines.slice(2)),
    ];
    assert.match(
      pickUp({ ...topic, changes, reading: { hunks: { ...hunks, worktree } } }),
      /start at `lib\/sum\.js:5`.*\n\*\*Then open:\*\* `\.gitmodules:1`$/,
    );
  });

  it('shows the first line that says something of a file that nobody else can look at', () => {
    const code = {
      web: null,
      pushed: 'b'.repeat(40),
      known: new Set(['lib/known.js']),
      changes: [],
      texts: new Map([
        ['lib/clock.js', "// A clock.\n\nimport x from 'x';\nexport const tick = 1;\n"],
        ['lib/known.js', 'no\n'],
        ['lib/logo.bin', 'a\0b'],
      ]),
    };
    const fresh = ['lib/clock.js', 'lib/known.js', 'lib/logo.bin'].map((path) => change(path, 'untracked'));
    const text = pickUp({ ...topic, changes: fresh, reading: { hunks: { ...hunks, worktree: [] }, code } });
    assert.match(
      text,
      /start at `lib\/clock\.js:4`, not pushed yet: `export const tick = 1;`\n\*\*Then open:\*\* `lib\/known\.js` · `lib\/logo\.bin`, not pushed yet$/,
    );
  });

  it('is in what the newest commits changed where nothing is uncommitted', () => {
    const recent = [hunk('lib/a.js', 7, ['x']), hunk('lib/a.js', 70, ['y']), hunk('lib/b.js', 1, ['z'])];
    assert.match(
      pickUp({ ...topic, reading: { hunks: { ...hunks, worktree: [], recent } } }),
      /\*\*First step:\*\* start at `lib\/a\.js:7`\n\*\*Then open:\*\* `lib\/b\.js:1`$/,
    );
  });

  it('is rather in what is open in the editor, of what belongs to the change', () => {
    const recent = [hunk('lib/a.js', 7, ['x']), hunk('lib/b.js', 1, ['z'])];
    const editor = {
      ...noEditor,
      open: () => ['/w/ledger/lib/z.js', '/w/ledger2/lib/a.js', '/w/ledger/lib/b.js'],
    };
    assert.match(
      pickUp({ ...topic, editor, reading: { hunks: { ...hunks, worktree: [], recent } } }),
      /\*\*First step:\*\* start at `lib\/b\.js:1`\n\*\*Then open:\*\* `lib\/a\.js:7`$/,
    );
  });

  it('is not where an older commit changed what a newer one moved, nor in a file that is gone', () => {
    const recent = [
      hunk('lib/a.js', 7, ["import x from 'x';"]),
      { ...hunk('lib/gone.js', 0, []), removed: ['x'] },
      hunk('lib/a.js', 3, ['y']),
      hunk('lib/gone.js', 1, ['x']),
    ];
    const text = pickUp({ ...topic, reading: { hunks: { ...hunks, worktree: [], recent } } });
    assert.match(text, /\*\*First step:\*\* start at `lib\/a\.js:7`$/);
  });

  it('is the place of the next step that its author added', () => {
    const added = [
      {
        id: 'i1',
        type: 'next-step',
        text: 'Inject the clock',
        path: 'lib/clock.js',
        line: 3,
        owner: null,
        answerBy: null,
        at: '2026-11-19T11:00:00Z',
        carriedFrom: null,
      } as const,
    ];
    assert.match(
      pickUp({ ...topic, reading: { added, outcomes: [failed('npm test')] } }),
      /\*\*First step:\*\* see the last command fail, then do the next action, at `lib\/clock\.js:3`$/,
    );
  });

  it('opens at most four files, none that is gone', () => {
    const many = Array.from({ length: 9 }, (_, index) => change(`n${index}.js`, 'untracked'));
    const text = pickUp({ ...topic, changes: [change('gone.js', 'deleted'), ...many] });
    assert.equal(text.match(/`n\d\.js`/g)?.length, 4);
    assert.doesNotMatch(text, /gone/);
  });

  it('repeats nothing that reaches beyond a clone, and rather what checks the work than what failed last', () => {
    const command = (...names: string[]): string =>
      /```sh\n([^]*?)\n```/.exec(
        pickUp({ ...topic, reading: { outcomes: names.map((name) => failed(name)) } }),
      )?.[1] ?? '';
    const start = 'git fetch origin topic && git switch topic';
    for (const name of [
      'git push',
      'rm -rf build',
      'npm publish',
      'sudo make install',
      'kubectl delete pod x',
    ]) {
      assert.equal(command(name), start, name);
    }
    assert.equal(command('npm test', 'node pay.js r-17'), `${start}\nnpm test`);
    assert.equal(command('node pay.js r-17'), `${start}\nnode pay.js r-17`);
  });

  it('leads to a red default branch, too, and to the branch of a rebase that is not finished', () => {
    const red: Scene = {
      commits: [commit('d1', 'fix: x', ['old'])],
      branches: [branch('main', 'd1', { isDefault: true }), branch('origin/main', 'd1', { isDefault: true })],
      head: { upstream: { name: 'origin/main', ahead: 0, behind: 0 } },
    };
    assert.equal(pickUp(red), '');
    assert.match(
      pickUp({ ...red, reading: { outcomes: [failed('npm test')] } }),
      /switch main\nnpm test\n```/,
    );
    const tree = {
      head: { branch: null, sha: 'abcdef1234', upstream: null },
      changes: [],
      operation: 'rebase',
      operationBranch: 'topic',
    } as const;
    const text = pickUp({ ...topic, reading: { tree } });
    assert.match(text, /switch topic\n```\n\nNot pushed yet: what the rebase did so far\./);
  });
});
