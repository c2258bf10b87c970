import * as vscode from 'vscode';
import { CancelledError, UserError } from '../core/errors';
import type { GitHub } from '../core/ports/github';
import { Accounts, type Authentication } from './accounts';

/** A signed-in person at one GitHub host. The token is never logged, stored or shown. */
export interface GitHubSession {
  readonly host: string;
  readonly token: string;
  readonly account: string;
  readonly scopes: readonly string[];
}

/** VS Code's own GitHub and GitHub Enterprise sessions. */
export interface Sessions {
  /** A session that exists already, preferring the broadest; null otherwise. Never asks. */
  existing(host: string): Promise<GitHubSession | null>;
  /**
   * Signs in when there is no session that suffices; asks, so only ever called by a person's click. Rejects with
   * CancelledError when nobody signed in.
   */
  signIn(
    host: string,
    scopes: readonly string[],
    options?: { readonly forceNew?: boolean; readonly another?: boolean },
  ): Promise<GitHubSession>;
  onDidChange(listener: () => void): vscode.Disposable;
}

/** What suffices to read a repository and write its Discussions: in a public one, and in any. */
export const scopes = { public: ['public_repo'], any: ['repo'] } as const;

// Sessions match by the exact set of scopes. The first ones are those that VS Code's own extensions ask for, so
// that whoever is signed in there already need not sign in again.
const broadestFirst: readonly (readonly string[])[] = [
  ['read:user', 'user:email', 'repo', 'workflow', 'project', 'read:org'],
  ['repo', 'workflow', 'user:email', 'read:user'],
  ['read:user', 'user:email', 'repo'],
  ['user:email', 'repo'],
  scopes.any,
  scopes.public,
];

interface Provider {
  readonly id: 'github' | 'github-enterprise';
  /** `github.com`, or the server's address with its scheme and port. */
  readonly host: string;
}

/**
 * The GitHub Enterprise Server that the person has configured; null when there is none. A repository's own settings
 * are not asked: they could name a server of their choice.
 */
function enterprise(): URL | null {
  const value = vscode.workspace.getConfiguration('github-enterprise').inspect<string>('uri')?.globalValue;
  try {
    const url = new URL(value ?? '');
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

/** Which of VS Code's providers signs in at `host` (a name, or an address with scheme and port). */
function providerFor(host: string): Provider {
  const bare = host.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  if (bare === 'github.com') return { id: 'github', host: 'github.com' };
  const server = enterprise();
  if (server && (server.host === bare || server.hostname === bare))
    return { id: 'github-enterprise', host: server.origin };
  throw new UserError(
    vscode.l10n.t(
      'Baton cannot sign in at {0}. If it is a GitHub Enterprise Server, set "github-enterprise.uri" to its address in your user settings; otherwise copy the note as Markdown.',
      bare,
    ),
    { title: vscode.l10n.t('Open Settings'), command: 'workbench.action.openSettings' },
  );
}

/** GitHub at a host for whoever is signed in there already; null when nobody is. Never asks. */
export async function signedInGitHub(
  host: string,
  services: { readonly sessions: Sessions; readonly gitHub: (host: string, token: string) => GitHub },
): Promise<GitHub | null> {
  const session = await services.sessions.existing(host);
  return session && services.gitHub(session.host, session.token);
}

/** The same for any other face of GitHub; null too where Baton could not sign in. */
export function whereSignedIn<Face>(
  sessions: Sessions,
  create: (host: string, token: string) => Promise<Face>,
): (host: string) => Promise<Face | null> {
  return async (host) => {
    try {
      const session = await sessions.existing(host);
      return session && (await create(session.host, session.token));
    } catch (error) {
      if (error instanceof UserError) return null;
      throw error;
    }
  };
}

/** `memory` outlives the window: the account that is meant is kept there while the person is asked for another. */
export function createSessions(
  memory: vscode.Memento,
  authentication: Authentication = vscode.authentication,
): Sessions {
  const accounts = new Accounts(authentication, memory);
  const told = (provider: Provider, session: vscode.AuthenticationSession): GitHubSession => ({
    host: provider.host,
    token: session.accessToken,
    account: session.account.label,
    scopes: session.scopes,
  });
  return {
    existing: async (host) => {
      const provider = providerFor(host);
      const session = await accounts.session(provider.id, broadestFirst);
      return session && told(provider, session);
    },
    signIn: async (host, wanted, { forceNew = false, another = false } = {}) => {
      const provider = providerFor(host);
      const sufficient = broadestFirst.filter((each) => each.includes('repo') || !wanted.includes('repo'));
      try {
        const session = another
          ? await accounts.another(provider.id, sufficient)
          : await accounts.ask(provider.id, async () =>
              forceNew
                ? authentication.getSession(provider.id, wanted, { forceNewSession: true })
                : authentication.getSession(provider.id, wanted, { createIfNone: true }),
            );
        return told(provider, session);
      } catch (error) {
        // VS Code rejects alike whether the person declined or the sign-in failed, and has said so itself.
        throw new CancelledError(`sign-in did not complete: ${String(error)}`);
      }
    },
    onDidChange: (listener) =>
      authentication.onDidChangeSessions(({ provider }) => {
        if (provider.id === 'github' || provider.id === 'github-enterprise') listener();
      }),
  };
}
