import { mkdir } from 'node:fs/promises';
import type { Cancellation } from '../../../core/cancel';
import type { StandingShare } from '../../../core/ports/share';
import { reasons } from '../../../core/share/leftOut';
import { parseManifest, type LeftOut, type Manifest } from '../../../core/share/manifest';
import { parseShareName, type ShareName } from '../../../core/share/names';
import { operationIn } from '../operation';
import { createRunner, type RunnerOptions } from '../runner';
import { readCommit, readCommits, type CommitObject } from './commit';
import { openScratch } from './scratch';
import { openPlace } from './settings';
import { makeSnapshot } from './snapshot';

const defaultLimit = 10_000_000;

interface Candidate {
  readonly share: ShareName;
  readonly commit: CommitObject;
  readonly manifest: Manifest;
}

/**
 * The share of which the working tree is still the state: what would be shared now is made once more, beside the
 * repository, and compared. Who never shared from this commit pays one start of git.
 */
export async function standingShare(
  root: string,
  options: RunnerOptions,
  signal?: Cancellation,
): Promise<StandingShare | null> {
  const plain = createRunner(root, options);
  const listing = ['for-each-ref', '--format=%(refname) %(objectname)', 'refs/baton/'];
  const { stdout } = await plain.output(listing, { signal });
  const listed = stdout.split('\n').flatMap((line) => {
    const [ref = '', sha = ''] = line.split(' ');
    const share = parseShareName(ref);
    return share ? [{ share, sha }] : [];
  });
  if (listed.length === 0) return null;
  const place = await openPlace(root, options, undefined, signal);
  const commits = await readCommits(
    place,
    listed.map(({ sha }) => sha),
    signal,
  );
  // Somebody else may have made what was fetched: of its words only names that are known here go on.
  const remotes = place.config.keys('remote.').flatMap((key) => /^remote\.(.+)\.url$/.exec(key)?.[1] ?? []);
  const me = place.config.get('author.email') ?? place.config.get('user.email');
  const candidates = listed.flatMap(({ share }, at): Candidate[] => {
    const commit = commits[at];
    const manifest = commit && parseManifest(commit.message);
    const head = manifest?.hasHead === true ? (commit?.parents[0] ?? null) : null;
    const isOwn = commit?.author.email === me && remotes.includes(manifest?.remote ?? '');
    return commit && manifest && isOwn && head === place.head.sha ? [{ share, commit, manifest }] : [];
  });
  // The youngest first: the others are from before.
  candidates.sort((one, other) => other.commit.at - one.commit.at);
  for (const candidate of candidates) {
    const leftOut = await leftOutNow(root, options, candidate, signal);
    const { share, manifest } = candidate;
    if (leftOut) return { share, remote: manifest.remote ?? '', leftOut };
  }
  return null;
}

/** What is not inside when the same is made once more; null when it comes out otherwise. None of it is kept. */
async function leftOutNow(
  root: string,
  options: RunnerOptions,
  { share, commit, manifest }: Candidate,
  signal: Cancellation | undefined,
): Promise<readonly LeftOut[] | null> {
  const scratch = await openScratch();
  try {
    const plain = createRunner(root, options);
    const asked = ['rev-parse', '--path-format=absolute', '--git-path', 'objects'];
    const own = (await plain.output(asked, { signal })).stdout.replace(/\n$/, '');
    const fresh = scratch.path('objects');
    await mkdir(fresh);
    const place = await openPlace(root, { ...options, objects: { fresh, own } }, undefined, signal);
    const { operation } = await operationIn(place.gitDirectory);
    const byChoice = manifest.leftOut.filter(({ why }) => why === reasons.byChoice);
    const { snapshot } = await makeSnapshot(
      place,
      { ...place.head, operation },
      {
        share,
        remote: { name: manifest.remote ?? '', url: '' },
        maxBytes: manifest.maxBytes ?? defaultLimit,
        leaveOut: byChoice.map(({ path }) => path),
        alsoLeftOut: [],
        open: manifest.open,
        command: manifest.command,
        at: commit.at,
      },
      signal,
    );
    const now = await readCommit(place, snapshot.commit, signal);
    const isSame = now?.tree === commit.tree && now.parents.join() === commit.parents.join();
    return isSame ? snapshot.manifest.leftOut : null;
  } finally {
    await scratch.remove();
  }
}
