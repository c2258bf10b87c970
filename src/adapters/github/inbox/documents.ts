// Every GraphQL document of the inbox but one, whole and named; the one that asks for facts is built in facts.ts.

export const changedQuery = `query InboxChanged($owner: String!, $name: String!, $first: Int!, $after: String, $watched: [ID!]!) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    isPrivate
    discussions(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes { ...Read }
    }
  }
  nodes(ids: $watched) { ...Read }
}
fragment Read on Discussion {
  id number url title body createdAt updatedAt lastEditedAt closed authorAssociation
  author { login }
  category { isAnswerable }
  reactions(content: EYES, first: 20) { nodes { createdAt user { login } } }
  comments(last: 40) {
    pageInfo { hasPreviousPage }
    nodes {
      id url body createdAt isAnswer authorAssociation author { login }
      replies(last: 20) { nodes { id url body createdAt isAnswer authorAssociation author { login } } }
    }
  }
}`;

export const discussionQuery = `query InboxDiscussion($id: ID!) {
  node(id: $id) { ...Read }
}
fragment Read on Discussion {
  id number url title body createdAt updatedAt lastEditedAt closed authorAssociation
  author { login }
  category { isAnswerable }
  reactions(content: EYES, first: 20) { nodes { createdAt user { login } } }
  comments(last: 40) {
    pageInfo { hasPreviousPage }
    nodes {
      id url body createdAt isAnswer authorAssociation author { login }
      replies(last: 20) { nodes { id url body createdAt isAnswer authorAssociation author { login } } }
    }
  }
}`;

export const replyMutation = `mutation InboxReply($discussion: ID!, $body: String!) {
  addDiscussionComment(input: { discussionId: $discussion, body: $body }) {
    comment { id url body createdAt isAnswer authorAssociation author { login } }
  }
}`;

export const takeMutation = `mutation InboxTake($subject: ID!) {
  addReaction(input: { subjectId: $subject, content: EYES }) { reaction { id } }
}`;

export const markAnswerMutation = `mutation InboxMarkAnswer($comment: ID!) {
  markDiscussionCommentAsAnswer(input: { id: $comment }) { discussion { id } }
}`;
