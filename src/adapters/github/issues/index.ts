import { throwIfCancelled } from '../../../core/cancel';
import { RefusedError } from '../../../core/ports/github';
import type { Issue, IssueHost, IssuePlace, IssueRepository } from '../../../core/ports/issues';
import { present, webAddress, type Nodes } from '../answers';
import type { Client } from '../client';
import * as documents from './documents';
import { fileReviewers, fileReviewersQuery } from './reviewers';
import { templatesIn, type TemplateAnswer } from './templates';

type RepositoryAnswer = TemplateAnswer & {
  readonly id: string;
  readonly nameWithOwner: string;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly hasIssuesEnabled: boolean;
  readonly viewerPermission: string | null;
  readonly isSecurityPolicyEnabled: boolean | null;
  readonly securityPolicyUrl: string | null;
  readonly watchers: { readonly totalCount: number };
  readonly parent: { readonly name: string; readonly owner: { readonly login: string } } | null;
};

type CommentAnswer = Omit<Issue, 'number' | 'title'>;

interface Page<Node> {
  readonly nodes: Nodes<Node>;
  readonly pageInfo: {
    readonly hasNextPage?: boolean;
    readonly endCursor?: string | null;
    readonly hasPreviousPage?: boolean;
    readonly startCursor?: string | null;
  };
}

