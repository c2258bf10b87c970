import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { RepositoryAddress } from '../../core/ports/github';
import type { IssueHost } from '../../core/ports/issues';
import type { RepositoryState } from '../../core/ports/state';
import { isAsSent, sentBefore, sentKey } from '../../core/report/issue/sentBefore';
import { ReportPlace } from './issuePlace';
import { issueEntryId, lookedForSince } from './issueSender';

/** A report that is on GitHub already, as it stands there now. */
export interface SentReport {
  readonly text: string;
  /** Somebody changed it there. */
  readonly isEdited: boolean;
}

export interface SentRequest {
  /** The report, with its hidden marker. */
  readonly markdown: string;
  readonly address: RepositoryAddress;
  /** The issue that it would be a comment on; null for a new one. */
  readonly on: number | null;
}

/**
 * What a report has become at a place before; null when it was never sent there, or is not there any more. GitHub is
 * asked only where the journal knows that it was sent.
 */
export async function sentReport(
  { markdown, address, on }: SentRequest,
  ports: { readonly state: Pick<RepositoryState, 'read'>; readonly issues: IssueHost; now(): number },
  signal?: Cancellation,
): Promise<SentReport | null> {
  const before = sentBefore((await ports.state.read()).events, sentKey(issueEntryId(markdown, address), on));
  if (!before?.url) return null;
  const issue = { title: '', body: markdown, labels: [], assignees: [] };
  const since = lookedForSince(before, ports.now());
  try {
    const found = await new ReportPlace(ports.issues, { address, issue, on }, since, signal).find();
    return found && { text: found.body, isEdited: !isAsSent(before, found.body) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // It is looked at once more before it is sent.
    return { text: '', isEdited: false };
  }
}
