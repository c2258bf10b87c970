import { collaboratorFields } from './collaborators';
import { connection, type Paging } from './connection';
import {
  branchFields,
  closedField,
  markAnswer,
  personFields,
  reactionsTo,
  replyFields,
  standingFields,
  threadFields,
} from './inbox';
import { Refusal } from './refusal';
import { issueFields, issueMutations, searchIssues } from './issues';
import { textMutations, versionsOf, type Input } from './texts';
import { searchWork, workFields } from './work';
import {
  addComment,
  addDiscussion,
  edit,
  findRepository,
  type CategoryRecord,
  type CommentRecord,
  type DiscussionRecord,
  type IssueRecord,
  type RepositoryRecord,
  type TextRecord,
  type World,
} from './world';

/** Who asks, and with which scopes. */
export interface Viewer {
  readonly login: string;
  readonly scopes: readonly string[];
}

const longestBody = 65_536;

/** The root of queries and mutations as one person sees it. */
export function createResolvers(world: World, viewer: Viewer): object {
  const canWrite = (repository: RepositoryRecord): boolean => repository.writers.has(viewer.login);
  const visible = (repository: RepositoryRecord): boolean =>
    !repository.isPrivate || (viewer.scopes.includes('repo') && canWrite(repository));

  const user = (login: string): object => {
    const person = world.people.find((each) => each.login === login);
    const url = `${world.url}/${login}`;
    return {
      __typename: 'User',
      id: `U_${person?.id ?? 0}`,
      databaseId: person?.id ?? 0,
      login,
      name: person?.name ?? null,
      url,
    };
  };

  const sight = { url: world.url, viewer: viewer.login, user };

  const text = (record: TextRecord, repository: RepositoryRecord, type: string): object => {
    const mine = record.author === viewer.login;
    return {
      __typename: type,
      id: record.id,
      author: user(record.author),
      editor: record.edits.length > 0 ? user(record.edits.at(-1)?.editor ?? '') : null,
      body: record.body,
      createdAt: record.createdAt,
      updatedAt: record.updatedAt,
      lastEditedAt: record.edits.at(-1)?.at ?? null,
      viewerDidAuthor: mine,
      viewerCanUpdate: !repository.isArchived && (mine || canWrite(repository)),
      ...personFields(record, repository, user),
      userContentEdits: (paging: Paging) =>
        connection(versionsOf(record), paging, (each) => ({ ...each, editor: user(each.editor) })),
    };
  };

  const category = (record: CategoryRecord): object => ({
    ...record,
    __typename: 'DiscussionCategory',
    slug: record.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
  });

  const comment = (record: CommentRecord, repository: RepositoryRecord, type: string): object => ({
    ...text(record, repository, type),
    databaseId: record.databaseId,
    url: record.url,
    ...(type === 'DiscussionComment' ? replyFields(record, repository) : {}),
  });

  const discussion = (record: DiscussionRecord, repository: RepositoryRecord): object => ({
    ...text(record, repository, 'Discussion'),
    number: record.number,
    title: record.title,
    url: record.url,
    category: category(record.category),
    ...closedField(record),
    locked: false,
    repository: () => repositoryOf(repository),
    comments: (paging: Paging) =>
      connection(record.comments, paging, (each) => comment(each, repository, 'DiscussionComment')),
  });

  const issue = (record: IssueRecord, repository: RepositoryRecord): object => ({
    ...text(record, repository, record.isPullRequest ? 'PullRequest' : 'Issue'),
    number: record.number,
    ...standingFields(record, user),
    title: record.title,
    url: record.url,
    repository: () => repositoryOf(repository),
    comments: (paging: Paging) =>
      connection(record.comments, paging, (each) => comment(each, repository, 'IssueComment')),
  });

  const discussions = (
    repository: RepositoryRecord,
    args: Paging & { categoryId?: string | null; orderBy?: { field: string; direction: string } },
  ): object => {
    const by = args.orderBy ?? { field: 'UPDATED_AT', direction: 'DESC' };
    const key = (each: DiscussionRecord): string =>
      by.field === 'CREATED_AT' ? each.createdAt : each.updatedAt;
    const sorted = repository.discussions
      .filter((each) => !args.categoryId || each.category.id === args.categoryId)
      // Within the same second the later one is the newer one.
      .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.number - b.number));
    if (by.direction === 'DESC') sorted.reverse();
    return connection(sorted, args, (each) => discussion(each, repository));
  };

  const repositoryOf = (repository: RepositoryRecord): object => {
    const numbered = (number: number): IssueRecord | undefined =>
      repository.issues.find((each) => each.number === number);
    const shown = (record: IssueRecord): object => issue(record, repository);
    const listed = {
      ...workFields(repository, sight),
      ...issueFields(world, repository, shown, user),
    } as Parameters<typeof threadFields>[2];
    const missing = (what: string, number: number): Refusal =>
      new Refusal('NOT_FOUND', `Could not resolve to ${what} with the number of ${number}.`);
    return {
      __typename: 'Repository',
      id: repository.id,
      databaseId: repository.databaseId,
      name: repository.name,
      nameWithOwner: `${repository.owner}/${repository.name}`,
      ...collaboratorFields(repository, canWrite(repository), user),
      owner: { __typename: 'Organization', id: `O_${repository.owner}`, login: repository.owner },
      url: `${world.url}/${repository.owner}/${repository.name}`,
      isPrivate: repository.isPrivate,
      isArchived: repository.isArchived,
      isFork: repository.parent !== null,
      hasDiscussionsEnabled: repository.hasDiscussions,
      viewerPermission: canWrite(repository) ? 'WRITE' : 'READ',
      watchers: () => ({ totalCount: repository.watchers }),
      parent: () => (repository.parent ? repositoryOf(repository.parent) : null),
      ...listed,
      ...threadFields(repository, shown, listed),
      ...branchFields(repository, user),
      discussionCategories: (paging: Paging) => connection(repository.categories, paging, category),
      discussions: (args: Paging) => discussions(repository, args),
      discussion: ({ number }: { number: number }) => {
        const found = repository.discussions.find((each) => each.number === number);
        if (!found) throw missing('a Discussion', number);
        return discussion(found, repository);
      },
      issueOrPullRequest: ({ number }: { number: number }) => {
        const found = numbered(number);
        if (!found) throw missing('an issue or pull request', number);
        return issue(found, repository);
      },
    };
  };

  const byId = (id: string): { record: object; repository: RepositoryRecord; shown: () => object } => {
    for (const repository of world.repositories.filter(visible)) {
      if (repository.id === id)
        return { record: repository, repository, shown: () => repositoryOf(repository) };
      for (const each of repository.discussions) {
        if (each.id === id) return { record: each, repository, shown: () => discussion(each, repository) };
        const reply = each.comments.find((one) => one.id === id);
        if (reply)
          return { record: reply, repository, shown: () => comment(reply, repository, 'DiscussionComment') };
      }
      for (const each of repository.issues) {
        if (each.id === id) return { record: each, repository, shown: () => issue(each, repository) };
        const one = each.comments.find((said) => said.id === id);
        if (one) return { record: one, repository, shown: () => comment(one, repository, 'IssueComment') };
      }
    }
    throw new Refusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
  };

  const requireWrite = (repository: RepositoryRecord, body: string | null | undefined): void => {
    const scope = repository.isPrivate ? 'repo' : 'public_repo';
    if (!viewer.scopes.includes('repo') && !viewer.scopes.includes(scope)) {
      throw new Refusal(
        'INSUFFICIENT_SCOPES',
        `Your token has not been granted the required scopes: ['${scope}'].`,
      );
    }
    if (repository.isArchived) throw new Refusal('UNPROCESSABLE', 'Repository was archived so is read-only.');
    if (body && body.length > longestBody) {
      throw new Refusal('UNPROCESSABLE', 'Body is too long (maximum is 65536 characters)');
    }
  };

  const requireAuthor = (record: TextRecord, repository: RepositoryRecord): void => {
    if (record.author !== viewer.login && !canWrite(repository)) {
      throw new Refusal(
        'FORBIDDEN',
        `${viewer.login} does not have the correct permissions to execute this mutation`,
      );
    }
  };

  const done = (input: { clientMutationId?: string | null }, rest: object): object => ({
    clientMutationId: input.clientMutationId ?? null,
    ...rest,
  });

  return {
    viewer: () => user(viewer.login),
    rateLimit: () => ({
      limit: 5000,
      cost: 1,
      remaining: 4999,
      used: 1,
      nodeCount: 1,
      resetAt: new Date(world.now() + 3_600_000).toISOString(),
    }),
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const found = findRepository(world, owner, name);
      if (found && visible(found)) return repositoryOf(found);
      throw new Refusal('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
    },
    node: ({ id }: { id: string }) => byId(id).shown(),
    nodes: ({ ids }: { ids: readonly string[] }) =>
      ids.map((id) => {
        try {
          return byId(id).shown();
        } catch (error) {
          // Refuses this one and answers the others.
          return error;
        }
      }),
    search: (args: Paging & { query: string; type: string }) => {
      const issues = searchIssues(world, args.query);
      return issues
        ? connection(issues, args, ({ record, repository }) => issue(record, repository))
        : searchWork(world.repositories.filter(visible), args, sight);
    },
    ...issueMutations({
      world,
      login: viewer.login,
      canWrite,
      byId,
      requireWrite,
      requireAuthor,
      done,
      issue,
    }),

    createDiscussion: ({
      input,
    }: Input<{ repositoryId: string; categoryId: string; title: string; body: string }>) => {
      const { repository } = byId(input.repositoryId);
      requireWrite(repository, input.body);
      if (!repository.hasDiscussions)
        throw new Refusal('FORBIDDEN', 'Discussions are disabled for this repository.');
      const where = repository.categories.find(({ id }) => id === input.categoryId);
      if (!where)
        throw new Refusal(
          'NOT_FOUND',
          `Could not resolve to a node with the global id of '${input.categoryId}'`,
        );
      if (where.name === 'Announcements' && !canWrite(repository)) {
        throw new Refusal(
          'FORBIDDEN',
          `${viewer.login} does not have permission to create discussions in this category`,
        );
      }
      if (input.title.trim() === '') throw new Refusal('UNPROCESSABLE', "Title can't be blank");
      const created = addDiscussion(world, repository, {
        author: viewer.login,
        title: input.title,
        body: input.body,
        category: where,
      });
      return done(input, { discussion: discussion(created, repository) });
    },

    updateDiscussion: ({ input }: Input<{ discussionId: string; title?: string; body?: string }>) => {
      const { record, repository } = byId(input.discussionId);
      const found = record as DiscussionRecord;
      requireWrite(repository, input.body);
      requireAuthor(found, repository);
      if (input.title) found.title = input.title;
      if (typeof input.body === 'string' && input.body !== found.body)
        edit(world, found, viewer.login, input.body);
      return done(input, { discussion: discussion(found, repository) });
    },

    deleteDiscussion: ({ input }: Input<{ id: string }>) => {
      const { record, repository } = byId(input.id);
      const found = record as DiscussionRecord;
      requireWrite(repository, null);
      requireAuthor(found, repository);
      repository.discussions.splice(repository.discussions.indexOf(found), 1);
      return done(input, { discussion: discussion(found, repository) });
    },

    addDiscussionComment: ({
      input,
    }: Input<{ discussionId: string; body: string; replyToId?: string | null }>) => {
      const { record, repository } = byId(input.discussionId);
      requireWrite(repository, input.body);
      const added = addComment(world, record as DiscussionRecord, viewer.login, input.body);
      return done(input, { comment: comment(added, repository, 'DiscussionComment') });
    },

    addReaction: ({ input }: Input<{ subjectId: string; content: string }>) => {
      const { record, repository } = byId(input.subjectId);
      requireWrite(repository, null);
      const all = reactionsTo(record as DiscussionRecord);
      const found = all.find(({ content, login }) => content === input.content && login === viewer.login);
      const at = new Date(world.now()).toISOString().replace(/\.\d+Z$/, 'Z');
      // Reacting twice is reacting once, and changes no `updatedAt`.
      const reaction = found ?? {
        id: `RE_${input.subjectId}_${all.length}`,
        content: input.content,
        login: viewer.login,
        at,
      };
      if (!found) all.push(reaction);
      return done(input, { reaction: { ...reaction, createdAt: reaction.at, user: user(viewer.login) } });
    },

    markDiscussionCommentAsAnswer: ({ input }: Input<{ id: string }>) => {
      const { record, repository } = byId(input.id);
      const where = repository.discussions.find(({ comments }) => comments.includes(record as CommentRecord));
      if (!where?.category.isAnswerable)
        throw new Refusal('UNPROCESSABLE', 'This category does not support answers.');
      if (!canWrite(repository) && where.author !== viewer.login)
        throw new Refusal(
          'FORBIDDEN',
          `${viewer.login} does not have the correct permissions to execute this mutation`,
        );
      markAnswer(where, record as CommentRecord);
      return done(input, { discussion: discussion(where, repository) });
    },

    addComment: ({ input }: Input<{ subjectId: string; body: string }>) => {
      const { record, repository, shown } = byId(input.subjectId);
      requireWrite(repository, input.body);
      const added = addComment(world, record as IssueRecord, viewer.login, input.body);
      const node = comment(added, repository, 'IssueComment');
      return done(input, { subject: shown(), commentEdge: { cursor: added.id, node } });
    },

    ...textMutations({ world, viewer, byId, requireWrite, requireAuthor, done, comment }),
  };
}
