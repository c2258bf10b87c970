import type { SenderPorts } from '../../usecases/outbox/senderPorts';
import type { Io } from '../verb';

/** Puts back what somebody wrote on GitHub in the moment of an update, all of it that is kept here. */
export async function restoreAll(ports: SenderPorts, io: Io): Promise<0 | 1> {
  const [{ waiting }, { retry }] = await Promise.all([
    import('../../usecases/outbox/enqueue'),
    import('../../usecases/outbox/senders'),
  ]);
  const kept = (await waiting(ports.state)).filter(({ type }) => type === 'restore');
  if (kept.length === 0) {
    await io.stdout('Nothing is kept that could be restored.\n');
    return 0;
  }
  let failed = false;
  for (const { id, title } of kept) {
    const sent = await retry(id, ports, io.signal);
    failed ||= sent?.state !== 'sent';
    const how =
      sent?.state === 'sent' ? `restored ${sent.url ?? ''}` : (sent?.why ?? 'another window has it');
    await io.stdout(`${title}: ${how.trim()}\n`);
  }
  return failed ? 1 : 0;
}
