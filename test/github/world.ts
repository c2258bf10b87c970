/** What the stand-in knows: plain records, changed only by its API handlers and by tests. */
export interface Person {
  readonly id: number;
  readonly login: string;
  readonly name: string;
}

export interface TextRecord {
  readonly id: string;
  readonly author: string;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly edits: {
    readonly id: string;
    readonly editor: string;
    readonly at: string;
    readonly before: string;
  }[];
}

export interface CategoryRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly isAnswerable: boolean;
  readonly emoji: string;
}

export interface CommentRecord extends TextRecord {
  readonly databaseId: number;
  readonly url: string;
}

export interface DiscussionRecord extends TextRecord {
  readonly number: number;
  title: string;
  readonly url: string;
  readonly category: CategoryRecord;
  readonly comments: CommentRecord[];
}

export interface IssueRecord extends TextRecord {
  readonly databaseId: number;
  readonly number: number;
  title: string;
  readonly url: string;
  readonly isPullRequest: boolean;
  readonly labels: string[];
  readonly assignees: string[];
  readonly comments: CommentRecord[];
}

export interface RepositoryRecord {
  readonly id: string;
  readonly databaseId: number;
  readonly owner: string;
  readonly name: string;
  isPrivate: boolean;
  isArchived: boolean;
  hasDiscussions: boolean;
  watchers: number;
  /** Logins with write permission; everybody else reads. */
  readonly writers: Set<string>;
  readonly labels: string[];
  readonly categories: CategoryRecord[];
  readonly discussions: DiscussionRecord[];
  readonly issues: IssueRecord[];
  parent: RepositoryRecord | null;
  lastNumber: number;
}

export interface World {
  readonly people: Person[];
  readonly repositories: RepositoryRecord[];
  /** Where the server answers, without a slash at the end; set when it listens. */
  url: string;
  lastId: number;
  readonly now: () => number;
}

export function createWorld(now: () => number): World {
  return { people: [], repositories: [], url: '', lastId: 0, now };
}

function nextId(world: World, prefix: string): string {
  world.lastId += 1;
  return `${prefix}_${String(world.lastId).padStart(8, '0')}`;
}

export function addPerson(world: World, login: string, name: string): Person {
  const person = { id: 1000 + world.people.length, login, name };
  world.people.push(person);
  return person;
}

export function addRepository(
  world: World,
  options: {
    owner: string;
    name: string;
    isPrivate?: boolean;
    writers?: readonly string[];
    watchers?: number;
  },
): RepositoryRecord {
  const repository: RepositoryRecord = {
    id: nextId(world, 'R'),
    databaseId: world.lastId,
    owner: options.owner,
    name: options.name,
    isPrivate: options.isPrivate ?? false,
    isArchived: false,
    hasDiscussions: true,
    watchers: options.watchers ?? 0,
    writers: new Set(options.writers ?? []),
    labels: ['bug', 'enhancement'],
    categories: [],
    discussions: [],
    issues: [],
    parent: null,
    lastNumber: 0,
  };
  world.repositories.push(repository);
  return repository;
}

export function addCategory(
  world: World,
  to: RepositoryRecord,
  name: string,
  isAnswerable = false,
): CategoryRecord {
  const description = isAnswerable ? 'Questions with an answer' : `${name} of this repository`;
  const category = { id: nextId(world, 'DIC'), name, description, isAnswerable, emoji: ':speech_balloon:' };
  to.categories.push(category);
  return category;
}

function textRecord(world: World, prefix: string, author: string, body: string): TextRecord {
  const at = new Date(world.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  return { id: nextId(world, prefix), author, body, createdAt: at, updatedAt: at, edits: [] };
}

export function addDiscussion(
  world: World,
  to: RepositoryRecord,
  input: { author: string; title: string; body: string; category: CategoryRecord },
): DiscussionRecord {
  to.lastNumber += 1;
  const discussion: DiscussionRecord = {
    ...textRecord(world, 'D', input.author, input.body),
    number: to.lastNumber,
    title: input.title,
    url: `${world.url}/${to.owner}/${to.name}/discussions/${to.lastNumber}`,
    category: input.category,
    comments: [],
  };
  to.discussions.push(discussion);
  return discussion;
}

export function addIssue(
  world: World,
  to: RepositoryRecord,
  input: {
    author: string;
    title: string;
    body: string;
    isPullRequest?: boolean;
    labels?: string[];
    assignees?: string[];
  },
): IssueRecord {
  to.lastNumber += 1;
  const isPullRequest = input.isPullRequest ?? false;
  const issue: IssueRecord = {
    ...textRecord(world, isPullRequest ? 'PR' : 'I', input.author, input.body),
    databaseId: world.lastId,
    number: to.lastNumber,
    title: input.title,
    url: `${world.url}/${to.owner}/${to.name}/${isPullRequest ? 'pull' : 'issues'}/${to.lastNumber}`,
    isPullRequest,
    labels: input.labels ?? [],
    assignees: input.assignees ?? [],
    comments: [],
  };
  to.issues.push(issue);
  return issue;
}

export function addComment(
  world: World,
  to: DiscussionRecord | IssueRecord,
  author: string,
  body: string,
): CommentRecord {
  const record = textRecord(world, 'category' in to ? 'DC' : 'IC', author, body);
  const anchor = 'category' in to ? 'discussioncomment' : 'issuecomment';
  const comment = { ...record, databaseId: world.lastId, url: `${to.url}#${anchor}-${world.lastId}` };
  to.comments.push(comment);
  to.updatedAt = record.createdAt;
  return comment;
}

export function edit(world: World, text: TextRecord, editor: string, body: string): void {
  const at = new Date(world.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  text.edits.push({ id: nextId(world, 'UCE'), editor, at, before: text.body });
  text.body = body;
  text.updatedAt = at;
}

export function findRepository(world: World, owner: string, name: string): RepositoryRecord | undefined {
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  return world.repositories.find((each) => same(each.owner, owner) && same(each.name, name));
}
