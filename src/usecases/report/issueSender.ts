import type { Cancellation } from '../../core/cancel';
import {
  LostAnswerError,
  RefusedError,
  UnavailableError,
  type RepositoryAddress,
} from '../../core/ports/github';
import type { Issue, IssueHost } from '../../core/ports/issues';
import { reportIdIn } from '../../core/report/issue/draft';
import type { IssueDraft } from '../../core/report/issue/model';
import type { ToSend } from '../outbox/enqueue';
import type { Sender, Sent } from '../outbox/flush';
import type { SenderPorts } from '../outbox/senderPorts';
import { pauseWithTimer } from '../post/pause';

/** A report that waits to become an issue, or a comment on one that is known already. */
export interface WaitingIssue {
  readonly address: RepositoryAddress;
  /** With the report's hidden marker in its body. */
  readonly issue: IssueDraft;
  /** The issue to comment on; null for a new one. */
  readonly on: number | null;
  /** The person said yes to a public place. */
  readonly mayBePublic: boolean;
}

const betweenListings = 2_000;
/** Clocks here and at GitHub may differ. */
const slack = 86_400_000;

/** The same report to the same repository is one entry, however often it is put. */
export function issueEntry(waiting: WaitingIssue): ToSend {
  const { address, issue } = waiting;
  const id = reportIdIn(issue.body) ?? 'report';
  return {
    id: `issue ${id} ${address.owner}/${address.name}`.toLowerCase(),
    type: 'issue',
    address,
    title: issue.title,
    payload: waiting,
  };
}

/**
 * Creates an issue exactly once: what the person opened since is listed for the report's marker first (listed, not
 * searched: search lags). After a lost answer it is listed twice, and when it is in neither listing a person is asked.
 */
export function issueSender(ports: SenderPorts): Sender {
  return async (entry, { interrupted, signal }) => {
    const waiting = JSON.parse(entry.payload) as WaitingIssue;
    const gitHub = await ports.gitHub(waiting.address.host);
    if (!gitHub) {
      const why = 'You are not signed in to GitHub. Sign in from the review page, and it is sent.';
      return { state: 'asks', why };
    }
    const place = new ReportPlace(gitHub.issues, waiting, Date.parse(entry.since) - slack, signal);
    const again = async (): Promise<Issue | null> => {
      await (ports.pause ?? pauseWithTimer)(betweenListings, signal);
      return place.find();
    };
    const found = await place.find();
    if (found) return sent(found);
    if (interrupted) {
      const late = await again();
      return late ? sent(late) : unsure(waiting);
    }
    await place.mustBeAllowed();
    try {
      return sent(await place.create());
    } catch (error) {
      if (!(error instanceof LostAnswerError)) throw error;
      return lookedTwice(place, again, waiting);
    }
  };
}

/** What cannot be looked at now is in doubt: nothing is sent again by itself. */
async function lookedTwice(
  place: ReportPlace,
  again: () => Promise<Issue | null>,
  waiting: WaitingIssue,
): Promise<Sent> {
  try {
    const found = (await place.find()) ?? (await again());
    return found ? sent(found) : unsure(waiting);
  } catch (error) {
    if (error instanceof UnavailableError || error instanceof LostAnswerError) return unsure(waiting);
    throw error;
  }
}

function sent({ url }: Issue): Sent {
  return { state: 'sent', url };
}

function unsure({ address, on }: WaitingIssue): Sent {
  const what = on === null ? 'the issue' : `the comment on #${on}`;
  return {
    state: 'asks',
    why: `GitHub never confirmed ${what} in ${address.owner}/${address.name}, and it is not listed there. Look, and retry only if it is missing.`,
  };
}

/** Where a report goes, seen the same way whether it is an issue of its own or a comment. */
class ReportPlace {
  readonly #id: string | null;

  constructor(
    private readonly issues: IssueHost,
    private readonly waiting: WaitingIssue,
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
  async mustBeAllowed(): Promise<void> {
    const { address, mayBePublic } = this.waiting;
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
}
