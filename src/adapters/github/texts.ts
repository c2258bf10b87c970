import { throwIfCancelled } from '../../core/cancel';
import { RefusedError } from '../../core/ports/github';
import type { GitHubTexts, TextKind, Thread } from '../../core/ports/texts';
import { postedOf, present, webAddress, type Nodes, type PostedAnswer } from './answers';
import type { Client } from './client';
import * as documents from './textDocuments';

const removals: Readonly<Record<TextKind, string>> = {
  discussion: documents.removeDiscussionMutation,
  reply: documents.removeReplyMutation,
  comment: documents.removeCommentMutation,
};

interface Edit {
  readonly id: string;
  readonly editedAt: string;
  readonly diff: string | null;
  readonly editor: { readonly login: string } | null;
}

export function createTexts(client: Client): GitHubTexts {
  return {
    thread: async ({ owner, name }, number, signal) => {
      const about = `${owner}/${name}#${number}`;
      const question = { document: documents.threadQuery, variables: { owner, name, number }, about, signal };
      type Answer = { repository: { discussion: Thread | null } };
      try {
        return await client.read(question, ({ repository: { discussion } }: Answer) =>
          discussion ? { ...discussion, url: webAddress(discussion.url) } : null,
        );
      } catch (error) {
        if (error instanceof RefusedError && error.reason === 'not-found') return null;
        throw error;
      }
    },

    async *replies(discussionId, signal) {
      for (let before: string | null = null; ;) {
        const variables: Record<string, unknown> = { discussion: discussionId, before };
        const question = {
          document: documents.repliesQuery,
          variables,
          about: 'this discussion',
          signal,
        };
        type Page = {
          comments: {
            pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
            nodes: Nodes<PostedAnswer>;
          };
        };
        const { items, pageInfo } = await client.read(question, ({ node: { comments } }: { node: Page }) => ({
          items: present(comments.nodes).map(postedOf).reverse(),
          pageInfo: comments.pageInfo,
        }));
        yield* items;
        if (!pageInfo.hasPreviousPage || pageInfo.startCursor === null || pageInfo.startCursor === before)
          return;
        before = pageInfo.startCursor;
        throwIfCancelled(signal);
      }
    },

    reply: async ({ discussionId, body }, signal) => {
      const question = {
        document: documents.addReplyMutation,
        variables: { discussion: discussionId, body },
        about: 'this discussion',
        signal,
      };
      type Answer = { addDiscussionComment: { comment: PostedAnswer } };
      return client.write(question, (answer: Answer) => postedOf(answer.addDiscussionComment.comment));
    },

    updateReply: async ({ commentId, body }, signal) => {
      const question = {
        document: documents.updateReplyMutation,
        variables: { comment: commentId, body },
        about: 'this comment',
        signal,
      };
      type Answer = { updateDiscussionComment: { comment: PostedAnswer } };
      return client.write(question, (answer: Answer) => postedOf(answer.updateDiscussionComment.comment));
    },

    edits: async (id, signal) => {
      const question = { document: documents.editsQuery, variables: { id }, about: 'the history', signal };
      type Answer = { node: { userContentEdits: { nodes: Nodes<Edit> } | null } };
      return client.read(question, ({ node }: Answer) =>
        present(node.userContentEdits?.nodes ?? null).map((each) => ({
          id: each.id,
          editor: each.editor?.login ?? null,
          at: each.editedAt,
          text: each.diff,
        })),
      );
    },

    remove: async ({ id, kind }, signal) => {
      const question = { document: removals[kind], variables: { id }, about: 'what was posted', signal };
      await client.write(question, (answer: object) => answer);
    },
  };
}
