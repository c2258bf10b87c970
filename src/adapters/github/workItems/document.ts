// One question, whole and in one piece, holds all that a draft wants to know of GitHub: a test holds it against
// GitHub's schema.

export const workQuery = `query Work(
  $owner: String!, $name: String!, $branch: String!, $hasBranch: Boolean!, $login: String!, $known: Boolean!,
  $changed: String!, $open: String!, $reviewed: String!, $closed: String!
) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    parent { name owner { login } }
    headed: pullRequests(headRefName: $branch, first: 3, orderBy: { field: UPDATED_AT, direction: DESC }) @include(if: $hasBranch) {
      nodes { ...WorkPullRequest }
    }
    releases(first: 20, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { name tagName url publishedAt isDraft isPrerelease author { login } }
    }
    deployments(first: 10, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { environment state commitOid creator { login } latestStatus { logUrl } }
    }
  }
  changed: search(query: $changed, type: ISSUE, first: 40) { issueCount nodes { ...WorkPullRequest } }
  open: search(query: $open, type: ISSUE, first: 20) { issueCount nodes { ...WorkPullRequest } }
  reviewed: search(query: $reviewed, type: ISSUE, first: 30) {
    issueCount
    nodes {
      ... on PullRequest {
        number title url state author { login }
        byMe: reviews(last: 20, author: $login) @include(if: $known) { nodes { state submittedAt author { login } } }
        byAll: reviews(last: 50) @skip(if: $known) { nodes { state submittedAt author { login } } }
      }
    }
  }
  closed: search(query: $closed, type: ISSUE, first: 40) {
    issueCount
    nodes {
      ... on Issue {
        number title url closedAt
        assignees(first: 10) { nodes { login } }
        timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) {
          nodes { ... on ClosedEvent { actor { login } closer { ... on PullRequest { number } } } }
        }
      }
    }
  }
}
fragment WorkPullRequest on PullRequest {
  number title url state isDraft createdAt mergedAt closedAt headRefName headRefOid baseRefName
  author { login }
  assignees(first: 10) { nodes { login } }
  commits { totalCount }
  mergeCommit { oid statusCheckRollup { ...WorkChecks } }
  statusCheckRollup { ...WorkChecks }
  latestOpinionatedReviews(first: 20) { nodes { state author { login } } }
  reviewRequests(first: 20) { nodes { requestedReviewer { ...WorkReviewer } } }
  timelineItems(last: 20, itemTypes: [REVIEW_REQUESTED_EVENT]) {
    nodes { ... on ReviewRequestedEvent { createdAt requestedReviewer { ...WorkReviewer } } }
  }
  closingIssuesReferences(first: 5) { nodes { number title url } }
}
fragment WorkChecks on StatusCheckRollup {
  contexts(first: 50) {
    nodes {
      __typename
      ... on CheckRun { name status conclusion url completedAt checkSuite { app { name slug } } }
      ... on StatusContext { context state targetUrl createdAt }
    }
  }
}
fragment WorkReviewer on RequestedReviewer {
  ... on User { login }
  ... on Team { name }
  ... on Bot { login }
  ... on Mannequin { login }
}`;
