import type * as vscode from 'vscode';

/** VS Code's sign-ins; a test has its own. */
export type Authentication = Pick<
  typeof vscode.authentication,
  'getAccounts' | 'getSession' | 'onDidChangeSessions'
>;

type Account = vscode.AuthenticationSessionAccountInformation;

/**
 * Which of several accounts is meant. VS Code keeps one preference for each provider. It forgets it before it asks for
 * another account, also where the person then changes nothing: until that is done the account of before is kept here,
 * and then the chosen one until VS Code tells it too. It takes a question for one that is under way, whose answer may be
 * older than the choice.
 */
export class Accounts {
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #changing = new Map<string, Promise<vscode.AuthenticationSession>>();

  constructor(
    private readonly authentication: Authentication,
    private readonly memory: vscode.Memento,
  ) {}

  /**
   * The first session there is with one of the `wanted` sets of scopes, of the account that is meant: sessions match by
   * the exact set, and where that account has none VS Code would tell another account's. Never asks.
   */
  async session(
    provider: string,
    wanted: readonly (readonly string[])[],
  ): Promise<vscode.AuthenticationSession | null> {
    const meant = await this.#meant(provider);
    for (const account of meant.length > 0 ? meant : [undefined]) {
      const found = await this.#first(provider, wanted, account);
      if (found) return found;
    }
    return null;
  }

  /** Asks, one thing after the other: VS Code would take two questions at once for one. */
  ask(
    provider: string,
    asking: () => Promise<vscode.AuthenticationSession>,
  ): Promise<vscode.AuthenticationSession> {
    const turn = (this.#last.get(provider) ?? Promise.resolve()).then(async () => {
      const session = await asking();
      await this.memory.update(keptKey(provider), session.account);
      return session;
    });
    this.#last.set(
      provider,
      turn.catch(() => undefined),
    );
    return turn;
  }

  /**
   * Asks which account it is to be from now on. Whoever clicks again before that was answered is asked once.
   * `wanted`: sets of scopes that would do, the last one by default.
   */
  another(provider: string, wanted: readonly (readonly string[])[]): Promise<vscode.AuthenticationSession> {
    const changing =
      this.#changing.get(provider) ??
      this.ask(provider, async () => {
        const [meant] = await this.#meant(provider);
        const present = meant ?? (await this.#first(provider, wanted, undefined))?.account;
        if (present) await this.memory.update(keptKey(provider), present);
        return this.authentication.getSession(
          provider,
          [...(await this.#scopesOfOthers(provider, present, wanted))],
          { createIfNone: true, clearSessionPreference: true },
        );
      }).finally(() => this.#changing.delete(provider));
    this.#changing.set(provider, changing);
    return changing;
  }

  /** VS Code offers the accounts with a session of exactly these scopes; whoever has another one signs in anew. */
  async #scopesOfOthers(
    provider: string,
    present: Account | undefined,
    wanted: readonly (readonly string[])[],
  ): Promise<readonly string[]> {
    for (const account of await this.authentication.getAccounts(provider)) {
      if (account.label === present?.label) continue;
      const found = await this.#first(provider, wanted, account);
      if (found) return found.scopes;
    }
    return wanted.at(-1) ?? [];
  }

  async #first(
    provider: string,
    wanted: readonly (readonly string[])[],
    account: Account | undefined,
  ): Promise<vscode.AuthenticationSession | null> {
    for (const scopes of wanted) {
      const options = { silent: true, ...(account && { account }) };
      const found = await this.authentication.getSession(provider, [...scopes], options);
      if (found) return found;
    }
    return null;
  }

  /** The accounts that are meant, the likeliest first; empty where VS Code does not say. */
  async #meant(provider: string): Promise<readonly Account[]> {
    const kept = this.memory.get<Account>(keptKey(provider));
    // Of all sessions VS Code tells the preferred account's.
    const preferred = await this.authentication.getSession(provider, [], { silent: true });
    // What VS Code tells too may be changed there from here on. Another may have been chosen meanwhile.
    if (preferred && this.memory.get<Account>(keptKey(provider))?.id === preferred.account.id)
      await this.memory.update(keptKey(provider), undefined);
    return [...(kept ? [kept] : []), ...(preferred ? [preferred.account] : [])];
  }
}

const keptKey = (provider: string): string => `account:${provider}`;
