import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createWorkItems } from '../../../src/adapters/github/workItems';
import { createStateStore } from '../../../src/adapters/state';
import { noEditor } from '../../../src/core/ports/editor';
import { DateTime } from '../../../src/core/time/luxon';
import { draftHandoff } from '../../../src/usecases/draftHandoff';
import { startStandIn, type StandIn } from '../../github/server';
import { workIn } from '../../github/work';
import { createSandbox, quiet, type Sandbox } from '../git/sandbox';

describe('a note with what GitHub knows', () => {
  let standIn: StandIn;
  let box: Sandbox;
  const at = (hour: number): string => `2026-11-19T${String(hour).padStart(2, '0')}:00:00Z`;
  const shas: string[] = [];

  const commit = (subject: string, ...more: readonly string[]): string => {
    writeFileSync(join(box.root, `${box.git('rev-list', '--all', '--count')}.txt`), subject);
    box.git('add', '-A');
    box.git('commit', '-q', '-m', subject, ...more);
    return box.git('rev-parse', 'HEAD');
  };
  const draft = (
    more: {
      token?: string;
      as?: readonly string[];
      branch?: string;
      to?: readonly string[];
      directories?: readonly string[];
    } = {},
  ) =>
    draftHandoff(
      {
        directories: more.directories ?? [box.root],
        since: DateTime.fromISO(at(0)),
        until: DateTime.fromISO('2026-11-20T00:00:00Z'),
        zone: 'UTC',
        id: 'n1',
        ...(more.as && { as: more.as }),
        ...(more.branch !== undefined && { branch: more.branch }),
        ...(more.to && { to: more.to }),
      },
      {
        git: createGit({ env: quiet }),
        files: createFiles(),
        state: createStateStore(join(box.root, '.git', 'baton')),
        editor: noEditor,
        workItems: (host) =>
          Promise.resolve(createWorkItems(host, more.token ?? standIn.token('pune-dev'), 1)),
      },
    );

  before(async () => {
    standIn = await startStandIn();
    box = createSandbox();
    box.git('remote', 'add', 'origin', `${standIn.url}/baton-sample/ledger.git`);
    commit('base', '--author=Lin <lin@example.com>');
    box.git('switch', '-q', '-c', 'keys');
    shas.push(commit('feat: a key'), commit('test: the key'));
    box.git('switch', '-q', 'main');
    shas.push(commit('Keys for refunds (#138)'));
    box.git('switch', '-q', '-c', 'refund-retry');
    shas.push(commit('feat: retry'));
    box.git('update-ref', 'refs/remotes/origin/main', shas[2] ?? '');
    box.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    const base = { author: 'pune-dev', createdAt: '2026-11-12T09:00:00Z', commits: 2, updatedAt: at(9) };
    workIn(standIn.ledger).pullRequests.push(
      {
        ...base,
        number: 138,
        title: 'Keys for <b>refunds</b> @everyone',
        state: 'MERGED',
        mergedAt: at(9),
        headName: 'keys',
        headSha: shas[1] ?? '',
        mergeSha: shas[2] ?? '',
        reviews: [{ author: 'ops-dev', state: 'APPROVED', at: at(3) }],
      },
      {
        ...base,
        number: 130,
        title: 'Opened last week',
        state: 'MERGED',
        mergedAt: at(8),
        headName: 'old',
        headSha: 'e'.repeat(40),
        mergeSha: 'f'.repeat(40),
      },
      {
        ...base,
        number: 142,
        title: 'Retry refunds',
        state: 'OPEN',
        headName: 'refund-retry',
        headSha: shas[3] ?? '',
        requests: [{ login: 'lisbon-dev', at: '2026-11-17T08:00:00Z' }],
        assignees: ['pune-dev', 'ops-dev'],
        checks: [
          { name: 'unit', conclusion: 'FAILURE', completedAt: '2026-11-18T10:00:00Z' },
          { name: 'code/scan', conclusion: 'FAILURE', app: 'Scanner' },
          { context: 'ci/slow', state: 'PENDING' },
        ],
      },
      {
        ...base,
        author: 'ops-dev',
        number: 139,
        title: 'Limits',
        state: 'OPEN',
        headName: 'limits',
        headSha: 'd'.repeat(40),
        reviews: [{ author: 'pune-dev', state: 'CHANGES_REQUESTED', at: at(4) }],
      },
    );
    workIn(standIn.ledger).closedIssues.push({
      number: 90,
      title: 'Rounding',
      closedAt: at(5),
      closedBy: 'pune-dev',
    });
    workIn(standIn.ledger).releases.push({
      name: 'Ledger 2.3',
      tag: 'v2.3.0',
      author: 'pune-dev',
      publishedAt: at(10),
    });
    workIn(standIn.ledger).deployments.push({
      environment: 'staging',
      state: 'IN_PROGRESS',
      sha: 'b'.repeat(40),
      by: 'pune-dev',
    });
  });
  afterEach(() => standIn.heal());
  after(async () => {
    box.remove();
    await standIn.close();
  });

  it('tells pull requests, reviews, issues and releases beside commits, and what keeps them waiting', async () => {
    const { items, warnings } = await draft();
    const links = new RegExp(`\\(${standIn.url}/baton-sample/ledger/[^)]*\\)`, 'g');
    const told = items.map(({ section, text }) => `${section}: ${text.replace(links, '')}`);
    assert.deepEqual(told, [
      'shipped: [#138] Keys for \\<b\\>refunds\\</b\\> @\u2060everyone: merged, 2 commits, 1 approval',
      'shipped: [#130] Opened last week: merged, 2 commits',
      'shipped: **Released:** [Ledger 2.3]',
      'shipped: Reviewed [#139] Limits (ops-dev): changes requested',
      'shipped: Closed [#90] Rounding',
      'blocked: Checks of [#142] Retry refunds fail since Wed 18 Nov: [`unit`], [`code/scan`] (Scanner) → ops-dev, *inferred:* by Sat 09:00 UTC',
      'blocked: [#142] Retry refunds waits for a review since Tue 17 Nov → lisbon-dev, *inferred:* by Sat 09:00 UTC',
      'watch: Checks of [#142] Retry refunds, still running: `ci/slow`',
      'watch: Deployment to `staging` of [`bbbbbbb`], still running',
      'now: [#142] Retry refunds · Branch `refund-retry`, 1 commit ahead of `main`, not pushed yet: retry',
    ]);
    assert.deepEqual(warnings, []);
  });

  it('tells them once where another working tree or another clone of the repository is open', async () => {
    const beside = mkdtempSync(join(tmpdir(), 'baton-beside-'));
    try {
      const [tree, clone] = [join(beside, 'tree'), join(beside, 'clone')];
      box.git('worktree', 'add', '-q', '--detach', tree);
      box.git('clone', '-q', box.root, clone);
      box.git('-C', clone, 'remote', 'set-url', 'origin', box.git('remote', 'get-url', 'origin'));
      const { items } = await draft({ directories: [box.root, tree, clone] });
      for (const each of [
        'Opened last week',
        'Reviewed',
        'Closed',
        'Released',
        'waits for a review',
        'staging',
      ])
        assert.equal(items.filter(({ text }) => text.includes(each)).length, 1, each);
    } finally {
      rmSync(beside, { recursive: true, force: true });
      box.git('worktree', 'prune');
    }
  });

  it('is of one branch for those that its pull request asks, unless somebody else is named', async () => {
    const named = async (more: { branch?: string; to?: readonly string[] }) =>
      (await draft(more)).receivers.map(({ name }) => name);
    assert.deepEqual(await named({ branch: 'refund-retry' }), ['lisbon-dev', 'ops-dev']);
    assert.deepEqual(await named({ branch: 'refund-retry', to: ['lin'] }), ['lin']);
    const { title, markdown } = await draft({ branch: 'refund-retry' });
    assert.match(title, / → lisbon-dev, ops-dev$/);
    assert.match(
      markdown,
      /^\*\*State:\*\* \*inferred:\* \[#142\]\([^)]*\) Retry refunds is open, a review by lisbon-dev is awaited; checks `unit`, `code\/scan` of/m,
    );
    assert.deepEqual((await draft()).receivers.length, 1);
  });

  it('names every commit once, those of a branch that was squashed with what it became', async () => {
    const { items } = await draft();
    const named = items.flatMap(({ commits }) => commits ?? []);
    assert.deepEqual([...named].sort(), [...shas].sort());
    assert.deepEqual(
      new Set(items.find(({ text }) => text.includes('#138'))?.commits),
      new Set(shas.slice(0, 3)),
    );
  });

  it('is still good when GitHub refuses, and says what it lacks', async () => {
    const { items, warnings } = await draft({ token: 'nobody' });
    assert.deepEqual(
      items.filter(({ source }) => source === 'github'),
      [],
    );
    assert.deepEqual(items.flatMap(({ commits }) => commits ?? []).sort(), [...shas].sort());
    assert.match(warnings.join('\n'), /^Pull requests, reviews and checks are not in this draft: /);
  });

  it('about somebody whose login nobody knows asks GitHub nothing', async () => {
    const before = standIn.requests.length;
    const { warnings } = await draft({ as: ['ana@example.com'] });
    assert.equal(standIn.requests.length, before);
    assert.deepEqual(warnings, []);
  });
});
