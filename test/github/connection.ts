import { Refusal } from './refusal';

export interface Paging {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

const cursorOf = (id: string): string => Buffer.from(`cursor:${id}`).toString('base64');

/** A page of items as GitHub's connections give it. Cursors name an item, so new items do not shift a page. */
export function connection<Item extends { readonly id: string }>(
  items: readonly Item[],
  paging: Paging,
  shown: (item: Item) => unknown,
): object {
  const { first, last, after, before } = paging;
  const size = first ?? last;
  if (size === undefined || size === null) {
    throw new Refusal('MISSING_PAGINATION_BOUNDARIES', 'You must provide a `first` or `last` value.');
  }
  if (size > 100 || size < 0) {
    throw new Refusal('EXCESSIVE_PAGINATION', 'Requesting more than 100 records exceeds the limit.');
  }
  const place = (cursor: string): number => items.findIndex(({ id }) => cursorOf(id) === cursor);
  const from = after ? place(after) + 1 : 0;
  const until = before && place(before) >= 0 ? place(before) : items.length;
  const within = items.slice(from, until);
  const page = first !== undefined && first !== null ? within.slice(0, first) : within.slice(-size);
  const start = page[0] ? items.indexOf(page[0]) : from;
  const ends = page.at(-1);
  return {
    totalCount: items.length,
    nodes: page.map(shown),
    edges: page.map((item) => ({ cursor: cursorOf(item.id), node: shown(item) })),
    pageInfo: {
      startCursor: page[0] ? cursorOf(page[0].id) : null,
      endCursor: ends ? cursorOf(ends.id) : null,
      hasNextPage: ends ? items.indexOf(ends) + 1 < until : false,
      hasPreviousPage: start > 0,
    },
  };
}
