import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { SecretScanner } from '../../core/ports/secrets';
import {
  RemoteAwayError,
  type PushOrder,
  type ShareRemote,
  type ShareRepository,
  type Sharing,
  type Snapshot,
} from '../../core/ports/share';
import type { LeftOut, Manifest } from '../../core/share/manifest';
import { nameForBranch, shareRef, type ShareName } from '../../core/share/names';
import type { FoundSecret } from '../../core/share/secrets';
import { SecretsFoundError } from './secretsFound';
import { scanAdded } from './scan';

export interface ShareRequest {
  /** Absolute paths of the working trees' roots, each once: all are shared under one name. */
  readonly roots: readonly string[];
  readonly login: string;
  /** Default: from the first one's branch. */
  readonly name: string | null;
  /** Default: where each branch is pushed. */
  readonly remote: string | null;
  readonly maxBytes: number;
  /** Files of each root that its author wants left out. */
  readonly leaveOut: readonly { readonly root: string; readonly path: string }[];
  /** Findings that the author looked at and knows not to be secret. */
  readonly notSecret: readonly string[];
  /** The author knows that anybody can read it. */
  readonly allowPublic: boolean;
  /** Take the place of what another machine shared under the same name. */
  readonly replace: boolean;
  readonly open: readonly { readonly root: string; readonly path: string; readonly line: number }[];
  readonly command: string | null;
  readonly signal?: Cancellation;
}

export interface SharePorts {
  readonly sharing: Sharing;
  /** Milliseconds since the epoch. */
  now(): number;
  readonly secrets: SecretScanner;
  /** Whether anybody can read what a remote holds; null when nobody can tell. */
  isPublic(remote: ShareRemote): Promise<boolean | null>;
  /** Puts what cannot be sent now where it is sent later. Without it, sharing out of reach is a failure. */
  wait?(root: string, order: PushOrder): Promise<void>;
}

/** One repository's snapshot, made and looked through, not sent. */
export interface PreparedShare {
  readonly repository: ShareRepository;
  readonly remote: ShareRemote;
  readonly isPublic: boolean | null;
  readonly snapshot: Snapshot;
  readonly findings: readonly FoundSecret[];
}

export interface PreparedShares {
  readonly share: ShareName;
  readonly repositories: readonly PreparedShare[];
}

/** What `baton share` answers of one repository. */
export interface SharedRepository {
  readonly path: string;
  readonly ref: string;
  readonly commit: string;
  readonly changed: boolean;
  readonly leftOut: readonly LeftOut[];
  readonly remote: string;
  /** Why it was not sent yet; it waits in the outbox. Null when it was. */
  readonly waiting: string | null;
}

/** Everybody could read it, or nobody can tell whether they could; and the author has not said yes. Nothing was sent. */
export class PublicPlaceError extends UserError {
  constructor(remote: ShareRemote, isPublic: boolean | null) {
    super(
      isPublic === null
        ? `Nobody could say whether "${remote.name}" is public: sign in to GitHub, or say that it may be public (--public). Nothing was shared.`
        : `"${remote.name}" is public: everybody could read the snapshot. Say that you want that (--public), or share to another remote. Nothing was shared.`,
    );
  }
}

/** Makes the snapshots and looks through them. Nothing leaves the machine but the question whether a place is public. */
export async function prepareShare(request: ShareRequest, ports: SharePorts): Promise<PreparedShares> {
  const { signal } = request;
  if (request.roots.length === 0)
    throw new UserError('There is nothing to share: name a folder in a git repository.');
  const opened = await Promise.all(request.roots.map((root) => ports.sharing.of(root, signal)));
  const [first] = opened;
  const name = request.name ?? nameForBranch(first?.head.branch ?? null, first?.head.sha ?? null);
  const share: ShareName = { login: request.login, name };
  const repositories: PreparedShare[] = [];
  for (const repository of opened) {
    const remote = repository.remote(request.remote);
    const isPublic = ports.isPublic(remote);
    const snapshot = await repository.snapshot(
      orderOf(request, repository, share, remote, ports, []),
      signal,
    );
    // What was shared before was looked through then.
    const scanned = snapshot.isAsBefore
      ? []
      : await scanAdded(repository.added(snapshot, remote, signal), ports.secrets);
    const findings = scanned.filter(({ id }) => !request.notSecret.includes(id));
    repositories.push({ repository, remote, isPublic: await isPublic, snapshot, findings });
  }
  return { share, repositories };
}

