import { connection, type Paging } from './connection';
import { associatedPullRequests } from './reviewers';
import { Refusal } from './refusal';
import type { CommentRecord, DiscussionRecord, IssueRecord, RepositoryRecord, TextRecord } from './world';

/** What readers of handoffs look at beside the texts: plain records, changed by tests and by mutations. */
export interface CommitRecord {
  readonly sha: string;
  readonly author: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly paths: readonly string[];
}

export interface StandingRecord {
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  at: string | null;
  by: string | null;
  checks: 'SUCCESS' | 'FAILURE' | 'PENDING' | null;
}

interface ReactionRecord {
  readonly id: string;
  readonly content: string;
  readonly login: string;
  readonly at: string;
}

const branches = new WeakMap<RepositoryRecord, Map<string, CommitRecord[]>>();
const standings = new WeakMap<IssueRecord, StandingRecord>();
const reactions = new WeakMap<TextRecord, ReactionRecord[]>();
const answers = new WeakMap<DiscussionRecord, string>();
const closedOnes = new WeakSet<DiscussionRecord>();

/** The branches of a repository with their commits, the oldest first; `main` is the default one. */
export function branchesOf(repository: RepositoryRecord): Map<string, CommitRecord[]> {
  const found = branches.get(repository) ?? new Map<string, CommitRecord[]>([['main', []]]);
  branches.set(repository, found);
  return found;
}

/** How a pull request or an issue stands; open at first. */
export function standingOf(record: IssueRecord): StandingRecord {
  const found = standings.get(record) ?? { state: 'OPEN', at: null, by: null, checks: null };
  standings.set(record, found);
  return found;
}

export function reactionsTo(record: TextRecord): ReactionRecord[] {
  const found = reactions.get(record) ?? [];
  reactions.set(record, found);
  return found;
}

export function markAnswer(discussion: DiscussionRecord, comment: CommentRecord): void {
  answers.set(discussion, comment.id);
}

/** Whether a comment is marked as the answer of its discussion. */
export function isMarked(comment: CommentRecord, { discussions }: RepositoryRecord): boolean {
  return discussions.some((each) => answers.get(each) === comment.id);
}

export function close(discussion: DiscussionRecord): void {
  closedOnes.add(discussion);
}

type User = (login: string) => object;

/** The fields of any text that tell who its author is to the repository, and who reacted. */
export function personFields(record: TextRecord, repository: RepositoryRecord, user: User): object {
  const isMember = repository.writers.has(record.author);
  return {
    authorAssociation: isMember ? 'COLLABORATOR' : 'NONE',
    reactions: (args: Paging & { content?: string | null }) =>
      connection(
        reactionsTo(record).filter(({ content }) => !args.content || content === args.content),
        args,
        ({ id, content, login, at }) => ({ id, content, createdAt: at, user: user(login) }),
      ),
  };
}

/** The fields of a comment of a discussion. */
export function replyFields(record: CommentRecord, repository: RepositoryRecord): object {
  return {
    isAnswer: isMarked(record, repository),
    replies: (paging: Paging) => connection([], paging, (each) => each),
  };
}

export function closedField(record: DiscussionRecord): { readonly closed: boolean } {
  return { closed: closedOnes.has(record) };
}

/** Issues and pull requests in the order of their last change, where that is asked for; else as they were listed before. */
export function threadFields(
  repository: RepositoryRecord,
  issue: (record: IssueRecord) => object,
  before: Readonly<Record<'issues' | 'pullRequests', (args: never) => object>>,
): object {
  type Listing = Paging & { orderBy?: { field: string } | null; headRefName?: string | null };
  const listed =
    (isPull: boolean) =>
    (args: Listing): object => {
      if (args.orderBy?.field !== 'UPDATED_AT' || args.headRefName)
        return before[isPull ? 'pullRequests' : 'issues'](args as never);
      const all = repository.issues.filter(({ isPullRequest }) => isPullRequest === isPull);
      const newest = all.sort((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1));
      return connection(newest, args, issue);
    };
  return { issues: listed(false), pullRequests: listed(true) };
}

/** The fields of an issue or a pull request that tell how it stands. */
export function standingFields(record: IssueRecord, user: User): object {
  const { state, at, by, checks } = standingOf(record);
  const shared = { state, closed: state !== 'OPEN', closedAt: state === 'OPEN' ? null : at };
  if (!record.isPullRequest) return shared;
  return {
    ...shared,
    mergedAt: state === 'MERGED' ? at : null,
    mergedBy: by === null ? null : user(by),
    statusCheckRollup: checks === null ? null : { state: checks },
  };
}

/** The fields of a repository that lead to its branches. */
export function branchFields(repository: RepositoryRecord, user: User): object {
  const all = branchesOf(repository);
  const holds = (commits: readonly CommitRecord[], sha: string): boolean =>
    commits.some((each) => each.sha.startsWith(sha));
  const ref = (name: string): object | null => {
    const commits = all.get(name);
    if (!commits) return null;
    return {
      __typename: 'Ref',
      id: `REF_${name}`,
      name,
      prefix: 'refs/heads/',
      target: {
        __typename: 'Commit',
        oid: commits.at(-1)?.sha ?? '0'.repeat(40),
        history: (args: Paging & { path?: string | null; since?: string | null }) =>
          connection(
            commits
              .filter(({ paths }) => !args.path || paths.some((each) => within(each, args.path ?? '')))
              .filter(({ at }) => !args.since || Date.parse(at) >= Date.parse(args.since))
              .map((each) => ({ ...each, id: each.sha }))
              .reverse(),
            args,
            ({ sha, author, at }) => ({
              oid: sha,
              committedDate: at,
              author: { name: author, user: user(author) },
              associatedPullRequests: associatedPullRequests(repository, sha, user),
            }),
          ),
      },
      compare: ({ headRef }: { headRef: string }) => {
        if (holds(commits, headRef)) return { status: 'BEHIND', aheadBy: 0, behindBy: 1 };
        const elsewhere = [...all.values()].some((each) => holds(each, headRef));
        if (elsewhere) return { status: 'DIVERGED', aheadBy: 1, behindBy: 1 };
        throw new Refusal('NOT_FOUND', `Could not resolve to a ref: ${headRef}`);
      },
    };
  };
  return {
    defaultBranchRef: () => ref('main'),
    ref: ({ qualifiedName }: { qualifiedName: string }) => ref(qualifiedName.replace(/^refs\/heads\//, '')),
  };
}

function within(path: string, wanted: string): boolean {
  return path === wanted || path.startsWith(`${wanted.replace(/\/$/, '')}/`);
}
