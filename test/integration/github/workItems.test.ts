import assert from 'node:assert/strict';
import { createWorkItems } from '../../../src/adapters/github/workItems';
import { CancelledError, UserError } from '../../../src/core/errors';
import type { WorkItems } from '../../../src/core/ports/workItems';
import { startStandIn, type StandIn } from '../../github/server';
import { workIn } from '../../github/work';
import { addRepository } from '../../github/world';

describe('what GitHub knows of a person’s work', () => {
  let standIn: StandIn;
  let items: WorkItems;
  const at = (hour: number): string => `2026-11-19T${String(hour).padStart(2, '0')}:00:00Z`;
  const question = () => ({
    address: { host: standIn.url, owner: 'baton-sample', name: 'ledger' },
    login: null as string | null,
    branch: 'refund-retry' as string | null,
    since: at(0),
  });

  before(async () => {
    standIn = await startStandIn();
    items = createWorkItems(standIn.url, standIn.token('pune-dev'), 1);
    const base = { createdAt: '2026-11-12T09:00:00Z', commits: 4 };
    workIn(standIn.ledger).pullRequests.push(
      {
        ...base,
        number: 138,
        title: 'Idempotency keys',
        author: 'pune-dev',
        state: 'MERGED',
        updatedAt: at(9),
        mergedAt: at(9),
        headName: 'keys',
        headSha: 'a'.repeat(40),
        mergeSha: 'b'.repeat(40),
        reviews: [
          { author: 'lisbon-dev', state: 'CHANGES_REQUESTED', at: at(1) },
          { author: 'lisbon-dev', state: 'APPROVED', at: at(2) },
          { author: 'ops-dev', state: 'APPROVED', at: at(3) },
        ],
        mergeChecks: [{ name: 'deploy', conclusion: null }],
        closes: [97],
      },
      {
        ...base,
        number: 142,
        title: 'Retry refunds',
        author: 'pune-dev',
        state: 'OPEN',
        updatedAt: '2026-11-16T09:00:00Z',
        headName: 'refund-retry',
        headSha: 'c'.repeat(40),
        requests: [{ login: 'lisbon-dev', at: '2026-11-17T08:00:00Z' }, { team: 'payments' }],
        checks: [
          { name: 'unit', conclusion: 'FAILURE' },
          { name: 'lint', conclusion: 'SUCCESS' },
          { context: 'ci/slow', state: 'PENDING' },
        ],
      },
      {
        ...base,
        number: 139,
        title: 'Limits',
        author: 'ops-dev',
        state: 'OPEN',
        updatedAt: at(4),
        headName: 'limits',
        headSha: 'd'.repeat(40),
        reviews: [{ author: 'pune-dev', state: 'CHANGES_REQUESTED', at: at(4) }],
      },
    );
    workIn(standIn.ledger).closedIssues.push(
      { number: 90, title: 'Rounding', closedAt: at(5), closedBy: 'pune-dev' },
      { number: 97, title: 'Keys', closedAt: at(9), closedBy: 'ops-dev', byPullRequest: 138 },
    );
    workIn(standIn.ledger).releases.push(
      { name: 'Ledger 2.3', tag: 'v2.3.0', author: 'pune-dev', publishedAt: at(10) },
      { name: 'Draft', tag: 'v2.4.0', author: 'pune-dev', publishedAt: null },
    );
    workIn(standIn.ledger).deployments.push({
      environment: 'staging',
      state: 'IN_PROGRESS',
      sha: 'b'.repeat(40),
      by: 'pune-dev',
    });
  });
  afterEach(() => standIn.heal());
  after(() => standIn.close());

  it('is read with one question: pull requests, reviews, issues, releases, checks and deployments', async () => {
    const before = standIn.requests.length;
    const facts = await items.read(question());
    assert.equal(standIn.requests.length - before, 1);
    assert.equal(facts.login, 'pune-dev');
    const [merged, open] = facts.pullRequests;
    assert.deepEqual(
      [merged?.number, merged?.state, merged?.approvals, merged?.commits],
      [138, 'merged', 2, 4],
    );
    assert.deepEqual(merged?.changesAskedBy, []);
    assert.deepEqual(merged?.checks, {
      sha: 'b'.repeat(40),
      checks: [{ name: 'deploy', state: 'running', url: `${standIn.url}/baton-sample/ledger/runs/deploy` }],
    });
    assert.deepEqual(open?.awaited, [
      { from: 'lisbon-dev', since: '2026-11-17T08:00:00Z' },
      { from: 'payments', since: null },
    ]);
    assert.deepEqual(
      open.checks?.checks.map(({ name, state }) => `${name} ${state}`),
      ['unit failed', 'lint passed', 'ci/slow running'],
    );
    assert.deepEqual(
      facts.reviews.map(({ pullRequest, verdict }) => [pullRequest.number, pullRequest.author, verdict]),
      [[139, 'ops-dev', 'changes-requested']],
    );
    assert.deepEqual(
      facts.closedIssues.map(({ number, closedBy, byPullRequest }) => [number, closedBy, byPullRequest]),
      [
        [90, 'pune-dev', null],
        [97, 'ops-dev', 138],
      ],
    );
    assert.deepEqual(
      facts.releases.map(({ tag }) => tag),
      ['v2.3.0'],
    );
    assert.deepEqual(
      facts.deployments.map(({ environment, state }) => `${environment} ${state}`),
      ['staging running'],
    );
    assert.deepEqual(facts.leftOut, []);
  });

  it('is that of whoever is named, not of whoever is signed in', async () => {
    const facts = await items.read({ ...question(), login: 'ops-dev', branch: null });
    assert.equal(facts.login, 'ops-dev');
    assert.deepEqual(
      facts.pullRequests.map(({ number }) => number),
      [139],
    );
    assert.deepEqual(
      facts.reviews.map(({ pullRequest }) => pullRequest.number),
      [138],
    );
  });

  it('of a fork is found where it was forked from, too', async () => {
    const fork = addRepository(standIn.world, { owner: 'pune-dev', name: 'ledger' });
    fork.parent = standIn.ledger;
    const address = { ...question().address, owner: 'pune-dev' };
    const facts = await items.read({ ...question(), address });
    assert.deepEqual(
      facts.pullRequests.map(({ number }) => number),
      [138, 142],
    );
  });

  it('says what one answer does not hold', async () => {
    const many = addRepository(standIn.world, { owner: 'baton-sample', name: 'busy' });
    for (let number = 1; number <= 45; number += 1) {
      workIn(many).closedIssues.push({ number, title: 'x', closedAt: at(1), closedBy: 'pune-dev' });
    }
    const facts = await items.read({ ...question(), address: { ...question().address, name: 'busy' } });
    assert.deepEqual(facts.leftOut, [
      'GitHub knows of 45 closed issues in this period; the note was drafted from the 40 newest.',
    ]);
  });

  it('is refused in one sentence, and what would change the search is not sent', async () => {
    const before = standIn.requests.length;
    await assert.rejects(items.read({ ...question(), login: 'x repo:other/secret' }), UserError);
    assert.equal(standIn.requests.length, before);
    await assert.rejects(
      items.read({ ...question(), address: { ...question().address, name: 'gone' } }),
      UserError,
    );
  });

  it('is given up at once when it is called off', async () => {
    const abort = new AbortController();
    const reading = items.read(question(), abort.signal);
    abort.abort();
    await assert.rejects(reading, CancelledError);
  });
});
