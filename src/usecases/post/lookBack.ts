import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { OutboxEntry } from '../../core/outbox/entry';
import { foldOutbox } from '../../core/outbox/step';
import { SignedOutError, type GitHub, type Posted, type RepositoryAddress } from '../../core/ports/github';
import type { RepositoryState } from '../../core/ports/state';
import type { TextKind } from '../../core/ports/texts';
import { overwrittenEdit, type Overwritten } from '../../core/post/overwritten';
import { sameText } from '../../core/post/plan';
import { digest } from '../../core/text/digest';
import { enqueue } from '../outbox/enqueue';
import type { Sender } from '../outbox/flush';
import type { SenderPorts } from '../outbox/senderPorts';
import { keepOverwritten } from './restore';

/** An edit of ours that is about to be sent, or was: GitHub's history tells later what it replaced. */
interface Edit {
  readonly address: RepositoryAddress;
  readonly kind: TextKind;
  readonly noteId: string;
  readonly nodeId: string;
  /** The text that was read just before, and the one that replaced it. */
  readonly before: string;
  readonly ours: string;
}

interface LookPorts {
  readonly state: Pick<RepositoryState, 'append' | 'read'>;
  now(): number;
}

/**
 * Writes down, before an edit is sent, that its place has to be looked at afterwards: a window may die in between, and
 * GitHub may not answer. Answers what to do once the edit is there: what somebody wrote in that very moment is kept.
 */
export async function owingALook(
  edit: Omit<Edit, 'nodeId' | 'before'> & { readonly posted: Posted },
  ports: LookPorts,
): Promise<(gitHub: GitHub, signal?: Cancellation) => Promise<Overwritten | null>> {
  const { address, kind, noteId, ours, posted } = edit;
  const owed: Edit = { address, kind, noteId, nodeId: posted.id, before: posted.body, ours };
  const id = `look-back ${posted.id} ${digest(`${posted.body}\n${ours}`)}`;
  await enqueue(
    ports.state,
    { id, type: 'look-back', address, title: 'Whether somebody edited your note meanwhile', payload: owed },
    ports.now(),
  );
  return async (gitHub, signal) => {
    try {
      const found = await looked(owed, gitHub, ports, signal);
      await settle(id, ports);
      return found;
    } catch (error) {
      // The edit is made; that its history cannot be read now is no failure of it. It is read later.
      if (error instanceof UserError) return null;
      throw error;
    }
  };
}

/** Looks back where that is still owed. */
export function lookBackSender(ports: LookPorts & Pick<SenderPorts, 'gitHub'>): Sender {
  return async (entry, { signal }) => {
    const owed = editIn(entry);
    if (!owed) throw new UserError('What waits here cannot be read. Discard it.');
    const gitHub = await ports.gitHub(owed.address.host);
    if (!gitHub) throw new SignedOutError('Nobody is signed in there.');
    await looked(owed, gitHub, ports, signal);
    return { state: 'sent', url: null };
  };
}

async function looked(
  owed: Edit,
  gitHub: GitHub,
  ports: LookPorts,
  signal: Cancellation | undefined,
): Promise<Overwritten | null> {
  const { nodeId, before, ours } = owed;
  const [there, edits] = await Promise.all([gitHub.posted(nodeId, signal), gitHub.edits(nodeId, signal)]);
  // An edit that never arrived has replaced nothing.
  const arrived =
    (there !== null && sameText(there.body, ours)) ||
    edits.some(({ text }) => text !== null && sameText(text, ours));
  const found = arrived ? overwrittenEdit(edits, { body: before }, ours) : null;
  if (found) await keepOverwritten(owed, found, ports);
  return found;
}

async function settle(id: string, { state, now }: LookPorts): Promise<void> {
  const entry = foldOutbox((await state.read()).events).get(id);
  if (!entry) return;
  await state.append([
    {
      kind: 'outbox-ended',
      at: new Date(now()).toISOString(),
      entry: id,
      version: entry.version,
      attempt: '',
      outcome: 'sent',
      why: null,
      until: null,
      scope: 'entry',
      failures: 0,
      url: null,
    },
  ]);
}

function editIn({ payload }: Pick<OutboxEntry, 'payload'>): Edit | null {
  try {
    const value = JSON.parse(payload) as Partial<Edit> | null;
    const texts = [value?.nodeId, value?.before, value?.ours, value?.noteId, value?.address?.host];
    return texts.every((each) => typeof each === 'string') ? (value as Edit) : null;
  } catch {
    return null;
  }
}
