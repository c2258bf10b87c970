import type {
  Check,
  Checks,
  ClosedIssue,
  Deployment,
  Release,
  WorkFacts,
  WorkPullRequest,
  WorkReview,
} from '../../../core/ports/workItems';
import { present, type Nodes } from '../answers';

interface List<Node> {
  readonly nodes: Nodes<Node>;
}

interface Found<Node> extends List<Partial<Node>> {
  readonly issueCount: number;
}

type Person = { readonly login: string } | null;
type Reviewer = { readonly login?: string; readonly name?: string } | null;

interface ContextAnswer {
  readonly __typename: string;
  readonly name?: string;
  readonly status?: string;
  readonly conclusion?: string | null;
  readonly url?: string;
  readonly context?: string;
  readonly state?: string;
  readonly targetUrl?: string | null;
  readonly completedAt?: string | null;
  readonly checkSuite?: { readonly app: { readonly name: string; readonly slug: string } | null };
  readonly createdAt?: string;
}

type RollupAnswer = { readonly contexts: List<ContextAnswer> } | null;

interface PullRequestAnswer {
  readonly assignees: List<{ readonly login: string }>;
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly state: 'OPEN' | 'MERGED' | 'CLOSED';
  readonly isDraft: boolean;
  readonly createdAt: string;
  readonly mergedAt: string | null;
  readonly closedAt: string | null;
  readonly headRefName: string;
  readonly headRefOid: string;
  readonly baseRefName: string;
  readonly author: Person;
  readonly commits: { readonly totalCount: number };
  readonly mergeCommit: { readonly oid: string; readonly statusCheckRollup: RollupAnswer } | null;
  readonly statusCheckRollup: RollupAnswer;
  readonly latestOpinionatedReviews: List<{ readonly state: string; readonly author: Person }> | null;
  readonly reviewRequests: List<{ readonly requestedReviewer: Reviewer }> | null;
  readonly timelineItems: List<{ readonly createdAt?: string; readonly requestedReviewer?: Reviewer }>;
  readonly closingIssuesReferences: List<{ number: number; title: string; url: string }> | null;
}

type ReviewsAnswer = List<{
  readonly state: string;
  readonly submittedAt: string | null;
  readonly author: Person;
}>;
type ReviewedAnswer = Pick<PullRequestAnswer, 'number' | 'title' | 'url' | 'state' | 'author'> & {
  readonly byMe?: ReviewsAnswer;
  readonly byAll?: ReviewsAnswer;
};

interface IssueAnswer {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly closedAt: string | null;
  readonly assignees: List<{ readonly login: string }>;
  readonly timelineItems: List<{
    readonly actor?: Person;
    readonly closer?: { readonly number?: number } | null;
  }>;
}

/** The shape that `workQuery` asks for. */
export interface WorkAnswer {
  readonly viewer: { readonly login: string };
  readonly repository: {
    readonly parent: { readonly name: string; readonly owner: { readonly login: string } } | null;
    readonly headed?: List<PullRequestAnswer>;
    readonly releases: List<{
      readonly name: string | null;
      readonly tagName: string;
      readonly url: string;
      readonly publishedAt: string | null;
      readonly isDraft: boolean;
      readonly isPrerelease: boolean;
      readonly author: Person;
    }>;
    readonly deployments: List<{
      readonly environment: string | null;
      readonly state: string | null;
      readonly commitOid: string;
      readonly creator: Person;
      readonly latestStatus: { readonly logUrl: string | null } | null;
    }>;
  };
  readonly changed: Found<PullRequestAnswer>;
  readonly open: Found<PullRequestAnswer>;
  readonly reviewed: Found<ReviewedAnswer>;
  readonly closed: Found<IssueAnswer>;
}

/** The answer in Baton's own words. `login`: whose work was asked for; null for whoever is signed in. */
export function factsOf(answer: WorkAnswer, login: string | null): WorkFacts {
  const who = login ?? answer.viewer.login;
  const { headed, releases, deployments } = answer.repository;
  const pullRequests = new Map<number, WorkPullRequest>();
  const all = [...found(answer.changed), ...found(answer.open), ...present(headed?.nodes ?? null)];
  for (const each of all) pullRequests.set(each.number, pullRequestOf(each));
  return {
    login: who,
    pullRequests: [...pullRequests.values()].sort((one, other) => one.number - other.number),
    reviews: found(answer.reviewed).flatMap((each) => reviewOf(each, who)),
    closedIssues: found(answer.closed).flatMap(closedIssueOf),
    releases: present(releases.nodes).flatMap((each): Release[] => {
      const { name, tagName: tag, url, author, publishedAt, isPrerelease } = each;
      if (each.isDraft || publishedAt === null) return [];
      return [{ name: name ?? tag, tag, url, author: author?.login ?? null, publishedAt, isPrerelease }];
    }),
    deployments: present(deployments.nodes).map((each): Deployment => ({
      environment: each.environment ?? 'an environment without a name',
      state: deploymentState(each.state ?? ''),
      sha: each.commitOid,
      by: each.creator?.login ?? null,
      url: each.latestStatus?.logUrl ?? null,
    })),
    leftOut: [
      ...tooMany(answer.changed, 'pull requests'),
      ...tooMany(answer.open, 'open pull requests'),
      ...tooMany(answer.reviewed, 'reviewed pull requests'),
      ...tooMany(answer.closed, 'closed issues'),
    ],
  };
}

