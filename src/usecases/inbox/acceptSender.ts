import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import { acceptedIn, acceptMarker } from '../../core/inbox/acceptance';
import { LostAnswerError, RefusedError, UnavailableError } from '../../core/ports/github';
import type { InboxGitHub, ReadDiscussion, Reply } from '../../core/ports/inbox';
import type { Sender, Sent } from '../outbox/flush';
import { pauseWithTimer } from '../post/pause';

/** What an acceptance is, as it waits in the outbox. */
export interface AcceptOrder {
  readonly host: string;
  readonly discussionId: string;
  readonly note: string;
  readonly login: string;
  /** A reply that says so, or a reaction. */
  readonly by: 'reply' | 'reaction';
  /** What the receiver understood; null for a bare "mine now". */
  readonly readBack: string | null;
  /** Marks the reply as the discussion's answer, where the category has answers. */
  readonly asAnswer: boolean;
}

const betweenLooks = 2_000;

/**
 * Sends an acceptance once: a reply is looked for before it is made. Where one may be on its way it is looked for twice,
 * and a person is asked before it is said again.
 */
export function acceptSender(
  gitHubAt: (host: string) => Promise<InboxGitHub>,
  wait: (milliseconds: number, signal?: Cancellation) => Promise<void> = pauseWithTimer,
): Sender {
  return async (entry, { interrupted, signal }): Promise<Sent> => {
    const order = JSON.parse(entry.payload) as AcceptOrder;
    const gitHub = await gitHubAt(order.host);
    if (order.by === 'reaction') {
      // Reacting twice is reacting once, so a lost answer does no harm.
      try {
        await gitHub.take(order.discussionId, signal);
      } catch (error) {
        if (!(error instanceof LostAnswerError)) throw error;
        return { state: 'waiting', why: error.message };
      }
      return { state: 'sent', url: null };
    }
    let kind: ReadDiscussion['kind'];
    const find = async (): Promise<Reply | null> => {
      const read = await gitHub.discussion(order.discussionId, signal);
      if (!read) throw new UserError('The handoff is no longer on GitHub, or you may no longer see it.');
      kind = read.kind;
      return (
        read.replies.find((each) => each.author === order.login && acceptedIn(each.body) === order.note) ??
        null
      );
    };
    const again = async (): Promise<Reply | null> => {
      await wait(betweenLooks, signal);
      return find();
    };
    let reply = await find();
    if (!reply && interrupted) {
      // A window died while it was sending this: what it sent may be on its way.
      reply = await again();
      if (!reply) return unsure;
    }
    try {
      const { discussionId } = order;
      reply ??= await gitHub.reply({ discussionId, kind, body: bodyOf(order) }, signal);
    } catch (error) {
      if (!(error instanceof LostAnswerError)) throw error;
      reply = await lookedTwice(find, again);
      if (!reply) return unsure;
    }
    if (order.asAnswer && !reply.isAnswer) await marked(reply, gitHub, signal);
    return { state: 'sent', url: reply.url };
  };
}

const unsure: Sent = {
  state: 'asks',
  why: 'GitHub never confirmed that it took “mine now”, and the reply is not there. Look, and retry only if it is missing.',
};

/** What cannot be looked at now is in doubt: nothing is said again by itself. */
async function lookedTwice(
  find: () => Promise<Reply | null>,
  again: () => Promise<Reply | null>,
): Promise<Reply | null> {
  try {
    return (await find()) ?? (await again());
  } catch (error) {
    if (error instanceof UnavailableError || error instanceof LostAnswerError) return null;
    throw error;
  }
}

/** Only the discussion's author and people with triage rights may: it is accepted without that too. */
async function marked({ id }: Reply, gitHub: InboxGitHub, signal: Cancellation | undefined): Promise<void> {
  try {
    await gitHub.markAnswer(id, signal);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
}

function bodyOf({ note, readBack }: AcceptOrder): string {
  return ['Mine now.', ...(readBack === null ? [] : [readBack]), acceptMarker(note)].join('\n\n');
}
