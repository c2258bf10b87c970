// Every GraphQL document that Baton sends, whole and named: a test holds each one, as bundled, against GitHub's schema.

export const viewerQuery = `query Viewer { viewer { login } }`;

export const repositoryQuery = `query Repository($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    id
    nameWithOwner
    url
    isPrivate
    isArchived
    hasDiscussionsEnabled
    viewerPermission
    watchers { totalCount }
    parent { name owner { login } }
    discussionCategories(first: 100) { nodes { id name description isAnswerable } }
  }
}`;

/** Asked after a refusal, so that the reason comes from facts and not from a message's wording. */
export const standingQuery = `query RepositoryStanding($id: ID!) {
  node(id: $id) {
    ... on Repository { nameWithOwner isArchived hasDiscussionsEnabled }
  }
}`;

export const discussionsQuery = `query Discussions($owner: String!, $name: String!, $category: ID!, $after: String) {
  repository(owner: $owner, name: $name) {
    discussions(categoryId: $category, first: 50, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes { id number url title body createdAt viewerDidAuthor viewerCanUpdate author { login } }
    }
  }
}`;

export const createDiscussionMutation = `mutation CreateDiscussion($repository: ID!, $category: ID!, $title: String!, $body: String!) {
  createDiscussion(input: { repositoryId: $repository, categoryId: $category, title: $title, body: $body }) {
    discussion { id number url title body createdAt viewerDidAuthor viewerCanUpdate author { login } }
  }
}`;

export const updateDiscussionMutation = `mutation UpdateDiscussion($discussion: ID!, $title: String!, $body: String!) {
  updateDiscussion(input: { discussionId: $discussion, title: $title, body: $body }) {
    discussion { id number url title body createdAt viewerDidAuthor viewerCanUpdate author { login } }
  }
}`;

export const commentableQuery = `query Commentable($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    issueOrPullRequest(number: $number) {
      ... on Issue { id number title url }
      ... on PullRequest { id number title url }
    }
  }
}`;

export const commentsQuery = `query Comments($owner: String!, $name: String!, $number: Int!, $before: String) {
  repository(owner: $owner, name: $name) {
    issueOrPullRequest(number: $number) {
      ... on Issue {
        comments(last: 50, before: $before) {
          pageInfo { hasPreviousPage startCursor }
          nodes { id url body createdAt viewerDidAuthor viewerCanUpdate }
        }
      }
      ... on PullRequest {
        comments(last: 50, before: $before) {
          pageInfo { hasPreviousPage startCursor }
          nodes { id url body createdAt viewerDidAuthor viewerCanUpdate }
        }
      }
    }
  }
}`;

export const addCommentMutation = `mutation AddComment($subject: ID!, $body: String!) {
  addComment(input: { subjectId: $subject, body: $body }) {
    commentEdge { node { id url body createdAt viewerDidAuthor viewerCanUpdate } }
  }
}`;

export const updateCommentMutation = `mutation UpdateComment($comment: ID!, $body: String!) {
  updateIssueComment(input: { id: $comment, body: $body }) {
    issueComment { id url body createdAt viewerDidAuthor viewerCanUpdate }
  }
}`;

export const postedQuery = `query Posted($id: ID!) {
  node(id: $id) {
    ... on Discussion { id url title body createdAt viewerDidAuthor viewerCanUpdate }
    ... on DiscussionComment { id url body createdAt viewerDidAuthor viewerCanUpdate }
    ... on IssueComment { id url body createdAt viewerDidAuthor viewerCanUpdate }
    ... on Issue { id url title body createdAt viewerDidAuthor viewerCanUpdate }
  }
}`;
