import type { Cancellation } from '../../../core/cancel';
import { UserError } from '../../../core/errors';
import type { Fetched, OwnShare, Receipt, ShareRemote } from '../../../core/ports/share';
import { parseReceipt, parseShareName, receiptRef, refsOf, shareRef } from '../../../core/share/names';
import { megabytes } from '../../../core/share/weight';
import { commitTree, readCommit } from './commit';
import { fetchRefs } from './fetch';
import { filledUpTo, openQuarantine } from './incoming/quarantine';
import { listRefs, pushRefs } from './push';
import type { Place } from './settings';

/** Each is an empty commit of some hundred bytes: more than this, of all that are new, is something else. */
const mostReceiptBytes = 2_000_000;

/** Leaves the message that a share was picked up: an empty commit under refs/baton, which nothing else points to. */
export async function sendReceipt(
  place: Place,
  fetched: Fetched,
  receiver: string,
  at: number,
  signal?: Cancellation,
): Promise<void> {
  const tree = (
    await place.runner.output(['hash-object', '-w', '-t', 'tree', '--stdin'], { signal })
  ).stdout.trim();
  const date = `@${Math.floor(at / 1000)} +0000`;
  const message = `Picked up ${fetched.commit}\n`;
  const commit = await commitTree(place, { tree, parents: [], message, date }, signal);
  await pushRefs(
    place,
    fetched.remote,
    ['--force'],
    [`${commit}:${receiptRef(fetched.share, receiver)}`],
    signal,
  );
}

export async function readReceipts(
  place: Place,
  remote: ShareRemote,
  login: string,
  known: ReadonlySet<string>,
  signal?: Cancellation,
): Promise<readonly Receipt[]> {
  const refs = await listRefs(place, remote, [refsOf(login).receipts], signal);
  const found = [...refs].flatMap(([ref, id]) => {
    const receipt = parseReceipt(ref);
    return receipt && !known.has(id) ? [{ ...receipt, ref, id }] : [];
  });
  if (found.length === 0) return [];
  const specs = found.map(({ ref }) => ref);
  // They are read and told: nothing of them is kept.
  const incoming = await openQuarantine(place);
  try {
    const fetched = (called: Cancellation) => fetchRefs(incoming.place, remote, specs, called);
    if (!(await filledUpTo(incoming, mostReceiptBytes, undefined, fetched, signal))) {
      throw new UserError(
        `Who picked up your work is not told: at ${remote.name} that takes more than ${megabytes(mostReceiptBytes)} MB, which no such messages do. Nothing of it was kept: "baton share --prune" takes it away with old shares.`,
      );
    }
    const read = await Promise.all(
      found.map(async ({ share, receiver, id }) => {
        const commit = await readCommit(incoming.place, id, signal);
        return commit ? { share, receiver, id, at: commit.at } : null;
      }),
    );
    return read.filter((receipt) => receipt !== null).sort((one, other) => one.at - other.at);
  } finally {
    await incoming.remove();
  }
}

/** The author's snapshots on the remote, oldest first. */
export async function ownShares(
  place: Place,
  remote: ShareRemote,
  login: string,
  signal?: Cancellation,
): Promise<readonly OwnShare[]> {
  const refs = await listRefs(place, remote, [refsOf(login).shares], signal);
  const found = [...refs].flatMap(([ref, commit]) => {
    const share = parseShareName(ref);
    return share ? [{ share, commit, ref }] : [];
  });
  const dated = async (): Promise<(OwnShare | null)[]> =>
    Promise.all(
      found.map(async ({ share, commit }) => {
        const known = await readCommit(place, commit, signal);
        return known && { share, commit, sharedAt: known.at };
      }),
    );
  let shares = await dated();
  const missing = found.filter((_, at) => shares[at] === null).map(({ ref }) => ref);
  if (missing.length > 0) {
    // From another machine of the author's: only its commit says when it was shared.
    await fetchRefs(place, remote, missing, signal);
    shares = await dated();
  }
  return shares.filter((each) => each !== null).sort((one, other) => one.sharedAt - other.sharedAt);
}

/** Takes snapshots, and what was said about them, from the remote and from here. One that moved meanwhile stays. */
export async function removeShares(
  place: Place,
  remote: ShareRemote,
  shares: readonly OwnShare[],
  signal?: Cancellation,
): Promise<void> {
  if (shares.length === 0) return;
  const names = new Set(shares.map(({ share }) => shareRef(share)));
  const patterns = [...new Set(shares.map(({ share }) => refsOf(share.login).receipts))];
  const receipts = [...(await listRefs(place, remote, patterns, signal)).keys()].filter((ref) => {
    const receipt = parseReceipt(ref);
    return receipt !== null && names.has(shareRef(receipt.share));
  });
  const leases = shares.map(({ share, commit }) => `--force-with-lease=${shareRef(share)}:${commit}`);
  const specs = [...names, ...receipts].map((ref) => `:${ref}`);
  await pushRefs(place, remote, leases, specs, signal);
  for (const { share, commit } of shares) {
    await place.runner.output(['update-ref', '-d', shareRef(share), commit], {
      signal,
      statuses: [0, 1, 128],
    });
  }
}
