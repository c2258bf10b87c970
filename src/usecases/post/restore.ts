import { UserError } from '../../core/errors';
import type { JournalEvent } from '../../core/journal/events';
import type { OutboxEntry } from '../../core/outbox/entry';
import { placeOf } from '../../core/outbox/place';
import type { RepositoryAddress } from '../../core/ports/github';
import type { TextKind } from '../../core/ports/texts';
import type { Overwritten } from '../../core/post/overwritten';
import { sameText } from '../../core/post/plan';
import { digest } from '../../core/text/digest';
import type { Sender } from '../outbox/flush';
import type { SenderPorts } from '../outbox/senderPorts';

/** What somebody wrote on GitHub and an edit of ours replaced: it waits until a person restores or discards it. */
export interface Replaced {
  readonly address: RepositoryAddress;
  readonly nodeId: string;
  readonly kind: TextKind;
  readonly editor: string | null;
  readonly theirs: string;
  readonly ours: string;
}

/** Keeps what was replaced where a person sees it. Nothing is sent by this. */
export async function keepOverwritten(
  { address, kind, nodeId, ours }: Pick<Replaced, 'address' | 'kind' | 'nodeId' | 'ours'>,
  { editor, at, text }: Overwritten,
  { state, now }: Pick<SenderPorts, 'state' | 'now'>,
): Promise<void> {
  const kept: Replaced = { address, nodeId, kind, editor, theirs: text, ours };
  // GitHub's clock tells seconds: two people may have written within one.
  const entry = `restore ${nodeId} ${at} ${digest(text)}`;
  const [version, attempt] = [crypto.randomUUID(), crypto.randomUUID()];
  const told = { at: new Date(now()).toISOString(), entry, version };
  const who = editor ?? 'Somebody';
  const why = `${who} edited the text on GitHub in the moment in which it was updated, and the update replaced that. Retry restores it; Discard leaves the update.`;
  const events: readonly JournalEvent[] = [
    {
      kind: 'outbox-put',
      ...told,
      type: 'restore',
      place: placeOf(address),
      title: `What ${who} wrote in your note`,
      payload: JSON.stringify(kept),
    },
    { kind: 'outbox-begun', ...told, attempt },
    {
      kind: 'outbox-ended',
      ...told,
      attempt,
      outcome: 'asks',
      why,
      until: null,
      scope: 'entry',
      failures: 0,
      url: null,
    },
  ];
  await state.append(events);
}

/** What an entry keeps; null when it is of another kind. */
export function replacedIn({ type, payload }: Pick<OutboxEntry, 'type' | 'payload'>): Replaced | null {
  if (type !== 'restore') return null;
  try {
    const value = JSON.parse(payload) as Partial<Replaced> | null;
    const texts = [value?.nodeId, value?.theirs, value?.ours, value?.address?.host];
    return texts.every((each) => typeof each === 'string') ? (value as Replaced) : null;
  } catch {
    return null;
  }
}

/** Puts back what an edit of ours replaced, unless the text was edited once more since. */
export function restoreSender({ gitHub: gitHubAt }: Pick<SenderPorts, 'gitHub'>): Sender {
  return async (entry, { signal }) => {
    const kept = replacedIn(entry);
    const gitHub = kept && (await gitHubAt(kept.address.host));
    if (!gitHub) throw new UserError('Nobody is signed in there. Post a note there first, then retry.');
    const there = await gitHub.posted(kept.nodeId, signal);
    if (there && sameText(there.body, kept.theirs)) return { state: 'sent', url: there.url };
    if (!there || !sameText(there.body, kept.ours)) {
      const why = 'The text on GitHub was edited again or deleted since, so nothing was restored.';
      return { state: 'asks', why, url: there?.url ?? null };
    }
    const body = kept.theirs;
    const restored =
      kept.kind === 'discussion'
        ? await gitHub.updateDiscussion({ discussionId: there.id, title: there.title ?? '', body }, signal)
        : kept.kind === 'reply'
          ? await gitHub.updateReply({ commentId: there.id, body }, signal)
          : await gitHub.updateComment({ commentId: there.id, body }, signal);
    return { state: 'sent', url: restored.url };
  };
}
