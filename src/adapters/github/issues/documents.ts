export const issueViewerQuery = `query IssueViewer { viewer { login } }`;

/** Also of a public repository called `.github`, where an owner's rules for all others lie. */
export const issueRepositoryQuery = `query IssueRepository($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    id
    nameWithOwner
    isPrivate
    isArchived
    hasIssuesEnabled
    viewerPermission
    isSecurityPolicyEnabled
    securityPolicyUrl
    watchers { totalCount }
    parent { name owner { login } }
    object(expression: "HEAD:.github/ISSUE_TEMPLATE") {
      ... on Tree { entries { name object { ... on Blob { text isTruncated } } } }
    }
    legacy0: object(expression: "HEAD:.github/ISSUE_TEMPLATE.md") { ... on Blob { text isTruncated } }
    legacy1: object(expression: "HEAD:.github/issue_template.md") { ... on Blob { text isTruncated } }
    legacy2: object(expression: "HEAD:ISSUE_TEMPLATE.md") { ... on Blob { text isTruncated } }
    legacy3: object(expression: "HEAD:issue_template.md") { ... on Blob { text isTruncated } }
    legacy4: object(expression: "HEAD:docs/ISSUE_TEMPLATE.md") { ... on Blob { text isTruncated } }
    legacy5: object(expression: "HEAD:docs/issue_template.md") { ... on Blob { text isTruncated } }
  }
}`;

export const myIssuesQuery = `query MyIssues($owner: String!, $name: String!, $login: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    issues(first: 30, after: $after, filterBy: { createdBy: $login }, orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes { id number title url body createdAt }
    }
  }
}`;

export const myCommentsQuery = `query MyIssueComments($owner: String!, $name: String!, $number: Int!, $before: String) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      id
      comments(last: 50, before: $before) {
        pageInfo { hasPreviousPage startCursor }
        nodes { id url body createdAt viewerDidAuthor }
      }
    }
  }
}`;

export const issueNamesQuery = `query IssueNames($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    id
    viewerPermission
    labels(first: 100) { nodes { id name } }
    assignableUsers(first: 100) { nodes { id login } }
  }
}`;

export const createIssueMutation = `mutation CreateIssue($repository: ID!, $title: String!, $body: String!, $labels: [ID!], $assignees: [ID!]) {
  createIssue(input: { repositoryId: $repository, title: $title, body: $body, labelIds: $labels, assigneeIds: $assignees }) {
    issue { id number title url body createdAt }
  }
}`;

export const addIssueCommentMutation = `mutation AddIssueComment($subject: ID!, $body: String!) {
  addComment(input: { subjectId: $subject, body: $body }) {
    commentEdge { node { id url body createdAt } }
  }
}`;

export const updateIssueMutation = `mutation UpdateIssue($issue: ID!, $title: String, $body: String!) {
  updateIssue(input: { id: $issue, title: $title, body: $body }) {
    issue { id number title url body createdAt }
  }
}`;

export const updateIssueCommentMutation = `mutation UpdateIssueComment($comment: ID!, $body: String!) {
  updateIssueComment(input: { id: $comment, body: $body }) {
    issueComment { id url body createdAt }
  }
}`;

export const searchIssuesQuery = `query SearchIssues($text: String!) {
  search(type: ISSUE, query: $text, first: 20) {
    nodes { ... on Issue { number title url state body } }
  }
}`;
