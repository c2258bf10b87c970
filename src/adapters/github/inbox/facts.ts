import type { FactsAsked } from '../../../core/ports/inbox';

/** How many of each are asked for at once: one request stays one, and cheap. */
const most = 40;

/** One question for all facts: only variables hold what a note says. */
export function factsQuestion(wanted: FactsAsked): {
  readonly asked: FactsAsked;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
} {
  const asked: FactsAsked = {
    pulls: wanted.pulls.slice(0, most),
    commits: wanted.commits.slice(0, most),
    branches: wanted.branches.slice(0, most),
    files: wanted.files.slice(0, most),
    since: wanted.since,
  };
  const types: string[] = [];
  const fields: string[] = [];
  const variables: Record<string, unknown> = {};
  const variable = (name: string, type: string, value: unknown): string => {
    types.push(`$${name}: ${type}`);
    variables[name] = value;
    return `$${name}`;
  };
  /** A branch by its name, or the one that people fetch by default. */
  const branchAt = (name: string, branch: string | null): string =>
    branch === null
      ? 'defaultBranchRef'
      : `ref(qualifiedName: ${variable(name, 'String!', `refs/heads/${branch}`)})`;
  asked.pulls.forEach((number, index) => {
    const at = variable(`n${index}`, 'Int!', number);
    fields.push(`number${index}: issueOrPullRequest(number: ${at}) {
      __typename
      ... on Issue { issueState: state closedAt }
      ... on PullRequest { pullState: state closedAt mergedAt mergedBy { login } statusCheckRollup { state } }
    }`);
  });
  asked.commits.forEach(({ sha, branch }, index) => {
    const head = variable(`c${index}`, 'String!', sha);
    fields.push(
      `on${index}: ${branchAt(`cb${index}`, branch)} { commit${index}: compare(headRef: ${head}) { status aheadBy } }`,
    );
  });
  asked.branches.forEach((branch, index) => {
    fields.push(`branch${index}: ${branchAt(`b${index}`, branch)} { name }`);
  });
  if (asked.files.length > 0) variable('since', 'GitTimestamp!', asked.since);
  asked.files.forEach(({ path, branch }, index) => {
    const at = variable(`f${index}`, 'String!', path);
    fields.push(`file${index}: ${branchAt(`fb${index}`, branch)} {
      target { ... on Commit { history(path: ${at}, since: $since, first: 1) {
        totalCount nodes { committedDate author { name user { login } } }
      } } }
    }`);
  });
  const head = ['$owner: String!', '$name: String!', ...types].join(', ');
  const body = `repository(owner: $owner, name: $name) { ${fields.join('\n')} }`;
  return { asked, document: ['query InboxFacts(', head, ') { ', body, ' }'].join(''), variables };
}
