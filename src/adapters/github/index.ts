import { throwIfCancelled, type Cancellation } from '../../core/cancel';
import {
  RefusedError,
  type Commentable,
  type GitHub,
  type Posted,
  type RepositoryAddress,
} from '../../core/ports/github';
import {
  discussionOf,
  postedOf,
  present,
  repositoryOf,
  type CommentsAnswer,
  type DiscussionAnswer,
  type Nodes,
  type PostedAnswer,
  type RepositoryAnswer,
} from './answers';
import { createClient, usualPatience } from './client';
import * as documents from './documents';
import { refused } from './failures';
import { createIssues } from './issues';
import { createTexts } from './texts';

/**
 * GitHub as the holder of `token` sees `host`: `github.com`, `ghe.example.com`, or an address with scheme and port
 * such as `http://127.0.0.1:4000`. Nothing is loaded or sent before the first call.
 */
export function createGitHub(host: string, token: string, pace?: number, patience = usualPatience): GitHub {
  const client = createClient(host, token, pace, patience);
  const nameOf = ({ owner, name }: RepositoryAddress): string => `${owner}/${name}`;

  /** Null where GitHub says that it is not there. */
  const orNull = async <Answer>(reading: Promise<Answer>): Promise<Answer | null> => {
    try {
      return await reading;
    } catch (error) {
      if (error instanceof RefusedError && error.reason === 'not-found') return null;
      throw error;
    }
  };

  const refusalOf = async (error: unknown, repositoryId: string, signal?: Cancellation): Promise<unknown> => {
    if (!(error instanceof RefusedError)) return error;
    if (!['no-permission', 'not-accepted', 'not-found'].includes(error.reason)) return error;
    type Standing = { nameWithOwner: string; isArchived: boolean; hasDiscussionsEnabled: boolean };
    const question = {
      document: documents.standingQuery,
      variables: { id: repositoryId },
      about: 'the repository',
      signal,
    };
    const standing = await client.read(question, ({ node }: { node: Standing }) => node).catch(() => null);
    if (standing?.isArchived) {
      return refused(
        'archived',
        `${standing.nameWithOwner} is archived and takes no posts. Choose another repository.`,
      );
    }
    if (standing && !standing.hasDiscussionsEnabled) {
      return refused(
        'discussions-disabled',
        `Discussions are turned off in ${standing.nameWithOwner}. Choose another place, or turn them on in its settings.`,
      );
    }
    return error;
  };

  return {
    ...createTexts(client),
    issues: createIssues(client),

    viewer: async (signal) => {
      const question = { document: documents.viewerQuery, variables: {}, about: 'your account', signal };
      type Answer = { viewer: { login: string } };
      return client.read(question, ({ viewer }: Answer) => ({ login: viewer.login }));
    },

    repository: async (address, signal) => {
      const about = nameOf(address);
      const variables = { owner: address.owner, name: address.name };
      const question = { document: documents.repositoryQuery, variables, about, signal };
      return client.read(question, ({ repository }: { repository: RepositoryAnswer }) =>
        repositoryOf(repository, host),
      );
    },

    async *discussions(address, categoryId, signal) {
      const about = nameOf(address);
      for (let after: string | null = null; ;) {
        const variables: Record<string, unknown> = {
          owner: address.owner,
          name: address.name,
          category: categoryId,
          after,
        };
        type Page = {
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
          nodes: Nodes<DiscussionAnswer>;
        };
        const question = { document: documents.discussionsQuery, variables, about, signal };
        type Answer = { repository: { discussions: Page } };
        const { items, pageInfo } = await client.read(
          question,
          ({ repository: { discussions } }: Answer) => ({
            items: present(discussions.nodes).map(discussionOf),
            pageInfo: discussions.pageInfo,
          }),
        );
        yield* items;
        if (!pageInfo.hasNextPage || pageInfo.endCursor === null || pageInfo.endCursor === after) return;
        after = pageInfo.endCursor;
        throwIfCancelled(signal);
      }
    },

    createDiscussion: async ({ repositoryId, categoryId, title, body }, signal) => {
      const variables = { repository: repositoryId, category: categoryId, title, body };
      const question = {
        document: documents.createDiscussionMutation,
        variables,
        about: 'this repository',
        signal,
      };
      type Answer = { createDiscussion: { discussion: DiscussionAnswer } };
      try {
        return await client.write(question, (answer: Answer) =>
          discussionOf(answer.createDiscussion.discussion),
        );
      } catch (error) {
        throw await refusalOf(error, repositoryId, signal);
      }
    },

    updateDiscussion: async ({ discussionId, title, body }, signal) => {
      const variables = { discussion: discussionId, title, body };
      const question = {
        document: documents.updateDiscussionMutation,
        variables,
        about: 'this discussion',
        signal,
      };
      type Answer = { updateDiscussion: { discussion: DiscussionAnswer } };
      return client.write(question, (answer: Answer) => discussionOf(answer.updateDiscussion.discussion));
    },

    commentable: async (address, number, signal) => {
      const about = `${nameOf(address)}#${number}`;
      const variables = { owner: address.owner, name: address.name, number };
      const question = { document: documents.commentableQuery, variables, about, signal };
      type Answer = { repository: { issueOrPullRequest: Commentable | null } };
      return orNull(client.read(question, ({ repository }: Answer) => repository.issueOrPullRequest));
    },

    async *comments(address, number, signal) {
      const about = `${nameOf(address)}#${number}`;
      for (let before: string | null = null; ;) {
        const variables: Record<string, unknown> = {
          owner: address.owner,
          name: address.name,
          number,
          before,
        };
        const question = { document: documents.commentsQuery, variables, about, signal };
        type Answer = { repository: { issueOrPullRequest: CommentsAnswer } };
        const { items, pageInfo } = await client.read(question, ({ repository }: Answer) => ({
          items: present(repository.issueOrPullRequest.comments.nodes).map(postedOf).reverse(),
          pageInfo: repository.issueOrPullRequest.comments.pageInfo,
        }));
        yield* items;
        if (!pageInfo.hasPreviousPage || pageInfo.startCursor === null || pageInfo.startCursor === before)
          return;
        before = pageInfo.startCursor;
        throwIfCancelled(signal);
      }
    },

    comment: async ({ subjectId, body }, signal) => {
      const variables = { subject: subjectId, body };
      const question = {
        document: documents.addCommentMutation,
        variables,
        about: 'this conversation',
        signal,
      };
      type Answer = { addComment: { commentEdge: { node: PostedAnswer } } };
      return client.write(question, (answer: Answer) => postedOf(answer.addComment.commentEdge.node));
    },

    updateComment: async ({ commentId, body }, signal) => {
      const variables = { comment: commentId, body };
      const question = {
        document: documents.updateCommentMutation,
        variables,
        about: 'this comment',
        signal,
      };
      type Answer = { updateIssueComment: { issueComment: PostedAnswer } };
      return client.write(question, (answer: Answer) => postedOf(answer.updateIssueComment.issueComment));
    },

    posted: async (id, signal): Promise<Posted | null> => {
      const question = {
        document: documents.postedQuery,
        variables: { id },
        about: 'what was posted',
        signal,
      };
      const pick = ({ node }: { node: PostedAnswer | null }): Posted | null => (node ? postedOf(node) : null);
      return orNull(client.read(question, pick));
    },
  };
}