/**
 * Sends what was prepared; rejects before anything is sent when a secret was found in any of it. With several
 * repositories, those before a failure are shared: sharing again sends the rest only.
 */
export async function sendShare(
  prepared: PreparedShares,
  request: ShareRequest,
  ports: SharePorts,
): Promise<readonly SharedRepository[]> {
  const { share } = prepared;
  const found = prepared.repositories.flatMap(({ repository, findings }) =>
    findings.map((finding) => ({ root: repository.root, finding })),
  );
  if (found.length > 0) throw new SecretsFoundError(found);
  const open = prepared.repositories.find(({ isPublic }) => isPublic !== false);
  if (open && !request.allowPublic) throw new PublicPlaceError(open.remote, open.isPublic);
  const shared: SharedRepository[] = [];
  for (const each of prepared.repositories) {
    try {
      shared.push(await sendOne(each, share, request, ports));
    } catch (error) {
      if (!(error instanceof UserError) || shared.length === 0) throw error;
      const there = shared.map(({ path }) => path).join(', ');
      const why = error.message.replace(/ Nothing was shared\.$/, '');
      throw new UserError(`${why} ${there} is shared already; share again to send the rest.`);
    }
  }
  return shared;
}

async function sendOne(
  { repository, remote, snapshot }: PreparedShare,
  share: ShareName,
  request: ShareRequest,
  ports: SharePorts,
): Promise<SharedRepository> {
  const { signal } = request;
  const missing = await repository.uploadLarge(remote, snapshot.large, signal);
  // The snapshot itself says what is not inside.
  const sent =
    missing.length === 0
      ? snapshot
      : await repository.snapshot(orderOf(request, repository, share, remote, ports, missing), signal);
  const push: PushOrder = { share, remote, commit: sent.commit, replace: request.replace };
  const outcome = await pushOrWait(repository, push, ports, signal);
  return {
    path: repository.root,
    ref: shareRef(share),
    commit: sent.commit,
    leftOut: sent.manifest.leftOut,
    remote: remote.name,
    ...outcome,
  };
}

/** What cannot be reached now is kept as it was looked through, and sent later. */
async function pushOrWait(
  repository: ShareRepository,
  push: PushOrder,
  ports: SharePorts,
  signal: Cancellation | undefined,
): Promise<Pick<SharedRepository, 'changed' | 'waiting'>> {
  try {
    return { changed: (await repository.push(push, signal)) === 'pushed', waiting: null };
  } catch (error) {
    if (!(error instanceof RemoteAwayError) || !ports.wait) throw error;
    await repository.keep(push.share, push.commit, signal);
    await ports.wait(repository.root, push);
    return { changed: false, waiting: error.message };
  }
}

function orderOf(
  request: ShareRequest,
  { root }: ShareRepository,
  share: ShareName,
  remote: ShareRemote,
  ports: SharePorts,
  alsoLeftOut: readonly LeftOut[],
) {
  return {
    share,
    remote,
    maxBytes: request.maxBytes,
    leaveOut: request.leaveOut.filter((each) => each.root === root).map(({ path }) => path),
    alsoLeftOut,
    open: request.open
      .filter((each) => each.root === root)
      .map(({ path, line }): Manifest['open'][number] => ({ path, line })),
    // Of several, the first is where to begin.
    command: root === request.roots[0] ? request.command : null,
    at: ports.now(),
  };
}
