import type { Services } from '../../../host/services';
import { signedInGitHub } from '../../../host/sessions';
import type { SenderPorts } from '../../../usecases/outbox/senderPorts';
import type { Home } from '../notebook';

/** What sends the entries of a repository's outbox: nobody is asked to sign in for it. */
export function outboxPorts(
  { repository, state }: Home,
  services: Pick<Services, 'sessions' | 'gitHub' | 'inbox' | 'log' | 'sharing'>,
): SenderPorts {
  return {
    state,
    repository,
    sharing: services.sharing,
    gitHub: (host) => signedInGitHub(host, services),
    inbox: async (host) => {
      const session = await services.sessions.existing(host);
      return session && services.inbox(session.host, session.token);
    },
    now: () => Date.now(),
    failed: (error) => services.log.error(error instanceof Error ? error : String(error)),
  };
}
