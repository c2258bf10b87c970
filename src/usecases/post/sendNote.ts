import type { Cancellation } from '../../core/cancel';
import { CancelledError } from '../../core/errors';
import { UnavailableError } from '../../core/ports/github';
import type { RepositoryState } from '../../core/ports/state';
import { drop, enqueue, waiting } from '../outbox/enqueue';
import { flush, type Sender } from '../outbox/flush';
import type { SenderPorts } from '../outbox/senderPorts';
import { senderOf } from '../outbox/senders';
import type { PostResult } from './postNote';
import { noteSender, outcomeOf, sent } from './send';
import { entryOf, type WaitingNote } from './waitingNote';

/**
 * Puts a note into the outbox and sends what is due there, in order. From the first line on the note is sent, waits
 * visibly, or asks a person, whatever happens to this process.
 * @throws RefusedError when GitHub says no to this note; it stays in the outbox and asks
 */
export async function sendNote(
  note: WaitingNote,
  title: string,
  ports: SenderPorts,
  signal?: Cancellation,
): Promise<PostResult> {
  const entry = entryOf(note, title);
  await enqueue(ports.state, entry, ports.now());
  let heard: { readonly result: PostResult } | { readonly error: unknown } | null = null;
  const own: Sender = async (each, context) => {
    if (each.id !== entry.id) return noteSender(ports)(each, context);
    try {
      const result = await sent(note, ports, context.signal);
      heard = { result };
      return outcomeOf(result);
    } catch (error) {
      if (!(error instanceof UnavailableError)) heard = { error };
      throw error;
    }
  };
  await flush(
    {
      state: ports.state,
      sender: async (type) => (type === 'discussion' || type === 'comment' ? own : senderOf(type, ports)),
      now: () => ports.now(),
      ...(ports.failed && { failed: (error) => ports.failed?.(error) }),
    },
    signal,
  );
  const said = heard as { readonly result: PostResult } | { readonly error: unknown } | null;
  if (said && 'result' in said) return said.result;
  if (said) {
    // Called off before anything was sent: it must not be sent later by itself.
    if (said.error instanceof CancelledError) await drop(ports.state, entry.id, () => ports.now());
    throw said.error;
  }
  return stillWaiting(note, entry.id, ports.state);
}

/** Why the note was not even tried: something is before it, or another window has it. */
async function stillWaiting(
  { noteId }: WaitingNote,
  id: string,
  state: Pick<RepositoryState, 'read'>,
): Promise<PostResult> {
  const entries = await waiting(state);
  const entry = entries.find((each) => each.id === id);
  // Another window was quicker, and it is done.
  if (!entry) return { id: noteId, state: 'waiting', url: null, why: 'Another window has just sent it.' };
  const before = entries.find(({ place, status }) => place === entry.place && status !== 'asks');
  const retryAt = entry.until ?? before?.until ?? null;
  const why =
    entry.why ??
    (before && before.id !== id
      ? `It waits for its turn: “${before.title}” is before it.${before.why === null ? '' : ` ${before.why}`}`
      : (entries.find(({ scope, why }) => scope === 'host' && why !== null)?.why ??
        'Another window is sending it.'));
  return { id: noteId, state: 'waiting', url: null, why, ...(retryAt !== null && { retryAt }) };
}
