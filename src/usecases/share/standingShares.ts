import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { Sharing } from '../../core/ports/share';
import { withShare, type TellShare } from '../../core/share/inNote';

/**
 * The note with the share of which these working trees are still the state, and how to pick it up; as it is where there
 * is none. Of several names the first repository's counts.
 */
export async function tellStanding(
  markdown: string,
  repositories: readonly { readonly root: string; readonly name: string }[],
  sharing: Pick<Sharing, 'asShared'>,
  signal?: Cancellation,
): Promise<string> {
  const found = await Promise.all(
    repositories.map(async ({ root, name }): Promise<TellShare | null> => {
      const standing = await sharing.asShared(root, signal).catch((error: unknown) => {
        // A note is worth drafting where nobody can tell.
        if (error instanceof UserError && !signal?.aborted) return null;
        throw error;
      });
      return standing && { ...standing, repository: repositories.length > 1 ? name : null };
    }),
  );
  const shares = found.filter((each) => each !== null);
  const [first] = shares;
  const together = shares.filter(
    ({ share }) => share.login === first?.share.login && share.name === first.share.name,
  );
  return together.length === 0 ? markdown : withShare(markdown, together);
}
