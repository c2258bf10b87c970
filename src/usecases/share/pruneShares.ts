import type { Cancellation } from '../../core/cancel';
import type { OwnShare, Sharing } from '../../core/ports/share';

export interface PruneRequest {
  readonly roots: readonly string[];
  readonly login: string;
  readonly remote: string | null;
  /** How many days a snapshot lives; none lives longer. */
  readonly days: number;
  readonly signal?: Cancellation;
}

export interface Pruned {
  readonly path: string;
  readonly removed: readonly OwnShare[];
}

/** Takes the author's snapshots that are too old from the remotes and from here. */
export async function pruneShares(
  request: PruneRequest,
  ports: { readonly sharing: Sharing; now(): number },
): Promise<readonly Pruned[]> {
  const { signal } = request;
  const oldest = ports.now() - request.days * 86_400_000;
  const pruned: Pruned[] = [];
  for (const root of request.roots) {
    const repository = await ports.sharing.of(root, signal);
    const remote = repository.remote(request.remote);
    const own = await repository.own(remote, request.login, signal);
    const removed = own.filter(({ sharedAt }) => sharedAt < oldest);
    await repository.remove(remote, removed, signal);
    pruned.push({ path: root, removed });
  }
  return pruned;
}
