import type { Cancellation } from '../../core/cancel';
import { CancelledError, UserError } from '../../core/errors';
import type { Fetched, PickedUp, ShareRepository, Sharing } from '../../core/ports/share';
import { placesOf, plainCommand } from '../../core/share/reference';
import type { ShareName } from '../../core/share/names';
import { mostUnasked } from '../../core/share/weight';

export interface PickUpRequest {
  /** Absolute path of a working tree of the repository. */
  readonly root: string;
  readonly share: ShareName;
  /** Default: the first remote that has it. */
  readonly remote: string | null;
  readonly how: 'worktree' | 'apply';
  /** Whatever its size: the receiver was asked. */
  readonly anySize?: boolean;
  /** Told now and then how many bytes have come. */
  readonly received?: (bytes: number) => void;
  /** The receiver's login. */
  readonly receiver: string;
  /** Let the author know. */
  readonly tellAuthor: boolean;
  /** What the note says beside the snapshot. */
  readonly note: { readonly open: PickedUpWork['open']; readonly command: string | null } | null;
  readonly signal?: Cancellation;
}

export interface PickUpPorts {
  readonly sharing: Sharing;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface PickedUpWork extends PickedUp {
  /** Relative to the working tree; they exist as far as the snapshot knows. */
  readonly open: readonly { readonly path: string; readonly line: number }[];
  /** One line to be typed, never run by Baton. */
  readonly command: string | null;
  /** Of work in several repositories, the one to begin in. */
  readonly leads: boolean;
  readonly author: Fetched['author'];
  readonly sharedAt: number;
  /** Whether the author will see it; false also where the receiver may not push. */
  readonly authorKnows: boolean;
}

/** Fetches somebody's work in progress and puts the receiver in it. Nothing of the receiver's is overwritten. */
export async function pickUp(request: PickUpRequest, ports: PickUpPorts): Promise<PickedUpWork> {
  const { signal, share, remote, anySize, received } = request;
  const repository: ShareRepository = await ports.sharing.of(request.root, signal);
  const fetched = await repository.fetch(
    share,
    { remote, mostBytes: anySize ? null : mostUnasked, ...(received && { received }) },
    signal,
  );
  // What a killed one left is in the way of nobody any more.
  const tidied = await repository.tidy(ports.now(), signal);
  const picked =
    request.how === 'worktree'
      ? await repository.openWorktree(fetched, signal)
      : await repository.apply(fetched, signal);
  const { open, command } = request.note ?? fetched.manifest;
  // The work is there: that its author could not be told, or that no one waited for it, is no failure.
  const authorKnows =
    request.tellAuthor &&
    (await repository.sendReceipt(fetched, request.receiver, ports.now(), signal).then(
      () => true,
      (error: unknown) => {
        if (error instanceof UserError || error instanceof CancelledError) return false;
        throw error;
      },
    ));
  await repository.settle();
  return {
    ...picked,
    remarks: [...tidied, ...picked.remarks],
    open: placesOf(open.length > 0 ? open : fetched.manifest.open),
    command: plainCommand(command ?? fetched.manifest.command),
    leads: fetched.manifest.command !== null || fetched.manifest.open.length > 0,
    author: fetched.author,
    sharedAt: fetched.sharedAt,
    authorKnows,
  };
}
