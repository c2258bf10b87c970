import type { Disposable } from 'vscode';

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
  /** Signs in when there is no session that suffices; asks, so only ever called by a person's click. */
  signIn(
    host: string,
    scopes: readonly string[],
    options?: { readonly forceNew?: boolean },
  ): Promise<GitHubSession>;
  onDidChange(listener: () => void): Disposable;
}
