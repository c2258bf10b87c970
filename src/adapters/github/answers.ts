import type { Discussion, Posted, RemoteRepository } from '../../core/ports/github';

// The shapes that the documents ask for. GitHub's schema makes lists and their items nullable.

export interface PostedAnswer {
  readonly id: string;
  readonly url: string;
  readonly title?: string;
  readonly body: string;
  readonly createdAt: string;
  readonly viewerDidAuthor: boolean;
  readonly viewerCanUpdate: boolean;
}

export interface DiscussionAnswer extends PostedAnswer {
  readonly number: number;
  readonly title: string;
  readonly author: { readonly login: string } | null;
}

export interface RepositoryAnswer {
  readonly id: string;
  readonly nameWithOwner: string;
  readonly url: string;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly hasDiscussionsEnabled: boolean;
  readonly viewerPermission: 'ADMIN' | 'MAINTAIN' | 'READ' | 'TRIAGE' | 'WRITE' | null;
  readonly watchers: { readonly totalCount: number };
  readonly parent: { readonly name: string; readonly owner: { readonly login: string } } | null;
  readonly discussionCategories: { readonly nodes: Nodes<RemoteRepository['categories'][number]> } | null;
}

export interface CommentsAnswer {
  readonly comments: {
    readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null };
    readonly nodes: Nodes<PostedAnswer>;
  };
}

export type Nodes<Node> = readonly (Node | null)[] | null;

export function present<Node>(nodes: Nodes<Node>): Node[] {
  return (nodes ?? []).filter((node) => node !== null);
}

export function repositoryOf(answer: RepositoryAnswer, host: string): RemoteRepository {
  return {
    id: answer.id,
    nameWithOwner: answer.nameWithOwner,
    url: webAddress(answer.url),
    isPrivate: answer.isPrivate,
    isArchived: answer.isArchived,
    hasDiscussions: answer.hasDiscussionsEnabled,
    viewerCanWrite: ['ADMIN', 'MAINTAIN', 'WRITE'].includes(answer.viewerPermission ?? ''),
    watchers: answer.watchers.totalCount,
    categories: present(answer.discussionCategories?.nodes ?? null),
    parent: answer.parent ? { host, owner: answer.parent.owner.login, name: answer.parent.name } : null,
  };
}

export function postedOf({
  id,
  url,
  title,
  body,
  createdAt,
  viewerDidAuthor,
  viewerCanUpdate,
}: PostedAnswer): Posted {
  const posted = { id, url: webAddress(url), body, createdAt, viewerDidAuthor, viewerCanUpdate };
  return title === undefined ? posted : { ...posted, title };
}

export function discussionOf(answer: DiscussionAnswer): Discussion {
  const { number, title, author } = answer;
  return { ...postedOf(answer), number, title, author: author?.login ?? null };
}

/** An address to open in a browser, else nothing. A server has no say in which other programs a click starts. */
export function webAddress(url: string): string {
  return /^https?:\/\//i.test(url) ? url : '';
}
