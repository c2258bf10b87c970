import type { DiscussionPage, InboxGitHub, ReadDiscussion } from '../../../core/ports/inbox';
import { present } from '../answers';
import { readOf, threadOf, type ChangedAnswer, type ListAnswer } from './answers';

/** Where each list goes on; null for one that is read to its end. */
interface Cursors {
  readonly discussions: string | null;
  readonly issues: string | null;
  readonly pulls: string | null;
}

type Asked = Pick<Parameters<InboxGitHub['changed']>[1], 'after' | 'discussions' | 'threads'>;

const cursorsIn = (after: string | null): Cursors | null =>
  after === null ? null : (JSON.parse(after) as Cursors);

/** What the lists of a page are asked for: from the start, or where `after` says that they go on. */
export function listsAsked({ after, discussions, threads }: Asked): Readonly<Record<string, unknown>> {
  const from = cursorsIn(after);
  return {
    discussions: discussions !== false && (from === null || from.discussions !== null),
    afterDiscussion: from?.discussions ?? null,
    issues: threads && (from === null || from.issues !== null),
    afterIssue: from?.issues ?? null,
    pulls: threads && (from === null || from.pulls !== null),
    afterPull: from?.pulls ?? null,
  };
}

/** The lists of an answer as one page. One that was not asked for goes on where it did. */
export function pageOf(
  { discussions, issues, pullRequests }: ChangedAnswer['repository'],
  after: string | null,
): Pick<DiscussionPage, 'discussions' | 'next' | 'reaches' | 'threadsReach'> {
  const from = cursorsIn(after);
  const read = {
    discussions: listOf(discussions, readOf),
    issues: listOf(issues, (each) => threadOf(each, 'issue')),
    pulls: listOf(pullRequests, (each) => threadOf(each, 'pull')),
  };
  const cursors: Cursors = {
    discussions: discussions ? read.discussions.next : (from?.discussions ?? null),
    issues: issues ? read.issues.next : (from?.issues ?? null),
    pulls: pullRequests ? read.pulls.next : (from?.pulls ?? null),
  };
  const isAll = Object.values(cursors).every((each) => each === null);
  return {
    discussions: Object.values(read).flatMap(({ items }) => items),
    next: isAll ? null : JSON.stringify(cursors),
    reaches: reachOf([read.discussions, read.issues, read.pulls]),
    threadsReach: reachOf([read.issues, read.pulls]),
  };
}

interface List {
  readonly items: readonly ReadDiscussion[];
  readonly next: string | null;
}

/** How far those are read that go on; null where none does. */
function reachOf(lists: readonly List[]): string | null {
  const ends = lists.flatMap(({ items, next }) => (next === null ? [] : [items.at(-1)?.updatedAt ?? '']));
  return ends.length === 0 ? null : ends.reduce((one, other) => (one > other ? one : other));
}

function listOf<Node>(list: ListAnswer<Node> | undefined, read: (node: Node) => ReadDiscussion): List {
  if (!list) return { items: [], next: null };
  const { hasNextPage, endCursor } = list.pageInfo;
  return { items: present(list.nodes).map(read), next: hasNextPage ? endCursor : null };
}
