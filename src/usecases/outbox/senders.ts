import type { Cancellation } from '../../core/cancel';
import { SignedOutError } from '../../core/ports/github';
import { hurry } from './enqueue';
import { flush, type Flushed, type Sender, type Sent } from './flush';
import type { SenderPorts } from './senderPorts';

type Make = (ports: SenderPorts) => Promise<Sender>;

// Each is loaded when something of its kind waits. A new kind is one line here.
const note: Make = async (ports) => (await import('../post/send')).noteSender(ports);
const onlyInWindow: Sender = () =>
  Promise.resolve({ state: 'waiting', why: 'It is sent by a window that has its repository open.' });
const senders: Readonly<Record<string, Make>> = {
  discussion: note,
  comment: note,
  issue: async (ports) => (await import('../report/issueSender')).issueSender(ports),
  share: async ({ sharing }) =>
    sharing ? (await import('../share/waitingShare')).shareSender(sharing) : onlyInWindow,
  accept: async ({ inbox }) => {
    if (!inbox) return onlyInWindow;
    const { acceptSender } = await import('../inbox/acceptSender');
    return acceptSender(async (host) => {
      const gitHub = await inbox(host);
      if (gitHub) return gitHub;
      const bare = host.replace(/^https?:\/\//, '');
      throw new SignedOutError(`Nobody is signed in to ${bare}. Accept again, and sign in there.`);
    });
  },
  'look-back': async (ports) => (await import('../post/lookBack')).lookBackSender(ports),
  restore: async (ports) => (await import('../post/restore')).restoreSender(ports),
};

/** Who sends entries of a kind; null for a kind that this version does not know. */
export async function senderOf(type: string, ports: SenderPorts): Promise<Sender | null> {
  return Object.hasOwn(senders, type) ? ((await senders[type]?.(ports)) ?? null) : null;
}

/** Sends what is due in the outbox of a repository. */
export function sendWaiting(ports: SenderPorts, signal?: Cancellation): Promise<Flushed> {
  return flush({ ...ports, sender: (type) => senderOf(type, ports) }, signal);
}

/** Tries what waits once more, now: a person asked for it. Null when another window has it, or it is gone. */
export async function retry(entry: string, ports: SenderPorts, signal?: Cancellation): Promise<Sent | null> {
  await hurry(ports.state, entry, ports.now());
  return (await sendWaiting(ports, signal)).results.get(entry) ?? null;
}
