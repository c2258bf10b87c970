import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Accounts, type Authentication } from '../../../src/host/accounts';

type Session = vscode.AuthenticationSession;
type Options = vscode.AuthenticationGetSessionOptions;

const broadestFirst = [['repo', 'workflow'], ['repo'], ['public_repo']];
const forAny = broadestFirst.slice(0, 2);

/** VS Code's rules for sessions, as 1.139 has them; `older` as 1.103. A person answers with `chooses`. */
class Editor {
  readonly sessions: Session[] = [];
  preference: string | null = null;
  /** What the person picks; null to decline. `'new …'` signs in there. */
  chooses: string | null = null;
  asked = 0;
  /** While it is set, whoever asks waits for it. */
  open: Promise<void> = Promise.resolve();
  /** What is told without asking arrives only then. */
  slow: Promise<void> = Promise.resolve();
  older = false;
  readonly #running = new Map<string, Promise<Session | undefined>>();
  readonly kept = new Map<string, unknown>();

  signedIn(account: string, scopes: readonly string[]): void {
    this.sessions.push({
      id: `${account} ${scopes.join(' ')}`,
      accessToken: `token of ${account}`,
      account: { id: account, label: account },
      scopes,
    });
  }

  readonly memory = {
    get: (key: string) => this.kept.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void this.kept.set(key, value)),
  } as unknown as vscode.Memento;

  readonly authentication = {
    getAccounts: () =>
      Promise.resolve([...new Map(this.sessions.map(({ account }) => [account.label, account])).values()]),
    getSession: (_provider: string, scopes: readonly string[], options: Options) => {
      const key = JSON.stringify([[...scopes].sort(), options]);
      const running = this.#running.get(key);
      if (running) return running;
      const { slow } = this;
      const answer = this.#session(scopes, options)
        .then((session) => (options.silent ? slow.then(() => session) : session))
        .finally(() => this.#running.delete(key));
      this.#running.set(key, answer);
      return answer;
    },
  } as unknown as Authentication;

  async #session(scopes: readonly string[], options: Options): Promise<Session | undefined> {
    await Promise.resolve();
    const wanted = [...scopes].sort().join();
    const all = this.sessions.filter(
      (each) =>
        (options.account === undefined || each.account.label === options.account.label) &&
        (wanted === '' || [...each.scopes].sort().join() === wanted),
    );
    if (options.clearSessionPreference) this.preference = null;
    const meant = options.account ? all[0] : all.find(({ account }) => account.label === this.preference);
    if (meant) return meant;
    if (options.silent) {
      if (this.older) return this.preference === null ? all[0] : undefined;
      return all.length === 1 ? all[0] : undefined;
    }
    this.asked++;
    await this.open;
    const chosen = this.chooses;
    if (chosen === null) throw new Error('User did not consent to login.');
    const there = all.find(({ account }) => account.label === chosen);
    if (!there) this.signedIn(chosen.replace(/^new /, ''), scopes);
    const session = there ?? this.sessions.at(-1);
    this.preference = session?.account.label ?? null;
    return session;
  }
}

