import type { Rest } from '../../core/inbox/snapshot';
import { RefusedError, type RefusalReason } from '../../core/ports/github';
import type { DiscussionPage } from '../../core/ports/inbox';

/** A page, and the instant from which on it tells what is new. */
export interface LookedPage {
  readonly page: DiscussionPage;
  /** Everything before then is known, ISO 8601 in UTC. */
  readonly until: string;
}

/** What a person mends by signing in anew: the place is still there then. */
const mendable: ReadonlySet<RefusalReason> = new Set(['signed-out', 'saml', 'scope']);

/** Looks through `most` pages more of what an earlier refresh had to leave; answers what is left of it still. */
export async function readOn(
  rest: Rest,
  most: number,
  pageAt: (after: string) => Promise<DiscussionPage>,
): Promise<{ readonly pages: readonly LookedPage[]; readonly left: Rest | null }> {
  const { until } = rest;
  const pages: LookedPage[] = [];
  let { after } = rest;
  for (let count = 0; count < most; count++) {
    let page: DiscussionPage;
    try {
      page = await pageAt(after);
    } catch (error) {
      // GitHub does not know the place any more, and never will.
      if (error instanceof RefusedError && !mendable.has(error.reason)) return { pages, left: null };
      throw error;
    }
    pages.push({ page, until });
    if (page.next === null || page.reaches === null || page.reaches < until) return { pages, left: null };
    after = page.next;
  }
  return { pages, left: { after, until } };
}

/**
 * What is left of several, the oldest first, as two at most: the oldest is read to its end, however often more comes
 * above it; what came since is read as one from its newest to its oldest.
 */
export function asTwo<Left extends { readonly until: string }>(all: readonly Left[]): readonly Left[] {
  const [oldest, second] = all;
  const newest = all.at(-1);
  if (!oldest || !second || !newest) return all;
  return [oldest, { ...newest, until: second.until }];
}
