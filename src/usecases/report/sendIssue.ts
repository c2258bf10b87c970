import type { Cancellation } from '../../core/cancel';
import { drop, enqueue } from '../outbox/enqueue';
import type { Sent } from '../outbox/flush';
import type { SenderPorts } from '../outbox/senderPorts';
import { sendWaiting } from '../outbox/senders';
import type { WaitingIssue } from './issuePlace';
import { issueEntry } from './issueSender';

/**
 * Puts a report into the outbox and sends what is due there, in order. From here on it is an issue, waits visibly, or
 * asks a person, whatever happens to this process.
 */
export async function sendIssue(
  waiting: WaitingIssue,
  ports: SenderPorts,
  signal?: Cancellation,
): Promise<Sent> {
  const entry = issueEntry(waiting);
  await enqueue(ports.state, entry, ports.now());
  const { results } = await sendWaiting(ports, signal);
  const result = results.get(entry.id);
  // Called off before anything was sent: it must not be sent later by itself.
  if (signal?.aborted && result?.state !== 'sent') await drop(ports.state, entry.id, () => ports.now());
  return result ?? { state: 'waiting', why: 'Another window is sending it, or something before it waits.' };
}
