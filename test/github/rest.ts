import { createHash } from 'node:crypto';
import type { components, operations } from '@octokit/openapi-types';
import type { Answer } from './faults';
import type { Viewer } from './resolvers';
import {
  addComment,
  addIssue,
  findRepository,
  type CommentRecord,
  type IssueRecord,
  type RepositoryRecord,
  type World,
} from './world';

type Schemas = components['schemas'];
type CreateIssue = operations['issues/create']['requestBody']['content']['application/json'];
type CreateComment = operations['issues/create-comment']['requestBody']['content']['application/json'];

// Held against GitHub's OpenAPI: a property that GitHub does not take does not compile, a new one is noticed.
const createIssue = {
  title: true,
  body: true,
  assignee: true,
  assignees: true,
  labels: true,
  milestone: true,
  type: true,
} satisfies Record<keyof CreateIssue, true>;
const createComment = { body: true } satisfies Record<keyof CreateComment, true>;

export interface RestRequest {
  readonly method: string;
  /** Below `/api/v3`, such as `/user`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

const fail = (status: number, message: string, errors?: unknown): Answer => ({
  status,
  body: {
    message,
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
    ...(errors ? { errors } : {}),
  },
});

/** Answers one REST request as `viewer` would be answered. */
export function answerRest(world: World, viewer: Viewer, request: RestRequest): Answer {
  const { method, path } = request;
  if (method === 'GET' && path === '/user') {
    return {
      status: 200,
      headers: { 'x-oauth-scopes': viewer.scopes.join(', ') },
      body: publicUser(world, viewer.login),
    };
  }
  if (method === 'GET' && path === '/meta') {
    return { status: 200, body: { verifiable_password_authentication: false, installed_version: '3.18.0' } };
  }
  const match = /^\/repos\/([^/]+)\/([^/]+)(\/.*)$/.exec(path);
  const repository = match ? findRepository(world, match[1] ?? '', match[2] ?? '') : undefined;
  if (!match || !repository) return fail(404, 'Not Found');
  const canWrite = repository.writers.has(viewer.login);
  if (repository.isPrivate && !(canWrite && viewer.scopes.includes('repo'))) return fail(404, 'Not Found');
  const rest = match[3] ?? '';
  const comments = /^\/issues\/(\d+)\/comments$/.exec(rest);
  const single = /^\/issues\/(\d+)$/.exec(rest);
  if (method === 'GET' && rest === '/issues') return listIssues(world, repository, request.query);
  if (method === 'GET' && rest === '/labels') {
    return { status: 200, body: repository.labels.map((name) => label(world, repository, name)) };
  }
  if (method === 'GET' && single) {
    const issue = repository.issues.find(({ number }) => number === Number(single[1]));
    return issue ? { status: 200, body: issueOf(world, repository, issue) } : fail(404, 'Not Found');
  }
  if (method === 'POST' && rest === '/issues') {
    const input = allowed<CreateIssue>(request.body, createIssue);
    if (!input) return fail(422, 'Validation Failed', [{ resource: 'Issue', code: 'invalid' }]);
    if (typeof input.title !== 'string' || input.title === '') {
      return fail(422, 'Validation Failed', [{ resource: 'Issue', field: 'title', code: 'missing_field' }]);
    }
    if (repository.isArchived) return fail(403, 'Repository was archived so is read-only.');
    // Without push access GitHub drops labels and assignees and says nothing.
    const labels = canWrite
      ? (input.labels ?? []).map((each) => (typeof each === 'string' ? each : (each.name ?? '')))
      : [];
    const added = addIssue(world, repository, {
      author: viewer.login,
      title: input.title,
      body: input.body ?? '',
      labels,
      assignees: canWrite ? (input.assignees ?? []) : [],
    });
    return { status: 201, body: issueOf(world, repository, added) };
  }
  if (method === 'POST' && comments) {
    const issue = repository.issues.find(({ number }) => number === Number(comments[1]));
    if (!issue) return fail(404, 'Not Found');
    const input = allowed<CreateComment>(request.body, createComment);
    if (!input || typeof input.body !== 'string' || input.body === '') return fail(422, 'Validation Failed');
    const added = addComment(world, issue, viewer.login, input.body);
    return { status: 201, body: commentOf(world, repository, issue, added) };
  }
  return fail(404, 'Not Found');
}

/** An ETag over the answer's bytes. */
export function etagOf(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('hex').slice(0, 40)}"`;
}

