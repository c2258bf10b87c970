import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import { checkClaims, factsFor, firePlans } from '../../core/inbox/check';
import type { Rechecked } from '../../core/inbox/digest';
import type { Handoff } from '../../core/inbox/model';
import type { InboxGitHub } from '../../core/ports/inbox';

/**
 * Holds the statements and plans of a note against what GitHub says now, with one request; `gitHub` is null where
 * nobody is signed in: then nobody can tell. `now`: epoch milliseconds.
 */
export async function recheck(
  handoff: Handoff,
  gitHub: Pick<InboxGitHub, 'facts'> | null,
  now: number,
  signal?: Cancellation,
): Promise<Rechecked> {
  const asked = factsFor(handoff);
  const facts =
    asked === null || gitHub === null
      ? null
      : await gitHub.facts(handoff.address, asked, signal).catch((error: unknown) => {
          if (error instanceof UserError) return null;
          throw error;
        });
  return {
    handoff,
    checked: checkClaims(handoff.claims, facts),
    fired: firePlans(handoff.plans, facts, now),
  };
}
