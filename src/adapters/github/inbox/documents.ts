// Every GraphQL document of the inbox but one, whole and named, for whoever holds a bundle against the schema: fragments
// stand in each that spreads them. The one that asks for facts is built in facts.ts.

// A discussion is read whole; of an issue or pull request what was said under it: its own text is no note.

export const changedQuery = `query InboxChanged(
  $owner: String!, $name: String!, $first: Int!, $watched: [ID!]!
  $discussions: Boolean!, $afterDiscussion: String
  $issues: Boolean!, $afterIssue: String, $pulls: Boolean!, $afterPull: String
) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    isPrivate
    discussions(first: $first, after: $afterDiscussion, orderBy: { field: UPDATED_AT, direction: DESC })
      @include(if: $discussions) {
      pageInfo { hasNextPage endCursor }
      nodes { ...Read }
    }
    issues(first: $first, after: $afterIssue, orderBy: { field: UPDATED_AT, direction: DESC })
      @include(if: $issues) {
      pageInfo { hasNextPage endCursor }
      nodes { ...ReadIssue }
    }
    pullRequests(first: $first, after: $afterPull, orderBy: { field: UPDATED_AT, direction: DESC })
      @include(if: $pulls) {
      pageInfo { hasNextPage endCursor }
      nodes { ...ReadPull }
    }
  }
  nodes(ids: $watched) { __typename ...Read ...ReadIssue ...ReadPull }
}
fragment Read on Discussion {
  id number url title body createdAt updatedAt lastEditedAt closed authorAssociation
  author { login }
  category { isAnswerable }
  reactions(content: EYES, first: 20) { nodes { createdAt user { login } } }
  comments(last: 40) {
    pageInfo { hasPreviousPage startCursor }
    nodes {
      id url body createdAt isAnswer authorAssociation author { login }
      replies(last: 20) { nodes { id url body createdAt isAnswer authorAssociation author { login } } }
    }
  }
}
fragment ReadIssue on Issue {
  id number url title createdAt updatedAt closed authorAssociation
  author { login }
  comments(last: 20) { ...Said }
}
fragment ReadPull on PullRequest {
  id number url title createdAt updatedAt closed authorAssociation
  author { login }
  comments(last: 20) { ...Said }
}
fragment Said on IssueCommentConnection {
  pageInfo { hasPreviousPage startCursor }
  nodes { id url body createdAt authorAssociation author { login } }
}`;

export const discussionQuery = `query InboxDiscussion($id: ID!) {
  node(id: $id) { __typename ...Read ...ReadIssue ...ReadPull }
}
fragment Read on Discussion {
  id number url title body createdAt updatedAt lastEditedAt closed authorAssociation
  author { login }
  category { isAnswerable }
  reactions(content: EYES, first: 20) { nodes { createdAt user { login } } }
  comments(last: 40) {
    pageInfo { hasPreviousPage startCursor }
    nodes {
      id url body createdAt isAnswer authorAssociation author { login }
      replies(last: 20) { nodes { id url body createdAt isAnswer authorAssociation author { login } } }
    }
  }
}
fragment ReadIssue on Issue {
  id number url title createdAt updatedAt closed authorAssociation
  author { login }
  comments(last: 20) { ...Said }
}
fragment ReadPull on PullRequest {
  id number url title createdAt updatedAt closed authorAssociation
  author { login }
  comments(last: 20) { ...Said }
}
fragment Said on IssueCommentConnection {
  pageInfo { hasPreviousPage startCursor }
  nodes { id url body createdAt authorAssociation author { login } }
}`;

export const earlierQuery = `query InboxEarlier($id: ID!, $before: String!) {
  node(id: $id) {
    ... on Discussion {
      comments(last: 100, before: $before) {
        pageInfo { hasPreviousPage startCursor }
        nodes {
          id url body createdAt isAnswer authorAssociation author { login }
          replies(last: 20) { nodes { id url body createdAt isAnswer authorAssociation author { login } } }
        }
      }
    }
    ... on Issue { comments(last: 100, before: $before) { ...Said } }
    ... on PullRequest { comments(last: 100, before: $before) { ...Said } }
  }
}
fragment Said on IssueCommentConnection {
  pageInfo { hasPreviousPage startCursor }
  nodes { id url body createdAt authorAssociation author { login } }
}`;

export const replyMutation = `mutation InboxReply($discussion: ID!, $body: String!) {
  addDiscussionComment(input: { discussionId: $discussion, body: $body }) {
    comment { id url body createdAt isAnswer authorAssociation author { login } }
  }
}`;

export const commentMutation = `mutation InboxComment($subject: ID!, $body: String!) {
  addComment(input: { subjectId: $subject, body: $body }) {
    commentEdge { node { id url body createdAt authorAssociation author { login } } }
  }
}`;

export const takeMutation = `mutation InboxTake($subject: ID!) {
  addReaction(input: { subjectId: $subject, content: EYES }) { reaction { id } }
}`;

export const markAnswerMutation = `mutation InboxMarkAnswer($comment: ID!) {
  markDiscussionCommentAsAnswer(input: { id: $comment }) { discussion { id } }
}`;
