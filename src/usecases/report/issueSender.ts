import { LostAnswerError, SignedOutError, UnavailableError } from '../../core/ports/github';
import type { Issue } from '../../core/ports/issues';
import { sameText } from '../../core/post/plan';
import { reportIdIn } from '../../core/report/issue/marker';
import {
  isAsSent,
  rememberSent,
  sentBefore,
  sentKey,
  type SentBefore,
} from '../../core/report/issue/sentBefore';
import type { ToSend } from '../outbox/enqueue';
import type { Sender, Sent } from '../outbox/flush';
import type { SenderPorts } from '../outbox/senderPorts';
import { pauseWithTimer } from '../post/pause';
import { ReportPlace, type WaitingIssue } from './issuePlace';

const betweenListings = 2_000;
/** Clocks here and at GitHub may differ. */
const slack = 86_400_000;
/** How far back it is looked for what was sent from another machine. */
const lookBack = 30 * 86_400_000;

/** The same report to the same repository is one entry, however often it is put. */
export function issueEntry(waiting: WaitingIssue): ToSend {
  const { address, issue } = waiting;
  return {
    id: issueEntryId(issue.body, address),
    type: 'issue',
    address,
    title: issue.title,
    payload: waiting,
  };
}

/** The entry's name in the outbox and in the journal. `body` holds the report's marker. */
export function issueEntryId(body: string, { owner, name }: WaitingIssue['address']): string {
  return `issue ${reportIdIn(body) ?? 'report'} ${owner}/${name}`.toLowerCase();
}

/** Since when a report is looked for in a listing; milliseconds since the epoch. */
export function lookedForSince(before: SentBefore | null, now: number): number {
  return Math.min(before ? Date.parse(before.since) : now, now - lookBack) - slack;
}

/**
 * Creates an issue exactly once, and edits it when the report is sent again: what the person opened is listed for the
 * report's marker first (listed, not searched: search lags). After a lost answer it is listed twice, and when it is in
 * neither listing a person is asked. What others edited there is replaced only with the person's word.
 */
export function issueSender(ports: SenderPorts): Sender {
  return async (entry, { interrupted, signal }) => {
    const waiting = JSON.parse(entry.payload) as WaitingIssue;
    const { title, body } = waiting.issue;
    const gitHub = await ports.gitHub(waiting.address.host);
    if (!gitHub) {
      const bare = waiting.address.host.replace(/^https?:\/\//, '');
      throw new SignedOutError(`Nobody is signed in to ${bare}. Sign in there, and it is sent.`);
    }
    const key = sentKey(entry.id, waiting.on);
    const before = sentBefore((await ports.state.read()).events, key);
    const since = Math.min(lookedForSince(before, ports.now()), Date.parse(entry.since) - slack);
    const place = new ReportPlace(gitHub.issues, waiting, since, signal);
    const remember = (url: string | null): Promise<void> =>
      ports.state.append([
        rememberSent(before, key, { title, body, url }, new Date(ports.now()).toISOString()),
      ]);
    const confirmed = async ({ url }: Issue): Promise<Sent> => {
      await remember(url);
      return { state: 'sent', url };
    };
    const again = async (): Promise<Issue | null> => {
      await (ports.pause ?? pauseWithTimer)(betweenListings, signal);
      return place.find();
    };

    const found = await place.find();
    if (found) {
      const kept = found.title === null || found.title === title || !isAsSent(before, found.title);
      const isThere = sameText(found.body, body);
      if (isThere && kept) return confirmed(found);
      if (!isThere && !isAsSent(before, found.body) && !sameText(found.body, waiting.replaces ?? ''))
        return editedThere(waiting, found.url);
      await place.mustBeAllowed(waiting.mayBePublic);
      await remember(found.url);
      return confirmed(await place.edit(found, kept ? null : title));
    }
    if (interrupted) {
      const late = await again();
      return late ? confirmed(late) : unsure(waiting);
    }
    await place.mustBeAllowed(waiting.mayBePublic);
    await remember(null);
    const arrived = await place.create().catch((error: unknown) => {
      if (error instanceof LostAnswerError) return lookedTwice(place, again);
      throw error;
    });
    return arrived ? confirmed(arrived) : unsure(waiting);
  };
}

/** What cannot be looked at now is in doubt: nothing is sent again by itself. */
async function lookedTwice(place: ReportPlace, again: () => Promise<Issue | null>): Promise<Issue | null> {
  try {
    return (await place.find()) ?? (await again());
  } catch (error) {
    if (error instanceof UnavailableError || error instanceof LostAnswerError) return null;
    throw error;
  }
}

function editedThere({ on }: WaitingIssue, url: string): Sent {
  const what = on === null ? 'The issue' : 'The comment';
  const why = `${what} on GitHub is not what was sent last: somebody edited it there. Open the report’s review page, look at the difference, and say whether to replace it.`;
  return { state: 'asks', why, url };
}

function unsure({ address, on }: WaitingIssue): Sent {
  const what = on === null ? 'the issue' : `the comment on #${on}`;
  return {
    state: 'asks',
    why: `GitHub never confirmed ${what} in ${address.owner}/${address.name}, and it is not listed there. Look, and retry only if it is missing.`,
  };
}
