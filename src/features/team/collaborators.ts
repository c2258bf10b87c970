import type { Collaborator } from '../../core/ports/collaborators';
import type { Services } from '../../host/services';
import { gitHubOf } from './remote';

/** How long a proposal waits for GitHub, in milliseconds. */
const patience = 5_000;

/**
 * Who else works on the repository, where the person is signed in at GitHub already. Silent: nobody is asked to sign
 * in, and what cannot be had is left out.
 */
export async function knownCollaborators(
  services: Services,
  directory: string,
): Promise<readonly Collaborator[]> {
  try {
    const address = await gitHubOf(services, directory);
    const session = address === null ? null : await services.sessions.existing(address.host);
    if (address === null || session === null) return [];
    const signal = AbortSignal.timeout(patience);
    return await services.collaborators(session.host, session.token).of(address, signal);
  } catch (error) {
    services.log.debug(`Collaborators are not known: ${error instanceof Error ? error.message : ''}`);
    return [];
  }
}
