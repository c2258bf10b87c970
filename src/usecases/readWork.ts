import type { Cancellation } from '../core/cancel';
import type { Author, Window } from '../core/handoff/model';
import type { GitRepository } from '../core/ports/git';
import type { SignedInWork, WorkFacts } from '../core/ports/workItems';
import { addressOfRemote } from '../core/post/remote';

/** How long a draft waits for GitHub, in milliseconds: without it the note is still good. */
const patience = 8_000;

/**
 * What GitHub knows of the author's work in a repository; null without a session there, without a remote at GitHub, or
 * when it does not answer soon: then `warnings` says what the draft lacks. Never rejects, except when called off.
 */
export async function readWorkItems(
  repository: GitRepository,
  asked: {
    readonly author: Author;
    readonly window: Window;
    readonly branch: string | null;
    readonly isSelf: boolean;
  },
  signedIn: SignedInWork | undefined,
  warnings: string[],
  signal?: Cancellation,
): Promise<WorkFacts | null> {
  const { author, window, branch, isSelf } = asked;
  // Whoever is signed in is not the person whose address was given: their work must not be told as another's.
  if (!signedIn || (author.login === undefined && !isSelf)) return null;
  const limit = new AbortController();
  const stop = (): void => limit.abort();
  signal?.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(stop, patience);
  try {
    const remotes = await repository.remotes(signal);
    const remote = remotes.find(({ name }) => name === 'origin') ?? remotes[0];
    const address = remote ? addressOfRemote(remote) : null;
    if (!address) return null;
    const items = await signedIn(address.host);
    if (!items) return null;
    const facts = await items.read(
      {
        address,
        login: author.login ?? null,
        branch,
        since: new Date(window.since.toMillis()).toISOString(),
      },
      limit.signal,
    );
    warnings.push(...facts.leftOut);
    return facts;
  } catch (error) {
    if (signal?.aborted) throw error;
    const why = limit.signal.aborted ? 'GitHub did not answer in time.' : reasonOf(error);
    warnings.push(`Pull requests, reviews and checks are not in this draft: ${why}`);
    return null;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