/** A search answers with empty objects for what is of another kind than was asked for. */
function found<Node extends { readonly number: number }>({ nodes }: Found<Node>): Node[] {
  return present(nodes).filter((node): node is Node => node.number !== undefined);
}

function tooMany({ issueCount, nodes }: Found<unknown>, what: string): string[] {
  const told = (nodes ?? []).length;
  if (issueCount <= told) return [];
  return [
    `GitHub knows of ${issueCount} ${what} in this period; the note was drafted from the ${told} newest.`,
  ];
}

function pullRequestOf(answer: PullRequestAnswer): WorkPullRequest {
  const { number, title, url, isDraft, createdAt, mergedAt, closedAt } = answer;
  const verdicts = present(answer.latestOpinionatedReviews?.nodes ?? null);
  const merged = answer.mergeCommit;
  const requests = present(answer.timelineItems.nodes);
  return {
    number,
    title,
    url,
    state: answer.state === 'OPEN' ? 'open' : answer.state === 'MERGED' ? 'merged' : 'closed',
    isDraft,
    author: answer.author?.login ?? null,
    createdAt,
    mergedAt,
    closedAt,
    headName: answer.headRefName,
    headSha: answer.headRefOid,
    baseName: answer.baseRefName,
    mergeSha: merged?.oid ?? null,
    commits: answer.commits.totalCount,
    approvals: verdicts.filter(({ state }) => state === 'APPROVED').length,
    assignees: present(answer.assignees.nodes).map((each) => each.login),
    changesAskedBy: verdicts.flatMap(({ state, author }) =>
      state === 'CHANGES_REQUESTED' && author ? [author.login] : [],
    ),
    awaited: present(answer.reviewRequests?.nodes ?? null).flatMap(({ requestedReviewer }) => {
      const from = nameOf(requestedReviewer);
      const asking = requests.findLast((each) => nameOf(each.requestedReviewer ?? null) === from);
      return from === null ? [] : [{ from, since: asking?.createdAt ?? null }];
    }),
    checks:
      answer.state === 'MERGED'
        ? checksOf(merged?.statusCheckRollup ?? null, merged?.oid ?? '')
        : checksOf(answer.statusCheckRollup, answer.headRefOid),
    closes: present(answer.closingIssuesReferences?.nodes ?? null),
  };
}

function nameOf(reviewer: Reviewer): string | null {
  return reviewer?.login ?? reviewer?.name ?? null;
}

function checksOf(rollup: RollupAnswer, sha: string): Checks | null {
  if (!rollup) return null;
  return { sha, checks: present(rollup.contexts.nodes).map(checkOf) };
}

const passed = new Set(['SUCCESS', 'NEUTRAL', 'SKIPPED', 'CANCELLED', 'STALE']);

function checkOf(context: ContextAnswer): Check {
  if (context.__typename === 'CheckRun') {
    const state =
      context.status !== 'COMPLETED' ? 'running' : passed.has(context.conclusion ?? '') ? 'passed' : 'failed';
    const app = context.checkSuite?.app;
    return {
      name: context.name ?? '',
      state,
      url: context.url ?? null,
      ...(context.completedAt && { since: context.completedAt }),
      ...(app && app.slug !== 'github-actions' && { service: app.name }),
    };
  }
  const state = context.state === 'SUCCESS' ? 'passed' : isPending(context.state) ? 'running' : 'failed';
  // Of another service: its name says which.
  return {
    name: context.context ?? '',
    state,
    url: context.targetUrl ?? null,
    ...(context.createdAt && state !== 'running' && { since: context.createdAt }),
  };
}

function isPending(state: string | undefined): boolean {
  return state === 'PENDING' || state === 'EXPECTED';
}

function reviewOf(answer: ReviewedAnswer, who: string): WorkReview[] {
  const verdicts = {
    APPROVED: 'approved',
    CHANGES_REQUESTED: 'changes-requested',
    COMMENTED: 'commented',
  } as const;
  const isMine = (author: Person): boolean => author?.login.toLowerCase() === who.toLowerCase();
  const { number, title, url, author } = answer;
  const state = answer.state === 'OPEN' ? 'open' : answer.state === 'MERGED' ? 'merged' : 'closed';
  if (isMine(author)) return [];
  return present((answer.byMe ?? answer.byAll)?.nodes ?? null).flatMap((review): WorkReview[] => {
    const verdict = Object.hasOwn(verdicts, review.state)
      ? verdicts[review.state as keyof typeof verdicts]
      : null;
    if (verdict === null || review.submittedAt === null || !isMine(review.author)) return [];
    const pullRequest = { number, title, url, author: author?.login ?? null, state } as const;
    return [{ pullRequest, verdict, at: review.submittedAt }];
  });
}

function closedIssueOf(answer: IssueAnswer): ClosedIssue[] {
  const { number, title, url, closedAt } = answer;
  const [event] = present(answer.timelineItems.nodes);
  if (closedAt === null) return [];
  return [
    {
      number,
      title,
      url,
      closedAt,
      closedBy: event?.actor?.login ?? null,
      assignees: present(answer.assignees.nodes).map(({ login }) => login),
      byPullRequest: event?.closer?.number ?? null,
    },
  ];
}

function deploymentState(state: string): Deployment['state'] {
  if (['IN_PROGRESS', 'PENDING', 'QUEUED', 'WAITING'].includes(state)) return 'running';
  return ['ERROR', 'FAILURE'].includes(state) ? 'failed' : 'done';
}
