import type { DiscussionPage, ReadDiscussion } from '../../../core/ports/inbox';
import { present } from '../answers';
import { readOf, threadOf, type ChangedAnswer, type ListAnswer } from './answers';

/** Where each list goes on; null for one that is read to its end. */
interface Cursors {
  readonly discussions: string | null;
  readonly issues: string | null;
  readonly pulls: string | null;
}

/** What the lists of a page are asked for: from the start, or where `after` says that they go on. */
export function listsAsked(after: string | null, threads: boolean): Readonly<Record<string, unknown>> {
  const from = after === null ? null : (JSON.parse(after) as Cursors);
  return {
    discussions: from === null || from.discussions !== null,
    afterDiscussion: from?.discussions ?? null,
    issues: threads && (from === null || from.issues !== null),
    afterIssue: from?.issues ?? null,
    pulls: threads && (from === null || from.pulls !== null),
    afterPull: from?.pulls ?? null,
  };
}

/** The lists of an answer as one page. */
export function pageOf({
  discussions,
  issues,
  pullRequests,
}: ChangedAnswer['repository']): Pick<DiscussionPage, 'discussions' | 'next' | 'reaches'> {
  const read = {
    discussions: listOf(discussions, readOf),
    issues: listOf(issues, (each) => threadOf(each, 'issue')),
    pulls: listOf(pullRequests, (each) => threadOf(each, 'pull')),
  };
  const lists = Object.values(read);
  const cursors: Cursors = {
    discussions: read.discussions.next,
    issues: read.issues.next,
    pulls: read.pulls.next,
  };
  const goesOn = lists.filter(({ next }) => next !== null);
  const ends = goesOn.map(({ items }) => items.at(-1)?.updatedAt ?? '');
  return {
    discussions: lists.flatMap(({ items }) => items),
    next: goesOn.length === 0 ? null : JSON.stringify(cursors),
    reaches: goesOn.length === 0 ? null : ends.reduce((one, other) => (one > other ? one : other)),
  };
}

function listOf<Node>(
  list: ListAnswer<Node> | undefined,
  read: (node: Node) => ReadDiscussion,
): { readonly items: readonly ReadDiscussion[]; readonly next: string | null } {
  if (!list) return { items: [], next: null };
  const { hasNextPage, endCursor } = list.pageInfo;
  return { items: present(list.nodes).map(read), next: hasNextPage ? endCursor : null };
}
