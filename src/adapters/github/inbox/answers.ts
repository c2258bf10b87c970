import type { Facts, FactsAsked, PullFacts, ReadDiscussion, Reply } from '../../../core/ports/inbox';
import { present, type Nodes } from '../answers';

// The shapes that the documents ask for. GitHub's schema makes lists and their items nullable.

type Author = { readonly login: string } | null;

export interface ReplyAnswer {
  readonly id: string;
  readonly url: string;
  readonly body: string;
  readonly createdAt: string;
  /** Not for a comment of an issue. */
  readonly isAnswer?: boolean;
  readonly authorAssociation: string;
  readonly author: Author;
  readonly replies?: { readonly nodes: Nodes<ReplyAnswer> };
}

export interface ReadAnswer {
  readonly id: string;
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastEditedAt: string | null;
  readonly closed: boolean;
  readonly authorAssociation: string;
  readonly author: Author;
  readonly category: { readonly isAnswerable: boolean };
  readonly reactions: { readonly nodes: Nodes<{ readonly createdAt: string; readonly user: Author }> };
  readonly comments: CommentsAnswer;
}

export interface CommentsAnswer {
  readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null };
  readonly nodes: Nodes<ReplyAnswer>;
}

/** An issue or a pull request. */
export type ThreadAnswer = Pick<
  ReadAnswer,
  | 'id'
  | 'number'
  | 'url'
  | 'title'
  | 'createdAt'
  | 'updatedAt'
  | 'closed'
  | 'authorAssociation'
  | 'author'
  | 'comments'
>;

/** One by its id; what is none of these any more has no more than its type. */
export type NodeAnswer =
  | (ReadAnswer & { readonly __typename: 'Discussion' })
  | (ThreadAnswer & { readonly __typename: 'Issue' | 'PullRequest' })
  | { readonly __typename: '' };

export interface ListAnswer<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: Nodes<Node>;
}

export interface ChangedAnswer {
  readonly viewer: { readonly login: string };
  readonly repository: {
    readonly isPrivate: boolean;
    readonly discussions?: ListAnswer<ReadAnswer>;
    readonly issues?: ListAnswer<ThreadAnswer>;
    readonly pullRequests?: ListAnswer<ThreadAnswer>;
  };
  readonly nodes: Nodes<NodeAnswer>;
}

const members = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

export function readOf(answer: ReadAnswer): ReadDiscussion {
  const { id, number, url, title, body, createdAt, updatedAt, lastEditedAt, closed } = answer;
  return {
    id,
    number,
    url: webAddress(url),
    title,
    author: answer.author?.login ?? null,
    isMember: members.has(answer.authorAssociation),
    body,
    createdAt,
    updatedAt,
    editedAt: lastEditedAt,
    closed,
    isAnswerable: answer.category.isAnswerable,
    hasEarlier: answer.comments.pageInfo.hasPreviousPage,
    ...saidOf(answer.comments),
    taken: present(answer.reactions.nodes).flatMap(({ createdAt: at, user }) =>
      user ? [{ login: user.login, at }] : [],
    ),
  };
}

/** What was said, the oldest first, and where what was said before it ends. */
export function saidOf({
  nodes,
  pageInfo: { hasPreviousPage, startCursor },
}: CommentsAnswer): Pick<ReadDiscussion, 'replies' | 'before'> {
  const replies = present(nodes).flatMap((each) => [
    replyOf(each),
    ...present(each.replies?.nodes ?? null).map(replyOf),
  ]);
  replies.sort((one, other) =>
    one.createdAt < other.createdAt ? -1 : one.createdAt > other.createdAt ? 1 : 0,
  );
  return { replies, ...(hasPreviousPage && startCursor !== null && { before: startCursor }) };
}

