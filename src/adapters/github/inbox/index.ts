import { RefusedError, type RepositoryAddress } from '../../../core/ports/github';
import type { InboxGitHub } from '../../../core/ports/inbox';
import { present } from '../answers';
import { createClient } from '../client';
import {
  factsOf,
  nodeOf,
  replyOf,
  saidOf,
  type ChangedAnswer,
  type CommentsAnswer,
  type FactsAnswer,
  type NodeAnswer,
  type ReplyAnswer,
} from './answers';
import * as documents from './documents';
import { factsQuestion } from './facts';
import { listsAsked, pageOf } from './pages';

export { isPublicAt } from './visibility';

/** Discussions as the holder of `token` reads them at `host`. Nothing is loaded or sent before the first call. */
export function createInboxGitHub(host: string, token: string, pace?: number): InboxGitHub {
  const client = createClient(host, token, pace);
  const nameOf = ({ owner, name }: RepositoryAddress): string => `${owner}/${name}`;
  const about = 'this discussion';

  return {
    changed: async (address, { first, watched, ...lists }, signal) => {
      const { owner, name } = address;
      const variables = { owner, name, first, watched, ...listsAsked(lists) };
      const question = { document: documents.changedQuery, variables, about: nameOf(address), signal };
      return client.read(question, ({ viewer, repository, nodes }: ChangedAnswer) => {
        const { isPrivate } = repository;
        const there = present(nodes).flatMap((each) => nodeOf(each) ?? []);
        return { viewer: viewer.login, isPrivate, ...pageOf(repository, lists.after), watched: there };
      });
    },

    discussion: async (id, signal) => {
      const question = { document: documents.discussionQuery, variables: { id }, about, signal };
      const pick = ({ node }: { node: NodeAnswer | null }) => node && nodeOf(node);
      try {
        return await client.read(question, pick);
      } catch (error) {
        if (error instanceof RefusedError && error.reason === 'not-found') return null;
        throw error;
      }
    },

    earlier: async (id, before, signal) => {
      const question = { document: documents.earlierQuery, variables: { id, before }, about, signal };
      type Answer = { node: { comments: CommentsAnswer } };
      return client.read(question, ({ node }: Answer) => saidOf(node.comments));
    },

    facts: async (address, wanted, signal) => {
      const { asked, document, variables } = factsQuestion(wanted);
      const { owner, name } = address;
      const question = {
        document,
        variables: { owner, name, ...variables },
        about: nameOf(address),
        signal,
      };
      return client.read(question, ({ repository }: { repository: FactsAnswer }) =>
        factsOf(repository, asked),
      );
    },

    reply: async ({ discussionId, kind, body }, signal) => {
      if (kind !== undefined) {
        const variables = { subject: discussionId, body };
        const question = { document: documents.commentMutation, variables, about: 'this thread', signal };
        type Answer = { addComment: { commentEdge: { node: ReplyAnswer } } };
        return client.write(question, ({ addComment }: Answer) => replyOf(addComment.commentEdge.node));
      }
      const variables = { discussion: discussionId, body };
      const question = { document: documents.replyMutation, variables, about, signal };
      type Answer = { addDiscussionComment: { comment: ReplyAnswer } };
      return client.write(question, ({ addDiscussionComment }: Answer) =>
        replyOf(addDiscussionComment.comment),
      );
    },

    take: async (id, signal) => {
      const question = { document: documents.takeMutation, variables: { subject: id }, about, signal };
      type Answer = { addReaction: { reaction: { id: string } } };
      await client.write(question, ({ addReaction }: Answer) => addReaction.reaction.id);
    },

    markAnswer: async (replyId, signal) => {
      const question = {
        document: documents.markAnswerMutation,
        variables: { comment: replyId },
        about,
        signal,
      };
      type Answer = { markDiscussionCommentAsAnswer: { discussion: { id: string } } };
      await client.write(question, (answer: Answer) => answer.markDiscussionCommentAsAnswer.discussion.id);
    },
  };
}
