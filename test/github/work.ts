import { connection, type Paging } from './connection';
import { Refusal } from './refusal';
import type { RepositoryRecord } from './world';

/** What people do in a repository beside talking: plain records, changed by tests only. Instants are ISO 8601 in UTC. */
export interface PullRequestRecord {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  state: 'OPEN' | 'MERGED' | 'CLOSED';
  readonly createdAt: string;
  updatedAt: string;
  mergedAt?: string;
  closedAt?: string;
  readonly headName: string;
  headSha: string;
  mergeSha?: string;
  mergedBy?: string;
  commits: number;
  readonly reviews?: readonly { readonly author: string; readonly state: string; readonly at: string }[];
  readonly requests?: readonly {
    readonly login?: string;
    readonly team?: string;
    /** Left out: GitHub no longer tells since when. */
    readonly at?: string;
  }[];
  readonly assignees?: readonly string[];
  readonly checks?: readonly CheckRecord[];
  /** Of the commit that it became. */
  readonly mergeChecks?: readonly CheckRecord[];
  readonly closes?: readonly number[];
}

/** A check run with a conclusion (null while it runs), or a status of another service with a state. */
export type CheckRecord =
  | {
      readonly name: string;
      readonly conclusion: string | null;
      readonly completedAt?: string;
      /** Whose it is; GitHub's own where it is left out. */
      readonly app?: string;
    }
  | { readonly context: string; readonly state: string; readonly createdAt?: string };

export interface WorkIssueRecord {
  readonly number: number;
  readonly title: string;
  readonly closedAt: string;
  readonly closedBy: string;
  readonly assignees?: readonly string[];
  readonly byPullRequest?: number;
}

export interface Work {
  readonly pullRequests: PullRequestRecord[];
  readonly closedIssues: WorkIssueRecord[];
  readonly releases: { name: string | null; tag: string; author: string; publishedAt: string | null }[];
  readonly deployments: { environment: string; state: string; sha: string; by: string }[];
}

const all = new WeakMap<RepositoryRecord, Work>();

/** The work in a repository; nothing at first. */
export function workIn(repository: RepositoryRecord): Work {
  const found = all.get(repository) ?? { pullRequests: [], closedIssues: [], releases: [], deployments: [] };
  all.set(repository, found);
  return found;
}

interface Sight {
  /** Where the server answers. */
  readonly url: string;
  readonly viewer: string;
  readonly user: (login: string) => object;
}

/** The fields of `Repository` that tell of work. */
export function workFields(repository: RepositoryRecord, sight: Sight): object {
  const { pullRequests, releases, deployments } = workIn(repository);
  const page = `${sight.url}/${repository.owner}/${repository.name}`;
  return {
    pullRequests: (args: Paging & { headRefName?: string | null }) =>
      connection(
        pullRequests
          .filter(({ headName }) => !args.headRefName || headName === args.headRefName)
          .sort(byUpdate)
          .map((record) => ({ ...record, id: String(record.number) })),
        args,
        (each) => pullRequest(each, repository, sight),
      ),
    releases: (paging: Paging) =>
      connection(
        releases.map((each) => ({ ...each, id: each.tag })),
        paging,
        ({ name, tag, author, publishedAt }) => ({
          name,
          tagName: tag,
          url: `${page}/releases/tag/${tag}`,
          publishedAt,
          isDraft: publishedAt === null,
          isPrerelease: false,
          author: sight.user(author),
        }),
      ),
    deployments: (paging: Paging) =>
      connection(
        deployments.map((each, index) => ({ ...each, id: String(index) })),
        paging,
        ({ environment, state, sha, by }) => ({
          environment,
          state,
          commitOid: sha,
          creator: sight.user(by),
          latestStatus: { logUrl: `${page}/actions/runs/1` },
        }),
      ),
  };
}

/** `search` of type ISSUE, with the qualifiers that Baton uses. Any other word is refused: it would be ignored. */
export function searchWork(
  repositories: readonly RepositoryRecord[],
  args: Paging & { query: string; type: string },
  sight: Sight,
): object {
  if (args.query.length > 256)
    throw new Refusal('UNPROCESSABLE', 'The search is longer than 256 characters.');
  if (args.type !== 'ISSUE') throw new Error(`the stand-in searches no ${args.type}`);
  const words = args.query.split(' ').filter((word) => word !== '');
  const value = (key: string): string | null =>
    words.find((word) => word.startsWith(`${key}:`))?.slice(key.length + 1) ?? null;
  const known = ['repo', 'is', 'author', 'reviewed-by', 'updated', 'closed', 'sort'];
  const strange = words.find((word) => !known.includes(word.split(':')[0] ?? ''));
  if (strange !== undefined) throw new Error(`the stand-in does not search by ${strange}`);
  const person = (key: string): string | null => {
    const login = value(key);
    return login === '@me' ? sight.viewer : login;
  };
  const since = (key: string): number => Date.parse(value(key)?.replace('>=', '') ?? '1970-01-01');
  const is = (what: string): boolean => words.includes(`is:${what}`);
  const [author, reviewer] = [person('author'), person('reviewed-by')];
  const found = repositories
    .filter(({ owner, name }) => value('repo')?.toLowerCase() === `${owner}/${name}`.toLowerCase())
    .flatMap((repository) => {
      const { pullRequests, closedIssues } = workIn(repository);
      if (is('issue')) {
        return closedIssues
          .filter(({ closedAt }) => Date.parse(closedAt) >= since('closed'))
          .map((record) => ({ id: `${record.number}`, shown: () => issue(record, repository, sight) }));
      }
      return [...pullRequests]
        .sort(byUpdate)
        .filter((each) => !is('open') || each.state === 'OPEN')
        .filter((each) => author === null || each.author.toLowerCase() === author.toLowerCase())
        .filter((each) => reviewer === null || each.reviews?.some((one) => one.author === reviewer))
        .filter((each) => Date.parse(each.updatedAt) >= since('updated'))
        .map((record) => ({ id: `${record.number}`, shown: () => pullRequest(record, repository, sight) }));
    });
  return { ...connection(found, args, ({ shown }) => shown()), issueCount: found.length };
}

