import { UnavailableError } from '../../core/ports/github';
import { RemoteAwayError, type PushOrder, type Sharing } from '../../core/ports/share';
import type { RepositoryState } from '../../core/ports/state';
import { addressOf } from '../../core/post/remote';
import { digest } from '../../core/text/digest';
import { enqueue } from '../outbox/enqueue';
import type { Sender } from '../outbox/flush';

interface WaitingShare extends PushOrder {
  /** Absolute path of the working tree. */
  readonly root: string;
}

/** Puts a snapshot that was made and looked through into the outbox: exactly that is sent when the remote is back. */
export async function waitToShare(
  state: Pick<RepositoryState, 'append'>,
  root: string,
  push: PushOrder,
  now: number,
): Promise<void> {
  const { share, remote } = push;
  const address = addressOf(remote.url) ?? { host: 'git', owner: 'share', name: digest(remote.url) };
  await enqueue(
    state,
    {
      id: `share ${share.login}/${share.name} ${digest(root)}`,
      type: 'share',
      address,
      title: `Work in progress: ${share.login}/${share.name}`,
      payload: { root, ...push } satisfies WaitingShare,
    },
    now,
  );
}

/** Sends it. A snapshot that is there already, or was overtaken by a younger one from here, is not sent again. */
export function shareSender(sharing: Sharing): Sender {
  return async (entry, { signal }) => {
    const waiting = parse(entry.payload);
    if (!waiting)
      return { state: 'asks', why: 'This share cannot be read any more: discard it, and share again.' };
    try {
      const repository = await sharing.of(waiting.root, signal);
      if ((await repository.kept(waiting.share, signal)) !== waiting.commit)
        return { state: 'sent', url: null };
      await repository.push(waiting, signal);
      await repository.forget(waiting.share, signal);
      return { state: 'sent', url: null };
    } catch (error) {
      if (error instanceof RemoteAwayError) throw new UnavailableError(error.message);
      throw error;
    }
  };
}

/** What stands on disk was written by this program, perhaps by another version of it. */
function parse(payload: string): WaitingShare | null {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return null;
  }
  const { root, share, remote, commit, replace } = (value ?? {}) as Partial<WaitingShare>;
  const texts = [root, share?.login, share?.name, remote?.name, remote?.url, commit];
  if (!texts.every((each) => typeof each === 'string') || !/^[0-9a-f]{40,64}$/.test(commit ?? ''))
    return null;
  if (root === undefined || share === undefined || remote === undefined || commit === undefined) return null;
  return { root, share, remote, commit, replace: replace === true };
}
