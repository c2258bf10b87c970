import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import { acceptedIn, acceptMarker } from '../../core/inbox/acceptance';
import { LostAnswerError } from '../../core/ports/github';
import type { InboxGitHub, Reply } from '../../core/ports/inbox';
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

/** Sends an acceptance once: a reply is looked for before it is made, twice where one may be on its way. */
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
    const find = async (): Promise<Reply | null> => {
      const read = await gitHub.discussion(order.discussionId, signal);
      if (!read) throw new UserError('The handoff is no longer on GitHub, or you may no longer see it.');
      return (
        read.replies.find((each) => each.author === order.login && acceptedIn(each.body) === order.note) ??
        null
      );
    };
    let found = await find();
    if (!found && (interrupted || entry.failures > 0)) {
      await wait(betweenLooks, signal);
      found = await find();
    }
    let reply = found;
    try {
      reply ??= await gitHub.reply({ discussionId: order.discussionId, body: bodyOf(order) }, signal);
      if (order.asAnswer && !reply.isAnswer) await gitHub.markAnswer(reply.id, signal);
    } catch (error) {
      // The next try looks twice before it replies.
      if (error instanceof LostAnswerError) return { state: 'waiting', why: error.message };
      throw error;
    }
    return { state: 'sent', url: reply.url };
  };
}

function bodyOf({ note, readBack }: AcceptOrder): string {
  return ['Mine now.', ...(readBack === null ? [] : [readBack]), acceptMarker(note)].join('\n\n');
}
