import { RefusedError, type GitHub, type RefusalReason } from '../../../core/ports/github';
import { addressKey } from '../../../core/post/remote';
import type { Services } from '../../../host/services';
import type { GitHubSession } from '../../../host/sessions';

/** GitHub as the page asks it: only with a session that is there already, and each question once. */
export class GitHubLook {
  session: GitHubSession | null = null;
  /** Asked anew each time; null while nobody is signed in. */
  gitHub: GitHub | null = null;
  /** Why GitHub refused the last look, where a new sign-in would help. */
  refusal: RefusalReason | null = null;

  constructor(
    private readonly services: Pick<Services, 'gitHub' | 'sessions'>,
    private readonly answers = new Map<string, Promise<unknown>>(),
  ) {}

  /** What GitHub said is asked for anew: before something is posted, and after signing in. */
  forget(): void {
    this.answers.clear();
  }

  /** Another look, which knows of nobody until a host is asked about; what GitHub said before holds for it too. */
  anew(): GitHubLook {
    return new GitHubLook(this.services, this.answers);
  }

  async at(host: string): Promise<GitHub | null> {
    this.session = await this.services.sessions.existing(host);
    this.gitHub = this.session && this.services.gitHub(this.session.host, this.session.token);
    const { gitHub } = this;
    if (!gitHub) return null;
    const who = `${this.session?.account} ${this.session?.scopes.join(' ')}`;
    return {
      ...gitHub,
      viewer: (signal) => this.#once(`viewer ${who}`, () => gitHub.viewer(signal)),
      repository: (address, signal) =>
        this.#once(`${addressKey(address)} ${who}`, () => this.#noticing(gitHub.repository(address, signal))),
    };
  }

  /** Each keystroke prepares anew, and does not ask GitHub anew. */
  #once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.answers.get(question) as Promise<T> | undefined;
    if (known) return known;
    const answer = ask();
    this.answers.set(question, answer);
    answer.catch(() => this.answers.delete(question));
    return answer;
  }

  /** Why GitHub refused decides whether signing in anew would help. */
  async #noticing<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof RefusedError) this.refusal = error.reason;
      throw error;
    }
  }
}
