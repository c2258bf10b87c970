import type { Services } from '../services';
import { scopes } from '../sessions';

/**
 * Lets the person choose another account at `host`; whether anybody was signed in there. What the present account is
 * good for there the next one must be good for too.
 */
export async function askForAnotherAccount(
  { sessions, log }: Pick<Services, 'sessions' | 'log'>,
  host: string,
  isPublic: boolean,
): Promise<boolean> {
  const session = await sessions.existing(host);
  if (!session) return false;
  const wanted = !isPublic && session.scopes.includes('repo') ? scopes.any : scopes.public;
  try {
    await sessions.signIn(host, wanted, { another: true });
  } catch (error) {
    // VS Code has said so itself; the account of before stays.
    log.info(`no other account: ${error instanceof Error ? error.message : String(error)}`);
  }
  return true;
}
