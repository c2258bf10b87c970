import type { Cancellation } from '../../core/cancel';
import { RefusedError, type RepositoryAddress } from '../../core/ports/github';
import type { Issue, IssueHost } from '../../core/ports/issues';
import { reportIdIn } from '../../core/report/issue/marker';
import type { IssueDraft } from '../../core/report/issue/model';

/** A report that waits to become an issue, or a comment on one that is known already. */
export interface WaitingIssue {
  readonly address: RepositoryAddress;
  /** With the report's hidden marker in its body. */
  readonly issue: IssueDraft;
  /** The issue to comment on; null for a new one. */
  readonly on: number | null;
  /** The person said yes to a public place. */
  readonly mayBePublic: boolean;
  /** What stood on GitHub, edited there, when the person said that this replaces it. */
  readonly replaces?: string;
}

/** Where a report goes, seen the same way whether it is an issue of its own or a comment. */
export class ReportPlace {
  readonly #id: string | null;

  constructor(
    private readonly issues: IssueHost,
    private readonly waiting: Pick<WaitingIssue, 'address' | 'issue' | 'on'>,
    /** What is older is not looked through; milliseconds since the epoch. */
    private readonly since: number,
    private readonly signal: Cancellation | undefined,
  ) {
    this.#id = reportIdIn(waiting.issue.body);
  }

  /** The report in a listing of the person's own; a marker in somebody else's text proves nothing. */
  async find(): Promise<Issue | null> {
    const { address, on } = this.waiting;
    if (this.#id === null) return null;
    const listing =
      on === null
        ? this.issues.mine(address, (await this.issues.viewer(this.signal)).login, this.signal)
        : this.issues.myComments(address, on, this.signal);
    for await (const each of listing) {
      if (Date.parse(each.createdAt) < this.since) return null;
      if (reportIdIn(each.body.replace(/\r\n?/g, '\n')) === this.#id) return each;
    }
    return null;
  }

  /** @throws RefusedError when the repository takes no issues, or became public since the person said yes */
  async mustBeAllowed(mayBePublic: boolean): Promise<void> {
    const { address } = this.waiting;
    const { nameWithOwner: name, ...found } = await this.issues.repository(address, this.signal);
    if (found.isArchived)
      throw new RefusedError(
        `${name} is archived and takes no issues. Choose another repository.`,
        'archived',
      );
    if (!found.hasIssues)
      throw new RefusedError(
        `Issues are turned off in ${name}. Choose another place for the report.`,
        'not-accepted',
      );
    if (!found.isPrivate && !mayBePublic)
      throw new RefusedError(
        `${name} is public. Open the report’s review page and say whether it may go there.`,
        'not-accepted',
      );
  }

  create(): Promise<Issue> {
    const { address, issue, on } = this.waiting;
    return on === null
      ? this.issues.create(address, issue, this.signal)
      : this.issues.comment(address, on, issue.body, this.signal);
  }

  /** Labels and assignees stay as they are there. A title of null stays too. */
  edit(found: Issue, title: string | null): Promise<Issue> {
    return this.issues.edit(found, { title, body: this.waiting.issue.body }, this.signal);
  }
}
