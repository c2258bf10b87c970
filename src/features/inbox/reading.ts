import type { Entry } from '../../core/inbox/waiting';
import { UserError } from '../../core/errors';
import type { Snapshot } from '../../core/inbox/snapshot';
import { RefusedError, type RepositoryAddress } from '../../core/ports/github';
import type { GitRepository } from '../../core/ports/git';
import type { InboxGitHub } from '../../core/ports/inbox';
import type { InboxStore } from '../../core/ports/inboxStore';
import type { RepositoryState } from '../../core/ports/state';
import { myZone } from '../../host/myZone';
import type { Services } from '../../host/services';
import { scopes } from '../../host/sessions';
import { trustedDirectoriesIfAny } from '../../host/workspace';
import { inboxPlaces, rememberNamed } from '../../usecases/inbox/places';
import { entriesIn, refreshInbox } from '../../usecases/inbox/readInbox';
import { whoReads, type WhoReads } from '../../usecases/inbox/whoReads';

/** Where handoffs of one of the workspace's repositories are posted, and what is known of them. */
export interface Known {
  readonly repository: GitRepository;
  readonly state: RepositoryState;
  readonly address: RepositoryAddress;
  readonly store: InboxStore;
  /** Null before GitHub was ever asked. */
  readonly snapshot: Snapshot | null;
  readonly reader: WhoReads;
  readonly entries: readonly Entry[];
  /** Why GitHub could not be asked the last time; null when it could, or was not asked. */
  readonly problem: string | null;
}

export type InboxServices = Pick<
  Services,
  | 'context'
  | 'commands'
  | 'git'
  | 'state'
  | 'files'
  | 'machine'
  | 'settings'
  | 'sessions'
  | 'inbox'
  | 'inboxStore'
  | 'isPublic'
  | 'log'
>;

/** What is known, from disk: nobody is asked. */
export async function readKnown(
  services: InboxServices,
  directories: readonly string[] = trustedDirectoriesIfAny(),
): Promise<readonly Known[]> {
  const opened = await Promise.all(directories.map((directory) => services.git.open(directory)));
  const repositories = new Map<string, GitRepository>();
  for (const each of opened) if (each) repositories.set(each.commonDirectory, each);
  const all = [...repositories.values()].map(async (repository) => {
    const state = services.state.of(repository.commonDirectory);
    const [remotes, { events }, reader] = await Promise.all([
      repository.remotes(),
      state.read(),
      readerOf(repository, services),
    ]);
    const addresses = inboxPlaces(remotes, namedIn(services), events, Date.now());
    const store = services.inboxStore(state.directory);
    return Promise.all(
      addresses.map(async (address) => {
        const snapshot = await store.read(address);
        return seenBy({ repository, state, address, store, snapshot, reader, entries: [], problem: null });
      }),
    );
  });
  return (await Promise.all(all)).flat();
}

/** Asks GitHub what changed; who is not signed in is asked to only where `mayAsk`. What was known stays where it cannot. */
export async function refreshKnown(
  known: readonly Known[],
  services: InboxServices,
  { mayAsk, signal }: { readonly mayAsk: boolean; readonly signal?: AbortSignal },
): Promise<readonly Known[]> {
  const states = new Map(known.map(({ state }) => [state.directory, state]));
  for (const state of states.values())
    await rememberNamed(namedIn(services), (await state.read()).events, state, Date.now());
  const found: Known[] = [];
  // One after the other: two sign-ins at once would ask twice.
  for (const each of known) {
    try {
      const gitHub = await gitHubFor(each, services, mayAsk);
      if (gitHub === null) {
        found.push(each);
        continue;
      }
      const ask = (at: InboxGitHub) =>
        refreshInbox(each.address, { gitHub: at, store: each.store, now: () => Date.now() }, signal);
      const snapshot = await ask(gitHub).catch(async (error: unknown) => {
        const other = mayAsk ? await signedInAnew(error, each.address, services) : null;
        if (other === null) throw error;
        return ask(other);
      });
      found.push(seenBy({ ...each, snapshot, problem: null }));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      services.log.info(`the inbox could not be refreshed: ${error.message}`);
      found.push({ ...each, problem: error.message });
    }
  }
  return found;
}

/** Discussions for the person who is signed in; null when nobody is, and may not be asked. */
export async function gitHubFor(
  { address, snapshot }: Pick<Known, 'address' | 'snapshot'>,
  services: Pick<Services, 'sessions' | 'inbox' | 'isPublic'>,
  mayAsk: boolean,
): Promise<InboxGitHub | null> {
  let session = await services.sessions.existing(address.host);
  if (session === null && mayAsk) {
    const isPublic = snapshot === null ? await services.isPublic(address) : !snapshot.isPrivate;
    session = await services.sessions.signIn(address.host, isPublic ? scopes.public : scopes.any);
  }
  return session && services.inbox(session.host, session.token);
}

/**
 * Another sign-in where the present one does not do: for the organization's single sign-on, where it ended, or with the
 * scope that private repositories need. Null where that would not help.
 */
async function signedInAnew(
  error: unknown,
  { host }: RepositoryAddress,
  services: Pick<Services, 'sessions' | 'inbox'>,
): Promise<InboxGitHub | null> {
  if (!(error instanceof RefusedError)) return null;
  const before = await services.sessions.existing(host);
  const isNarrow = before?.scopes.includes('repo') !== true;
  const forceNew = ['saml', 'signed-out', 'scope'].includes(error.reason);
  // To whom only public repositories show, a private one is not there.
  if (!forceNew && !(error.reason === 'not-found' && isNarrow)) return null;
  const session = await services.sessions.signIn(host, scopes.any, { forceNew });
  return services.inbox(session.host, session.token);
}

/** The same with its entries as they stand now. */
export function seenBy(known: Known): Known {
  const { snapshot, address, reader } = known;
  return { ...known, entries: snapshot === null ? [] : entriesIn(snapshot, address, reader, Date.now()) };
}

/** Where the person posts instead of the repository's own Discussions, by the settings. */
function namedIn({ settings }: Pick<Services, 'settings'>): readonly string[] {
  const { postRepository, postForPublic } = settings.current();
  return [postRepository, postForPublic ?? ''].filter((each) => each.includes('/'));
}

function readerOf(repository: GitRepository, services: InboxServices): Promise<WhoReads> {
  const { timeZone, workingHours } = services.settings.current();
  const zone = myZone({
    setting: timeZone,
    memory: services.context.globalState,
    machine: services.machine.zone,
  });
  return whoReads({ repository, zone, workingHours, now: Date.now() }, services);
}