function byUpdate(one: PullRequestRecord, other: PullRequestRecord): number {
  return Date.parse(other.updatedAt) - Date.parse(one.updatedAt);
}

function pullRequest(record: PullRequestRecord, repository: RepositoryRecord, sight: Sight): object {
  const page = `${sight.url}/${repository.owner}/${repository.name}`;
  const { reviews = [], requests = [], closes = [], assignees = [] } = record;
  const reviewer = (each: { login?: string; team?: string }): object =>
    each.login === undefined ? { __typename: 'Team', name: each.team } : sight.user(each.login);
  const listed = <Item>(items: readonly Item[], shown: (item: Item) => unknown) => {
    const numbered = items.map((item, index) => ({ item, id: `${record.number}-${index}` }));
    return (paging: Paging) => connection(numbered, paging, ({ item }) => shown(item));
  };
  const shownReview = (each: (typeof reviews)[number]) => ({
    state: each.state,
    submittedAt: each.at,
    author: sight.user(each.author),
  });
  const verdicts = reviews.filter(
    ({ state, author }, index) =>
      state !== 'COMMENTED' &&
      !reviews.slice(index + 1).some((later) => later.author === author && later.state !== 'COMMENTED'),
  );
  return {
    __typename: 'PullRequest',
    number: record.number,
    title: record.title,
    url: `${page}/pull/${record.number}`,
    state: record.state,
    isDraft: false,
    createdAt: record.createdAt,
    mergedAt: record.mergedAt ?? null,
    closedAt: record.closedAt ?? record.mergedAt ?? null,
    headRefName: record.headName,
    headRefOid: record.headSha,
    baseRefName: 'main',
    author: sight.user(record.author),
    assignees: listed(assignees, (login) => sight.user(login)),
    commits: () => ({ totalCount: record.commits }),
    mergeCommit:
      record.mergeSha === undefined
        ? null
        : { oid: record.mergeSha, statusCheckRollup: rollup(record.mergeChecks, page) },
    statusCheckRollup: rollup(record.checks, page),
    latestOpinionatedReviews: listed(verdicts, shownReview),
    reviews: (args: Paging & { author?: string | null }) =>
      listed(
        reviews.filter(({ author }) => !args.author || author === args.author),
        shownReview,
      )(args),
    reviewRequests: listed(requests, (each) => ({ requestedReviewer: reviewer(each) })),
    timelineItems: listed(
      requests.filter(({ at }) => at !== undefined),
      (each) => ({
        __typename: 'ReviewRequestedEvent',
        createdAt: each.at,
        requestedReviewer: reviewer(each),
      }),
    ),
    closingIssuesReferences: listed(closes, (number) => ({
      number,
      title: `Issue ${number}`,
      url: `${page}/issues/${number}`,
    })),
  };
}

function rollup(checks: readonly CheckRecord[] | undefined, page: string): object | null {
  if (checks === undefined) return null;
  const contexts = checks.map((each, index) => ({ each, id: String(index) }));
  return {
    contexts: (paging: Paging) =>
      connection(contexts, paging, ({ each }) =>
        'context' in each
          ? { __typename: 'StatusContext', createdAt: '2026-11-18T08:00:00Z', ...each, targetUrl: null }
          : {
              __typename: 'CheckRun',
              ...each,
              status: each.conclusion === null ? 'IN_PROGRESS' : 'COMPLETED',
              url: `${page}/runs/${each.name}`,
              checkSuite: { app: appOf(each.app) },
            },
      ),
  };
}

function appOf(name: string | undefined): object {
  return name === undefined ? { name: 'GitHub Actions', slug: 'github-actions' } : { name, slug: 'other' };
}

function issue(record: WorkIssueRecord, repository: RepositoryRecord, sight: Sight): object {
  const { number, title, closedAt, closedBy, assignees = [], byPullRequest } = record;
  const closed = {
    id: '0',
    __typename: 'ClosedEvent',
    actor: sight.user(closedBy),
    closer: byPullRequest === undefined ? null : { __typename: 'PullRequest', number: byPullRequest },
  };
  return {
    __typename: 'Issue',
    number,
    title,
    url: `${sight.url}/${repository.owner}/${repository.name}/issues/${number}`,
    closedAt,
    assignees: (paging: Paging) =>
      connection(
        assignees.map((login) => ({ id: login, login })),
        paging,
        ({ login }) => sight.user(login),
      ),
    timelineItems: (paging: Paging) => connection([closed], paging, (each) => each),
  };
}
