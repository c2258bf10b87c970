import { connection, type Paging } from './connection';
import { Refusal } from './refusal';
import type { Input } from './texts';
import { addIssue, edit, findRepository, type IssueRecord, type RepositoryRecord, type World } from './world';

/** What a repository asks of new issues: the files of `.github/ISSUE_TEMPLATE`, and its policy. */
export interface IssueSettings {
  readonly templates?: Readonly<Record<string, string>>;
  /** The single template of old, by its path. */
  readonly legacy?: Readonly<Record<string, string>>;
  readonly securityPolicy?: boolean;
  readonly hasIssues?: boolean;
  /** Whether the search has seen what was created since; it lags at GitHub. */
  readonly searchLags?: boolean;
}

const settings = new WeakMap<RepositoryRecord, IssueSettings>();

export function setIssues(repository: RepositoryRecord, wanted: IssueSettings): void {
  settings.set(repository, wanted);
}

/** The fields of Repository that issues need. */
export function issueFields(
  world: World,
  repository: RepositoryRecord,
  issue: (record: IssueRecord) => object,
  user: (login: string) => object,
): object {
  const {
    templates = {},
    legacy = {},
    securityPolicy = false,
    hasIssues = true,
  } = settings.get(repository) ?? {};
  const url = `${world.url}/${repository.owner}/${repository.name}`;
  const issues = repository.issues.filter(({ isPullRequest }) => !isPullRequest);
  return {
    hasIssuesEnabled: hasIssues,
    isSecurityPolicyEnabled: securityPolicy,
    securityPolicyUrl: securityPolicy ? `${url}/security/policy` : null,
    object: ({ expression }: { expression: string }) => {
      const text = legacy[expression.replace(/^HEAD:/, '')];
      if (text !== undefined) return { __typename: 'Blob', text, isTruncated: false };
      if (expression !== 'HEAD:.github/ISSUE_TEMPLATE' || Object.keys(templates).length === 0) return null;
      const entries = Object.entries(templates).map(([name, text]) => ({
        name,
        object: { __typename: 'Blob', text, isTruncated: false },
      }));
      return { __typename: 'Tree', entries };
    },
    issues: (args: Paging & { filterBy?: { createdBy?: string | null } | null }) => {
      const mine = issues.filter(
        ({ author }) => !args.filterBy?.createdBy || author === args.filterBy.createdBy,
      );
      return connection([...mine].reverse(), args, issue);
    },
    issue: ({ number }: { number: number }) => {
      const found = issues.find((each) => each.number === number);
      if (!found)
        throw new Refusal('NOT_FOUND', `Could not resolve to an Issue with the number of ${number}.`);
      return issue(found);
    },
    labels: (paging: Paging) =>
      connection(
        repository.labels.map((name) => ({ id: `LA_${name}`, name })),
        paging,
        (each) => ({ __typename: 'Label', ...each }),
      ),
    assignableUsers: (paging: Paging) =>
      connection(
        [...repository.writers].map((id) => ({ id })),
        paging,
        ({ id }) => user(id),
      ),
  };
}

/** A search of type ISSUE: qualifiers, then words that all must occur, or a phrase in quotes. */
export function searchIssues(
  world: World,
  query: string,
):
  | readonly { readonly id: string; readonly record: IssueRecord; readonly repository: RepositoryRecord }[]
  | null {
  const name = /(?:^|\s)repo:([^\s/]+)\/(\S+)/.exec(query);
  // What a person did is searched for by dates and names, and answered elsewhere.
  if (!/(?:^|\s)is:issue(?:\s|$)/.test(query) || !/(?:^|\s)in:/.test(query) || !name) return null;
  const repository = findRepository(world, name[1] ?? '', name[2] ?? '');
  if (!repository || settings.get(repository)?.searchLags) return [];
  const text = query.replace(/(?:^|\s)(?:repo|is|in):\S+/g, ' ').trim();
  const wanted = [...text.matchAll(/"([^"]+)"|(\S+)/g)].map((found) =>
    (found[1] ?? found[2] ?? '').toLowerCase(),
  );
  return repository.issues
    .filter(({ isPullRequest }) => !isPullRequest)
    .filter(({ title, body }) => wanted.every((word) => `${title}\n${body}`.toLowerCase().includes(word)))
    .map((record) => ({ id: record.id, record, repository }));
}

type CreateIssue = {
  repositoryId: string;
  title: string;
  body?: string | null;
  labelIds?: readonly string[] | null;
  assigneeIds?: readonly string[] | null;
};

/** Creating and editing issues, as whoever asks may. */
export function issueMutations(with_: {
  readonly world: World;
  readonly login: string;
  canWrite(repository: RepositoryRecord): boolean;
  byId(id: string): { record: object; repository: RepositoryRecord };
  requireWrite(repository: RepositoryRecord, body: string | null): void;
  requireAuthor(record: IssueRecord, repository: RepositoryRecord): void;
  done(input: { clientMutationId?: string | null }, rest: object): object;
  issue(record: IssueRecord, repository: RepositoryRecord): object;
}): object {
  const { world, login, canWrite, byId, requireWrite, requireAuthor, done, issue } = with_;
  return {
    createIssue: ({ input }: Input<CreateIssue>) => {
      const { repository } = byId(input.repositoryId);
      requireWrite(repository, input.body ?? null);
      const mayTriage = canWrite(repository);
      if (!mayTriage && ((input.labelIds ?? []).length > 0 || (input.assigneeIds ?? []).length > 0))
        throw new Refusal(
          'FORBIDDEN',
          `${login} does not have the correct permissions to execute \`CreateIssue\``,
        );
      const added = addIssue(world, repository, {
        author: login,
        title: input.title,
        body: input.body ?? '',
        labels: mayTriage ? (input.labelIds ?? []).map((id) => id.replace(/^LA_/, '')) : [],
        assignees: mayTriage
          ? world.people
              .filter(({ id }) => (input.assigneeIds ?? []).includes(`U_${id}`))
              .map((each) => each.login)
          : [],
      });
      return done(input, { issue: issue(added, repository) });
    },
    updateIssue: ({ input }: Input<{ id: string; title?: string | null; body?: string | null }>) => {
      const { record, repository } = byId(input.id);
      const found = record as IssueRecord;
      requireWrite(repository, input.body ?? null);
      requireAuthor(found, repository);
      if (typeof input.title === 'string') found.title = input.title;
      if (typeof input.body === 'string' && input.body !== found.body) edit(world, found, login, input.body);
      return done(input, { issue: issue(found, repository) });
    },
  };
}