export function threadOf(answer: ThreadAnswer, kind: 'issue' | 'pull'): ReadDiscussion {
  // What it says itself is no note, and what is said there is no answer to it.
  const none = { body: '', lastEditedAt: null, category: { isAnswerable: false }, reactions: { nodes: [] } };
  return { ...readOf({ ...answer, ...none }), kind };
}

/** What was asked for by its id; null when it is not there (any more). */
export function nodeOf(node: NodeAnswer): ReadDiscussion | null {
  switch (node.__typename) {
    case 'Discussion':
      return readOf(node);
    case 'Issue':
      return threadOf(node, 'issue');
    case 'PullRequest':
      return threadOf(node, 'pull');
    case '':
    default:
      return null;
  }
}

export function replyOf({
  id,
  url,
  body,
  createdAt,
  isAnswer = false,
  authorAssociation,
  author,
}: ReplyAnswer): Reply {
  const isMember = members.has(authorAssociation);
  return { id, url: webAddress(url), body, createdAt, isAnswer, isMember, author: author?.login ?? null };
}

/** An address to open in a browser. A server has no say in which other programs a click starts. */
function webAddress(url: string): string {
  return /^https?:\/\//i.test(url) ? url : '';
}

interface NumberAnswer {
  readonly __typename: string;
  readonly issueState?: string;
  readonly pullState?: string;
  readonly closedAt: string | null;
  readonly mergedAt?: string | null;
  readonly mergedBy?: Author;
  readonly statusCheckRollup?: { readonly state: string } | null;
}

type Compared = { readonly status: string; readonly aheadBy: number } | null;
type RefAnswer = { readonly [key: `commit${number}`]: Compared } | null;
type ChangesAnswer = {
  readonly totalCount: number;
  readonly nodes: Nodes<{
    readonly committedDate: string;
    readonly author: { readonly name: string | null; readonly user: Author } | null;
  }>;
};

/** The answer to what facts.ts asks: everything by the place at which it was asked for. */
export type FactsAnswer = Readonly<Record<string, unknown>>;

export function factsOf(repository: FactsAnswer, asked: FactsAsked): Facts {
  return {
    pulls: asked.pulls.flatMap((number, index) => {
      const found = repository[`number${index}`] as NumberAnswer | null | undefined;
      return found ? [numberOf(found, number)] : [];
    }),
    commits: asked.commits.map(({ sha, branch }, index) => {
      const ref = repository[`on${index}`] as RefAnswer | undefined;
      const compared = ref?.[`commit${index}`] ?? null;
      // Of a commit that the branch holds, nothing is ahead of the branch.
      return { sha, branch, isOn: compared === null ? null : compared.aheadBy === 0 };
    }),
    branches: asked.branches.map((branch, index) => ({
      branch,
      exists: (repository[`branch${index}`] ?? null) !== null,
    })),
    files: asked.files.map(({ path, branch }, index) => {
      const found = repository[`file${index}`] as
        { readonly target: { readonly history?: ChangesAnswer } | null } | null | undefined;
      const history = found?.target?.history;
      const [last] = present(history?.nodes ?? null);
      const by = last?.author?.user?.login ?? last?.author?.name ?? null;
      const changes = history ? { count: history.totalCount, by, at: last?.committedDate ?? null } : null;
      return { path, branch, changes };
    }),
  };
}

function numberOf(answer: NumberAnswer, number: number): PullFacts {
  const rollup = answer.statusCheckRollup?.state ?? null;
  const told = answer.pullState ?? answer.issueState;
  const state = told === 'MERGED' ? 'merged' : told === 'CLOSED' ? 'closed' : 'open';
  return {
    number,
    kind: answer.__typename === 'PullRequest' ? 'pull' : 'issue',
    state,
    at: answer.mergedAt ?? answer.closedAt,
    by: answer.mergedBy?.login ?? null,
    checks:
      rollup === null
        ? null
        : rollup === 'SUCCESS'
          ? 'green'
          : rollup === 'FAILURE' || rollup === 'ERROR'
            ? 'red'
            : 'running',
  };
}
