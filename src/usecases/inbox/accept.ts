import type { Handoff } from '../../core/inbox/model';
import { addressKey } from '../../core/post/remote';
import type { RepositoryState } from '../../core/ports/state';
import { enqueue } from '../outbox/enqueue';
import type { AcceptOrder } from './acceptSender';

/**
 * Puts "mine now" into the outbox: from here on it is said once, or waits visibly. Accepting again while it waits
 * replaces what waits. Answers the entry's id. `now`: epoch milliseconds.
 */
export async function acceptHandoff(
  handoff: Handoff,
  how: Pick<AcceptOrder, 'login' | 'by' | 'readBack' | 'asAnswer'> & { readonly title: string },
  state: Pick<RepositoryState, 'append'>,
  now: number,
): Promise<string> {
  const { address, discussionId, id: note, key, isAnswerable } = handoff;
  const { login, readBack, title } = how;
  // A reaction is to the discussion: under a rolling one it would take over every note in it.
  const by = readBack !== null || key !== discussionId ? 'reply' : how.by;
  const asAnswer = how.asAnswer && isAnswerable && by === 'reply';
  const order: AcceptOrder = { host: address.host, discussionId, note, login, by, readBack, asAnswer };
  const id = `accept ${note} ${addressKey(address)}`;
  await enqueue(state, { id, type: 'accept', address, title, payload: order }, now);
  return id;
}