function allowed<Body extends object>(body: unknown, names: Record<keyof Body, true>): Body | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  return Object.keys(body).every((name) => Object.hasOwn(names, name)) ? (body as Body) : null;
}

function listIssues(world: World, repository: RepositoryRecord, query: URLSearchParams): Answer {
  const size = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 30) || 30));
  const page = Math.max(1, Number(query.get('page') ?? 1) || 1);
  const all = [...repository.issues].reverse();
  const link = (to: number, relation: string): string =>
    `<${world.url}/api/v3/repos/${repository.owner}/${repository.name}/issues?per_page=${size}&page=${to}>; rel="${relation}"`;
  const last = Math.max(1, Math.ceil(all.length / size));
  const links = page < last ? [link(page + 1, 'next'), link(last, 'last')] : [];
  return {
    status: 200,
    headers: links.length > 0 ? { link: links.join(', ') } : {},
    body: all.slice((page - 1) * size, page * size).map((issue) => issueOf(world, repository, issue)),
  };
}

function simpleUser(world: World, login: string): Schemas['simple-user'] {
  const id = world.people.find((each) => each.login === login)?.id ?? 0;
  const api = `${world.url}/api/v3/users/${login}`;
  return {
    login,
    id,
    node_id: `U_${id}`,
    avatar_url: `${world.url}/avatars/${id}`,
    gravatar_id: '',
    url: api,
    html_url: `${world.url}/${login}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: 'User',
    site_admin: false,
  };
}

function publicUser(world: World, login: string): Schemas['public-user'] {
  const name = world.people.find((each) => each.login === login)?.name ?? null;
  const at = new Date(world.now()).toISOString();
  return {
    ...simpleUser(world, login),
    name,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: at,
    updated_at: at,
  };
}

function label(world: World, repository: RepositoryRecord, name: string): Schemas['label'] {
  const url = `${world.url}/api/v3/repos/${repository.owner}/${repository.name}/labels/${encodeURIComponent(name)}`;
  return { id: 1, node_id: `LA_${name}`, url, name, description: null, color: 'ededed', default: false };
}

function issueOf(world: World, repository: RepositoryRecord, issue: IssueRecord): Schemas['issue'] {
  const base = `${world.url}/api/v3/repos/${repository.owner}/${repository.name}`;
  const url = `${base}/issues/${issue.number}`;
  return {
    id: issue.databaseId,
    node_id: issue.id,
    url,
    repository_url: base,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issue.url,
    number: issue.number,
    state: 'open',
    title: issue.title,
    body: issue.body,
    user: simpleUser(world, issue.author),
    labels: issue.labels.map((name) => label(world, repository, name)),
    assignee: issue.assignees[0] ? simpleUser(world, issue.assignees[0]) : null,
    assignees: issue.assignees.map((login) => simpleUser(world, login)),
    milestone: null,
    locked: false,
    comments: issue.comments.length,
    closed_at: null,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    author_association: repository.writers.has(issue.author) ? 'MEMBER' : 'NONE',
    ...(issue.isPullRequest
      ? {
          pull_request: {
            diff_url: null,
            html_url: issue.url,
            patch_url: null,
            url: `${base}/pulls/${issue.number}`,
          },
        }
      : {}),
  };
}

function commentOf(
  world: World,
  repository: RepositoryRecord,
  issue: IssueRecord,
  comment: CommentRecord,
): Schemas['issue-comment'] {
  const base = `${world.url}/api/v3/repos/${repository.owner}/${repository.name}`;
  return {
    id: comment.databaseId,
    node_id: comment.id,
    url: `${base}/issues/comments/${comment.databaseId}`,
    html_url: comment.url,
    body: comment.body,
    user: simpleUser(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    issue_url: `${base}/issues/${issue.number}`,
    author_association: repository.writers.has(comment.author) ? 'MEMBER' : 'NONE',
  };
}
