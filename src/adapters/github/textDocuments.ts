// What is asked of texts that were posted: comments of a Discussion, the history of edits, deletion.

export const threadQuery = `query Thread($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    discussion(number: $number) { id number title url }
  }
}`;

export const repliesQuery = `query Replies($discussion: ID!, $before: String) {
  node(id: $discussion) {
    ... on Discussion {
      comments(last: 50, before: $before) {
        pageInfo { hasPreviousPage startCursor }
        nodes { id url body createdAt viewerDidAuthor viewerCanUpdate }
      }
    }
  }
}`;

export const addReplyMutation = `mutation AddReply($discussion: ID!, $body: String!) {
  addDiscussionComment(input: { discussionId: $discussion, body: $body }) {
    comment { id url body createdAt viewerDidAuthor viewerCanUpdate }
  }
}`;

export const updateReplyMutation = `mutation UpdateReply($comment: ID!, $body: String!) {
  updateDiscussionComment(input: { commentId: $comment, body: $body }) {
    comment { id url body createdAt viewerDidAuthor viewerCanUpdate }
  }
}`;

export const editsQuery = `query Edits($id: ID!) {
  node(id: $id) {
    ... on Discussion { userContentEdits(first: 20) { nodes { id editedAt diff editor { login } } } }
    ... on DiscussionComment { userContentEdits(first: 20) { nodes { id editedAt diff editor { login } } } }
    ... on IssueComment { userContentEdits(first: 20) { nodes { id editedAt diff editor { login } } } }
    ... on Issue { userContentEdits(first: 20) { nodes { id editedAt diff editor { login } } } }
  }
}`;

export const removeDiscussionMutation = `mutation RemoveDiscussion($id: ID!) {
  deleteDiscussion(input: { id: $id }) { clientMutationId }
}`;

export const removeReplyMutation = `mutation RemoveReply($id: ID!) {
  deleteDiscussionComment(input: { id: $id }) { clientMutationId }
}`;

export const removeCommentMutation = `mutation RemoveComment($id: ID!) {
  deleteIssueComment(input: { id: $id }) { clientMutationId }
}`;
