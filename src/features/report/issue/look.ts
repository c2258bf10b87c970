import { UserError } from '../../../core/errors';
import { RefusedError, type RepositoryAddress } from '../../../core/ports/github';
import type { IssueRepository } from '../../../core/ports/issues';
import type { RankedIssue } from '../../../core/report/issue/known';
import type { Services } from '../../../host/services';
import type { GitHubSession } from '../../../host/sessions';
import { knownIssues, type SearchTimes } from '../../../usecases/report/knownIssues';
import { sentReport, type SentReport, type SentRequest } from '../../../usecases/report/sentReport';

/** What GitHub said of the place, until it is asked anew. */
export interface Looked {
  readonly repository: IssueRepository | null;
  readonly known: readonly RankedIssue[];
  readonly incomplete: string | null;
  readonly failure: string | null;
  readonly needsNewSession: boolean;
}
export const nothingLooked: Looked = {
  repository: null,
  known: [],
  incomplete: null,
  failure: null,
  needsNewSession: false,
};

/** GitHub as the page of a report asks it: each keystroke prepares anew, and does not ask GitHub anew. */
export class PlaceLook {
  #looked: { readonly key: string; readonly answer: Looked } | null = null;
  #sent: { readonly key: string; readonly answer: SentReport | null } | null = null;

  constructor(
    private readonly services: Pick<Services, 'gitHub' | 'state'>,
    private readonly times: SearchTimes,
    /** Git's common directory of the repository that the report is about. */
    private readonly commonDirectory: string,
  ) {}

  forget(): void {
    this.#looked = null;
    this.#sent = null;
  }

  /** What the report became there before. */
  async sent(
    request: SentRequest,
    { host, token, account }: GitHubSession,
    signal?: AbortSignal,
  ): Promise<SentReport | null> {
    const key = JSON.stringify([request.address, request.on, account]);
    if (this.#sent?.key === key) return this.#sent.answer;
    const { issues } = this.services.gitHub(host, token);
    const state = this.services.state.of(this.commonDirectory);
    const answer = await sentReport(request, { state, issues, now: () => Date.now() }, signal);
    this.#sent = { key, answer };
    return answer;
  }

  /** Whether a new sign-in would help. */
  get needsNewSession(): boolean {
    return this.#looked?.answer.needsNewSession ?? false;
  }

  async at(
    address: RepositoryAddress,
    session: GitHubSession,
    markdown: string,
    signal?: AbortSignal,
  ): Promise<Looked> {
    const key = JSON.stringify([address, session.account, session.scopes]);
    if (this.#looked?.key === key) return this.#looked.answer;
    const answer = await this.#ask(address, session, markdown, signal);
    this.#looked = { key, answer };
    return answer;
  }

  async #ask(
    address: RepositoryAddress,
    { host, token }: GitHubSession,
    markdown: string,
    signal?: AbortSignal,
  ): Promise<Looked> {
    const { issues } = this.services.gitHub(host, token);
    const ports = { issues, times: this.times, now: () => Date.now() };
    try {
      const repository = await issues.repository(address, signal);
      const { issues: known, incomplete } = await knownIssues({ markdown, address }, ports, signal);
      return { ...nothingLooked, repository, known, incomplete };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const renewable = ['signed-out', 'saml', 'scope'];
      const needsNewSession = error instanceof RefusedError && renewable.includes(error.reason);
      return { ...nothingLooked, failure: error.message, needsNewSession };
    }
  }
}
