import type { Services } from '../../../host/services';
import { signedInGitHub } from '../../../host/sessions';
import type { SenderPorts } from '../../../usecases/outbox/senderPorts';
import type { Home } from '../notebook';

/** What sends the entries of a repository's outbox: nobody is asked to sign in for it. */
export function outboxPorts(
  { repository, state }: Home,
  services: Pick<Services, 'sessions' | 'gitHub' | 'log' | 'sharing'>,
): SenderPorts {
  return {
    state,
    repository,
    sharing: services.sharing,
    gitHub: (host) => signedInGitHub(host, services),
    now: () => Date.now(),
    failed: (error) => services.log.error(error instanceof Error ? error : String(error)),
  };
}
