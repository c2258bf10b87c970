import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { RepositoryAddress } from '../../core/ports/github';
import type { IssueHost } from '../../core/ports/issues';
import {
  maySearch,
  rankKnown,
  searchesFor,
  type Candidate,
  type RankedIssue,
} from '../../core/report/issue/known';
import type { PrintedTrace } from '../../core/report/model';
import { readBack } from '../../core/report/readBack';
import { fingerprintIn } from '../../core/report/verification';
import { readTraces } from '../../core/trace/readTrace';

/** What was found, and why it may not be all; null when it is. */
export interface Known {
  readonly issues: readonly RankedIssue[];
  readonly incomplete: string | null;
}

/** When searches were made (milliseconds since the epoch): GitHub allows thirty a minute. */
export type SearchTimes = number[];

/**
 * Issues of a repository, open and closed, that may be about the fault of a report: found by the hidden marker and by
 * the message, ranked by the similarity of their traces. A search that fails says so and stands in nobody's way.
 */
export async function knownIssues(
  { markdown, address }: { readonly markdown: string; readonly address: RepositoryAddress },
  { issues, times, now }: { readonly issues: IssueHost; readonly times: SearchTimes; now(): number },
  signal?: Cancellation,
): Promise<Known> {
  const fingerprint = fingerprintIn(markdown);
  const errors = tracesOf(markdown)[0]?.errors ?? [];
  const found: Candidate[] = [];
  let incomplete: string | null = null;
  for (const query of searchesFor(`${address.owner}/${address.name}`, fingerprint, errors)) {
    if (!maySearch(times, now())) {
      incomplete = 'GitHub allows no more searches this minute: known issues were looked for in part.';
      break;
    }
    times.push(now());
    times.splice(0, times.length - 60);
    try {
      found.push(...(await issues.search(query, signal)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      incomplete = error.message;
    }
  }
  return { issues: rankKnown({ fingerprint, errors }, found, tracesOf), incomplete };
}

/** A report prints its trace in its own way; anybody else's text is read as any other. */
function tracesOf(text: string): readonly PrintedTrace[] {
  const own = readBack(text);
  return own ? [own] : readTraces(text);
}
