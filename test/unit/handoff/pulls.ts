import type { WorkPullRequest } from '../../../src/core/ports/workItems';

/** An open pull request of Ana's. */
export const pull = (more: Partial<WorkPullRequest> = {}): WorkPullRequest => ({
  number: 142,
  title: 'Retry refunds',
  url: 'https://github.com/x/ledger/pull/142',
  state: 'open',
  isDraft: false,
  author: 'ana',
  createdAt: '2026-11-10T00:00:00Z',
  mergedAt: null,
  closedAt: null,
  headName: 'topic',
  headSha: 'a1',
  baseName: 'main',
  mergeSha: null,
  commits: 1,
  approvals: 0,
  assignees: [],
  changesAskedBy: [],
  awaited: [],
  checks: null,
  closes: [],
  ...more,
});