/** The issues that a client's host holds, as its person sees them. */
export function createIssues(client: Client): IssueHost {
  const nameOf = ({ owner, name }: IssuePlace): string => `${owner}/${name}`;
  const issueOf = <Answer extends Issue>(answer: Answer): Issue => ({
    ...answer,
    url: webAddress(answer.url),
  });

  return {
    viewer: (signal) =>
      client.read(
        { document: documents.issueViewerQuery, variables: {}, about: 'your account', signal },
        ({ viewer }: { viewer: { login: string } }) => viewer,
      ),

    async repository({ host: at, owner, name }, signal): Promise<IssueRepository> {
      const about = `${owner}/${name}`;
      const question = {
        document: documents.issueRepositoryQuery,
        variables: { owner, name },
        about,
        signal,
      };
      const found = await client.read(
        question,
        ({ repository }: { repository: RepositoryAnswer }) => repository,
      );
      const own = templatesIn(found);
      const { parent, securityPolicyUrl: policy } = found;
      return {
        id: found.id,
        nameWithOwner: found.nameWithOwner,
        isPrivate: found.isPrivate,
        isArchived: found.isArchived,
        hasIssues: found.hasIssuesEnabled,
        canTriage: canTriage(found.viewerPermission),
        watchers: found.watchers.totalCount,
        securityPolicyUrl:
          found.isSecurityPolicyEnabled && policy !== null ? webAddress(policy) || null : null,
        templates: own.length > 0 ? own : await sharedTemplates(owner, signal),
        parent: parent ? { host: at, owner: parent.owner.login, name: parent.name } : null,
      };
    },

    async *mine(address, login, signal) {
      const { owner, name } = address;
      for (let after: string | null = null; ;) {
        const variables: Record<string, unknown> = { owner, name, login, after };
        const question = { document: documents.myIssuesQuery, variables, about: nameOf(address), signal };
        type Answer = { repository: { issues: Page<Issue> } };
        const { items, pageInfo } = await client.read(question, ({ repository: { issues } }: Answer) => ({
          items: present(issues.nodes).map(issueOf),
          pageInfo: issues.pageInfo,
        }));
        yield* items;
        const next: string | null = pageInfo.endCursor ?? null;
        if (!pageInfo.hasNextPage || next === null || next === after) return;
        after = next;
        throwIfCancelled(signal);
      }
    },

    async *myComments(address, number, signal) {
      const { owner, name } = address;
      for (let before: string | null = null; ;) {
        const variables: Record<string, unknown> = { owner, name, number, before };
        const about = `${nameOf(address)}#${number}`;
        const question = { document: documents.myCommentsQuery, variables, about, signal };
        type Comment = CommentAnswer & { viewerDidAuthor: boolean };
        type Answer = { repository: { issue: { comments: Page<Comment> } } };
        const { items, pageInfo } = await client.read(question, ({ repository: { issue } }: Answer) => ({
          items: present(issue.comments.nodes)
            .filter(({ viewerDidAuthor }) => viewerDidAuthor)
            .map(({ id, url, body, createdAt }) => issueOf({ id, number, title: null, url, body, createdAt }))
            .reverse(),
          pageInfo: issue.comments.pageInfo,
        }));
        yield* items;
        const next: string | null = pageInfo.startCursor ?? null;
        if (!pageInfo.hasPreviousPage || next === null || next === before) return;
        before = next;
        throwIfCancelled(signal);
      }
    },

    async create(address, { title, body, labels, assignees }, signal) {
      const { owner, name } = address;
      const about = nameOf(address);
      type Names = {
        repository: {
          id: string;
          viewerPermission: string | null;
          labels: { nodes: Nodes<{ id: string; name: string }> } | null;
          assignableUsers: { nodes: Nodes<{ id: string; login: string }> };
        };
      };
      const asked = { document: documents.issueNamesQuery, variables: { owner, name }, about, signal };
      const known = await client.read(asked, ({ repository }: Names) => ({
        id: repository.id,
        canTriage: canTriage(repository.viewerPermission),
        labels: present(repository.labels?.nodes ?? null).map(({ id, name: label }) => ({ id, name: label })),
        people: present(repository.assignableUsers.nodes).map(({ id, login }) => ({ id, name: login })),
      }));
      const variables = {
        repository: known.id,
        title,
        body,
        // Who may not set them would be refused, or not heard.
        labels: known.canTriage ? idsOf(labels, known.labels) : [],
        assignees: known.canTriage ? idsOf(assignees, known.people) : [],
      };
      const question = { document: documents.createIssueMutation, variables, about, signal };
      type Answer = { createIssue: { issue: Issue } };
      return client.write(question, (answer: Answer) => issueOf(answer.createIssue.issue));
    },

    async comment(address, number, body, signal) {
      const { owner, name } = address;
      const about = `${nameOf(address)}#${number}`;
      const asked = {
        document: documents.myCommentsQuery,
        variables: { owner, name, number, before: null },
        about,
        signal,
      };
      type Subject = { repository: { issue: { id: string } } };
      const subject = await client.read(asked, ({ repository }: Subject) => repository.issue.id);
      const variables = { subject, body };
      const question = { document: documents.addIssueCommentMutation, variables, about, signal };
      type Answer = { addComment: { commentEdge: { node: CommentAnswer } } };
      return client.write(question, (answer: Answer) =>
        issueOf({ number, title: null, ...answer.addComment.commentEdge.node }),
      );
    },

    edit({ id, number, title: before }, { title, body }, signal) {
      const about = `#${number}`;
      if (before === null) {
        const variables = { comment: id, body };
        const question = { document: documents.updateIssueCommentMutation, variables, about, signal };
        type Answer = { updateIssueComment: { issueComment: CommentAnswer } };
        return client.write(question, (answer: Answer) =>
          issueOf({ number, title: null, ...answer.updateIssueComment.issueComment }),
        );
      }
      const variables = { issue: id, body, ...(title !== null && { title }) };
      const question = { document: documents.updateIssueMutation, variables, about, signal };
      type Answer = { updateIssue: { issue: Issue } };
      return client.write(question, (answer: Answer) => issueOf(answer.updateIssue.issue));
    },

    reviewers: (address, path, signal) => {
      const { owner, name } = address;
      const variables = { owner, name, path };
      const question = { document: fileReviewersQuery, variables, about: nameOf(address), signal };
      return client.read(question, fileReviewers);
    },

    search: (query, signal) => {
      const question = {
        document: documents.searchIssuesQuery,
        variables: { text: query },
        about: 'its issues',
        signal,
      };
      type Found = { number?: number; title: string; url: string; state: string; body: string };
      return client.read(question, ({ search }: { search: { nodes: Nodes<Found> } }) =>
        present(search.nodes).flatMap(({ number, title, url, state, body }) =>
          number === undefined
            ? []
            : [{ number, title, url: webAddress(url), isOpen: state === 'OPEN', body }],
        ),
      );
    },
  };

  /** Null rules are no rules: most owners have no such repository, and it may be private. */
  async function sharedTemplates(owner: string, signal: Parameters<IssueHost['search']>[1]) {
    const question = {
      document: documents.issueRepositoryQuery,
      variables: { owner, name: '.github' },
      about: `${owner}/.github`,
      signal,
    };
    try {
      return await client.read(question, ({ repository }: { repository: TemplateAnswer }) =>
        templatesIn(repository),
      );
    } catch (error) {
      if (error instanceof RefusedError) return [];
      throw error;
    }
  }
}

function canTriage(permission: string | null): boolean {
  return ['ADMIN', 'MAINTAIN', 'WRITE', 'TRIAGE'].includes(permission ?? '');
}

/** GitHub's names do not tell cases apart. */
function idsOf(names: readonly string[], known: readonly { id: string; name: string }[]): readonly string[] {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return known.filter(({ name }) => wanted.has(name.toLowerCase())).map(({ id }) => id);
}