describe('the account that is meant, of several', () => {
  for (const older of [false, true]) {
    describe(older ? 'in VS Code 1.103' : 'in VS Code 1.139', () => {
      let editor: Editor;
      let accounts: Accounts;
      const present = async () => (await accounts.session('github', broadestFirst))?.account.label ?? null;
      beforeEach(() => {
        editor = new Editor();
        editor.older = older;
        accounts = new Accounts(editor.authentication, editor.memory);
      });

      it('is the one that was chosen last, also where another account has broader sessions', async () => {
        editor.signedIn('lisbon-dev', ['repo', 'workflow']);
        editor.signedIn('pune-dev', ['public_repo']);
        editor.preference = 'lisbon-dev';
        editor.chooses = 'pune-dev';
        await accounts.another('github', broadestFirst);
        assert.equal(await present(), 'pune-dev');
      });

      it('is offered with the session it has, instead of one more sign-in', async () => {
        editor.signedIn('lisbon-dev', ['repo']);
        editor.signedIn('pune-dev', ['repo', 'workflow']);
        editor.preference = 'lisbon-dev';
        editor.chooses = 'pune-dev';
        await accounts.another('github', forAny);
        assert.deepEqual([await present(), editor.sessions.length], ['pune-dev', 2]);
      });

      it('goes back and forth between the two as often as it is changed', async () => {
        editor.signedIn('lisbon-dev', ['repo']);
        editor.preference = 'lisbon-dev';
        editor.chooses = 'new pune-dev';
        await accounts.another('github', forAny);
        const seen = [await present()];
        for (const name of ['lisbon-dev', 'pune-dev', 'lisbon-dev']) {
          editor.chooses = name;
          await accounts.another('github', forAny);
          seen.push(await present());
        }
        assert.deepEqual(seen, ['pune-dev', 'lisbon-dev', 'pune-dev', 'lisbon-dev']);
        assert.equal(editor.sessions.length, 2);
      });

      it('stays what it was while the person is asked, and when they change nothing after all', async () => {
        editor.signedIn('lisbon-dev', ['repo']);
        editor.signedIn('pune-dev', ['repo']);
        editor.preference = 'pune-dev';
        let answered = (): void => undefined;
        editor.open = new Promise((resolve) => (answered = resolve));
        const asking = accounts.another('github', forAny);
        while (editor.asked === 0) await Promise.resolve();
        assert.equal(await present(), 'pune-dev');
        answered();
        await assert.rejects(asking);
        assert.equal(await present(), 'pune-dev');
        // In the next window too: it is written down.
        accounts = new Accounts(editor.authentication, editor.memory);
        assert.equal(await present(), 'pune-dev');
        editor.chooses = 'lisbon-dev';
        await accounts.another('github', forAny);
        assert.equal(await present(), 'lisbon-dev');
      });

      it('is the chosen one, whatever VS Code was asked before the choice and answers after it', async () => {
        editor.signedIn('lisbon-dev', ['repo', 'workflow']);
        editor.signedIn('pune-dev', ['repo']);
        editor.preference = 'lisbon-dev';
        editor.chooses = 'pune-dev';
        let answered = (): void => undefined;
        editor.open = new Promise((resolve) => (answered = resolve));
        const changing = accounts.another('github', forAny);
        while (editor.asked === 0) await Promise.resolve();
        let told = (): void => undefined;
        editor.slow = new Promise((resolve) => (told = resolve));
        const before = present();
        // Asked, and not answered yet: VS Code takes the next question for the same one.
        for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
        editor.slow = Promise.resolve();
        answered();
        await changing;
        const after = present();
        told();
        assert.deepEqual([await before, await after], ['lisbon-dev', 'pune-dev']);
      });

      it('can be changed in VS Code itself once that tells the chosen one too', async () => {
        editor.signedIn('lisbon-dev', ['repo']);
        editor.signedIn('pune-dev', ['repo']);
        editor.preference = 'lisbon-dev';
        editor.chooses = 'pune-dev';
        await accounts.another('github', forAny);
        assert.equal(await present(), 'pune-dev');
        editor.preference = 'lisbon-dev';
        assert.equal(await present(), 'lisbon-dev');
      });

      it('is nobody where the one that was chosen has no session that would do', async () => {
        editor.signedIn('lisbon-dev', ['repo']);
        editor.signedIn('pune-dev', ['user:email']);
        editor.preference = 'pune-dev';
        assert.equal(await present(), null);
      });

      it('asks once for two clicks before the first is answered, and again for one after it', async () => {
        editor.signedIn('lisbon-dev', ['repo']);
        editor.signedIn('pune-dev', ['repo']);
        editor.preference = 'lisbon-dev';
        editor.chooses = 'pune-dev';
        await Promise.all([accounts.another('github', forAny), accounts.another('github', forAny)]);
        assert.equal(editor.asked, 1);
        editor.chooses = 'lisbon-dev';
        await accounts.another('github', forAny);
        assert.deepEqual([editor.asked, await present()], [2, 'lisbon-dev']);
      });

      it('is asked for after a sign-in that is still under way, which loses no click', async () => {
        let answered = (): void => undefined;
        editor.open = new Promise((resolve) => (answered = resolve));
        editor.chooses = 'new lisbon-dev';
        const signingIn = accounts.ask('github', async () => {
          const options = { createIfNone: true, clearSessionPreference: true } as const;
          return editor.authentication.getSession('github', ['public_repo'], options);
        });
        const changing = accounts.another('github', broadestFirst);
        // Long enough for the second to ask too, if it did not wait for its turn.
        for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
        answered();
        await signingIn;
        editor.chooses = 'new pune-dev';
        await changing;
        assert.deepEqual([editor.asked, await present()], [2, 'pune-dev']);
      });
    });
  }
});
