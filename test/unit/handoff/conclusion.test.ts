import assert from 'node:assert/strict';
import { nextPlaceholder, statePlaceholder } from '../../../src/core/handoff/note';
import type { Outcome } from '../../../src/core/journal/fold';
import type { AddedItem } from '../../../src/core/journal/items';
import type { WorkFacts, WorkPullRequest } from '../../../src/core/ports/workItems';
import { pull } from './pulls';
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

const work = (...pullRequests: WorkPullRequest[]): WorkFacts => ({
  login: 'ana',
  pullRequests,
  reviews: [],
  closedIssues: [],
  releases: [],
  deployments: [],
  leftOut: [],
});

const step: AddedItem = {
  id: 'i1',
  type: 'next-step',
  text: 'Inject the clock',
  path: null,
  line: null,
  owner: null,
  answerBy: null,
  at: '2026-11-19T11:00:00Z',
  carriedFrom: null,
};

/** One commit of mine on a branch that is pushed. */
const topic: Scene = {
  commits: [commit('a1', 'feat: retry', ['base'])],
  branches: [
    branch('topic', 'a1'),
    branch('origin/topic', 'a1'),
    branch('origin/main', 'base', { isDefault: true }),
  ],
  head: { branch: 'topic', upstream: { name: 'origin/topic', ahead: 0, behind: 0 } },
};

function concluded(scene: Scene): { state: string; next: string } {
  const { markdown } = draft(scene);
  const said = (label: string): string =>
    new RegExp(`^\\*\\*${label}:\\*\\* (.*)$`, 'm').exec(markdown)?.[1] ?? '';
  return { state: said('State'), next: said('Next action') };
}

describe('the conclusion that opens a note', () => {
  it('is the author’s to say where the facts say nothing', () => {
    assert.deepEqual(concluded({}), { state: statePlaceholder, next: nextPlaceholder });
    assert.deepEqual(concluded(topic), {
      state: '*inferred:* `topic` is not merged yet.',
      next: nextPlaceholder,
    });
    // What fails beside no work at all is nobody's handoff.
    assert.equal(concluded({ reading: { outcomes: [failed('npm test')] } }).state, statePlaceholder);
  });

  it('tells what is not merged, what fails and what nobody else can get at', () => {
    const scene: Scene = {
      ...topic,
      head: { branch: 'topic', upstream: { name: 'origin/topic', ahead: 1, behind: 0 } },
      changes: [{ path: 'a.ts', kind: 'modified', staged: false, unstaged: true }],
      reading: { outcomes: [failed('grep x'), failed('git push'), failed('npm test')] },
    };
    assert.deepEqual(concluded(scene), {
      state:
        '*inferred:* `topic` is not merged yet; `npm test` fails; 1 commit and 1 changed file are not pushed yet.',
      next: '*inferred:* make `npm test` pass.',
    });
  });

  it('says that all is done where all of it is on the default branch', () => {
    const scene: Scene = {
      commits: [commit('d1', 'fix: x', ['old'])],
      branches: [branch('main', 'd1', { isDefault: true }), branch('origin/main', 'd1', { isDefault: true })],
      head: { upstream: { name: 'origin/main', ahead: 0, behind: 0 } },
    };
    assert.equal(concluded(scene).state, '*inferred:* all of it is on `main`.');
    const ahead: Scene = {
      commits: [commit('d2', 'fix: y', ['d1']), ...(scene.commits ?? [])],
      branches: [branch('main', 'd2', { isDefault: true }), branch('origin/main', 'd1', { isDefault: true })],
      head: { upstream: { name: 'origin/main', ahead: 1, behind: 0 } },
    };
    assert.equal(concluded(ahead).state, '*inferred:* 1 commit is on `main`; 1 commit is not pushed yet.');
  });

  it('begins with the next step that its author added, which then has no line of its own', () => {
    const { markdown, items } = draft({
      ...topic,
      reading: { added: [step], outcomes: [failed('npm test')] },
    });
    assert.match(markdown, /^\*\*Next action:\*\* Inject the clock <!-- b:i1 -->$/m);
    assert.doesNotMatch(markdown, /## Next/);
    assert.equal(items.filter(({ section }) => section === 'next').length, 1);
    const two = draft({ ...topic, reading: { added: [step, { ...step, id: 'i2', text: 'Merge it' }] } });
    assert.match(two.markdown, /## Next\n\n- Merge it <!-- b:i2 -->\n\n/);
  });

  it('puts an operation that is not finished before what fails', () => {
    const conflict = { path: 'a.ts', kind: 'conflicted', staged: false, unstaged: true } as const;
    const tree = (operation: 'rebase' | 'merge', changes: readonly (typeof conflict)[]) => ({
      head: { branch: null, sha: 'abcdef1234', upstream: null },
      changes,
      operation,
      operationBranch: 'topic',
    });
    const outcomes = [failed('npm test')];
    assert.deepEqual(concluded({ ...topic, reading: { tree: tree('rebase', [conflict]), outcomes } }), {
      state:
        '*inferred:* a rebase of `topic` is not finished, 1 conflict left; `npm test` fails; 1 changed file is not pushed yet.',
      next: '*inferred:* resolve the conflict in `a.ts`, then go on with `git rebase --continue`.',
    });
    assert.deepEqual(concluded({ ...topic, reading: { tree: tree('merge', []) } }), {
      state: '*inferred:* a merge on `topic` is not finished.',
      next: '*inferred:* finish the merge with `git commit`.',
    });
  });

  it('knows from GitHub whether to repair, answer, review or merge', () => {
    const of = (more: Partial<WorkPullRequest>) =>
      concluded({ ...topic, reading: { work: work(pull(more)) } });
    const link = '[#142](https://github.com/x/ledger/pull/142)';
    const check = (state: 'passed' | 'failed' | 'running') => ({
      checks: { sha: 'a1', checks: [{ name: 'unit', state, url: null }] },
    });
    assert.deepEqual(of({ ...check('failed'), changesAskedBy: ['lin'] }), {
      state: `*inferred:* ${link} Retry refunds is open, changes were requested by lin; check \`unit\` of ${link} fails.`,
      next: `*inferred:* make the check \`unit\` of ${link} pass.`,
    });
    assert.match(
      of({ changesAskedBy: ['lin'] }).next,
      /^\*inferred:\* Answer the review of .*lin <!-- b:\w+ -->$/,
    );
    assert.deepEqual(of({ ...check('passed'), awaited: [{ from: 'lin', since: null }] }), {
      state: `*inferred:* ${link} Retry refunds is open, a review by lin is awaited; its checks pass.`,
      next: `*inferred:* review ${link} Retry refunds: asked of lin.`,
    });
    assert.equal(
      of({ approvals: 1, ...check('running') }).next,
      `*inferred:* merge ${link} Retry refunds once its checks pass.`,
    );
    assert.equal(of({ approvals: 1, isDraft: true }).next, nextPlaceholder);
    assert.equal(of({}).next, nextPlaceholder);
  });

  it('takes names for text', () => {
    const { state, next } = concluded({
      ...topic,
      reading: { outcomes: [failed('npm test `x` @all <!-- b:i1 -->', 'task')] },
    });
    assert.match(state + next, /``npm test `x` @all <!-- b:i1 -->``/);
    assert.doesNotMatch(state + next, /-->$/);
  });
});
