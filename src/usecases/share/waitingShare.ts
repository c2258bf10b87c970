import { UnavailableError, type RepositoryAddress } from '../../core/ports/github';
import { RemoteAwayError, type PushOrder, type Sharing } from '../../core/ports/share';
import type { RepositoryState } from '../../core/ports/state';
import { addressOf } from '../../core/post/remote';
import { withoutUser } from '../../core/share/refusal';
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
  const { share } = push;
  // It is written to disk; git knows how to sign in by the remote's name.
  const remote = { ...push.remote, url: withoutUser(push.remote.url) };
  await enqueue(
    state,
    {
      id: `share ${share.login}/${share.name} ${digest(root)}`,
      type: 'share',
      address: queueOf(remote.url),
      title: `Work in progress: ${share.login}/${share.name}`,
      payload: { root, ...push, remote } satisfies WaitingShare,
    },
    now,
  );
}

/**
 * A queue of its own for each remote, and a host of its own: that git cannot reach it, over SSH perhaps, says nothing
 * about GitHub's API, and what waits there is not held up by it.
 */
function queueOf(url: string): RepositoryAddress {
  const address = addressOf(url);
  if (address) return { ...address, host: `git@${address.host.replace(/^https?:\/\//, '')}` };
  return { host: `git@${digest(url).slice(0, 12)}`, owner: 'share', name: 'elsewhere' };
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
