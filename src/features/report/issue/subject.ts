import * as vscode from 'vscode';
import type { GitRepository } from '../../../core/ports/git';
import { addressKey } from '../../../core/post/remote';
import type { IssueTemplate } from '../../../core/report/issue/model';
import { readRules, type TemplateFile } from '../../../core/report/issue/rules';
import { openInBrowser } from '../../../host/browser';
import type { Differences } from '../../../host/differences';
import { askForAnotherAccount } from '../../../host/review/account';
import type { ReviewSubject } from '../../../host/review/subject';
import type { ReviewChoice, ReviewModel } from '../../../protocol';
import type { SearchTimes } from '../../../usecases/report/knownIssues';
import { finalFindings } from '../../../usecases/report/finalFindings';
import { localTemplates } from '../../../usecases/report/localTemplates';
import type { ReportMemory } from '../documents';
import { toggled, withAnswer, withConsent, withoutAnswer } from './answers';
import { candidatesOf, noChoices, templateOf, type IssueChoices, type IssueSituation } from './choices';
import { FormKeeper } from './keeper';
import { nothingLooked, PlaceLook } from './look';
import { blank, issueModel } from './model';
import type { IssueServices } from './submit';
import { issuePlan } from './plan';

/** A report that is to become an issue, on the review page. */
export class IssueReview implements ReviewSubject {
  choices: IssueChoices;
  progress: string | null = null;
  failure: string | null = null;
  result: ReviewModel['result'] = null;
  #situation: IssueSituation | null = null;
  #local: Promise<readonly TemplateFile[]> | null = null;
  /** How many looks have begun, and which of them the page shows. */
  #begun = 0;
  #shown = 0;
  readonly look: PlaceLook;
  readonly #keeper: FormKeeper;

  constructor(
    readonly services: IssueServices,
    readonly document: vscode.TextDocument,
    readonly repository: GitRepository,
    private readonly memory: ReportMemory,
    times: SearchTimes,
    private readonly differences: Pick<Differences, 'show'>,
    readonly browse: (address: string) => Promise<void> = openInBrowser,
  ) {
    // A yes is said anew each time; what was answered is not asked again.
    this.choices = { ...(memory.choices ?? noChoices), shown: noChoices.shown, consents: noChoices.consents };
    this.look = new PlaceLook(services, times, repository.commonDirectory);
    this.#keeper = new FormKeeper(services.state.of(repository.commonDirectory), document.getText());
  }

  model(): ReviewModel | null {
    const { result, failure, progress } = this;
    return (
      this.#situation &&
      issueModel(this.choices, {
        ...this.#situation,
        result,
        failure: failure ?? this.#situation.failure,
        progress,
      })
    );
  }

  async changeAccount(): Promise<void> {
    // The page may be looking anew: what it says of the place may not be there yet.
    if (!this.#situation?.address) await this.prepare({ ask: true });
    const { address, repository } = this.#situation ?? {};
    if (!address) return;
    this.failure = null;
    if (!(await askForAnotherAccount(this.services, address.host, repository?.isPrivate === false))) return;
    this.forget();
    await this.prepare({ ask: true });
  }

  forget(): void {
    this.look.forget();
  }

  async prepare({ ask, signal }: { readonly ask: boolean; readonly signal?: AbortSignal }): Promise<void> {
    const markdown = this.document.getText();
    const turn = ++this.#begun;
    await this.#keeper.read();
    this.choices = this.#keeper.recall(this.choices, this.memory.choices === null);
    const [remotes, tree, findings] = await Promise.all([
      this.repository.remotes(signal),
      this.repository.workingTree(signal),
      finalFindings(markdown, this.memory.allowed, this.services.secrets),
    ]);
    const candidates = candidatesOf(remotes, this.#situation?.candidates ?? []);
    const chosen = candidates.find((each) => addressKey(each) === this.choices.repository);
    const address = chosen ?? candidates[0] ?? null;
    const session =
      address && ask ? await this.services.sessions.existing(address.host).catch(() => null) : null;
    const looked =
      address && session ? await this.look.at(address, session, markdown, signal) : nothingLooked;
    const { repository } = looked;
    const on = this.choices.destination === 'comment' ? this.choices.number : null;
    const posted =
      address && session && repository
        ? await this.look.sent({ markdown, address, on }, session, signal)
        : null;
    // Before GitHub can be asked, the checkout knows the rules of the repository that it is of.
    const templates = repository
      ? repository.templates
      : await (this.#local ??= localTemplates(this.repository, signal).catch(() => []));
    // Each keystroke looks anew: what an earlier look hears later is not shown any more.
    if (turn < this.#shown) return;
    this.#shown = turn;
    this.#situation = {
      markdown,
      findings,
      allowed: this.memory.allowed,
      address,
      candidates: candidatesOf(remotes, repository?.parent ? [repository.parent] : candidates),
      repository,
      rules: readRules(templates),
      posted,
      known: looked.known,
      incomplete: looked.incomplete,
      signedInAs: session?.account ?? null,
      publicSetting: this.services.settings.current().postPublic,
      hasUnpushedWork: tree.changes.length > 0 || tree.head.upstream === null || tree.head.upstream.ahead > 0,
      failure: looked.failure,
      progress: null,
      result: null,
    };
    this.choices = this.#keeper.answered(this.choices, address, this.#template());
    this.memory.choices = this.choices;
  }

  async choose(choice: ReviewChoice): Promise<void> {
    await this.#take(choice);
    this.memory.choices = this.choices;
    // What cannot be written is in the window's memory still, and the page must not stop for it.
    await this.#keeper
      .keep(this.choices, this.#situation?.address ?? null, this.#template())
      .catch((error: unknown) => this.services.log.warn(`an answer was not kept: ${String(error)}`));
  }

  async #take(choice: ReviewChoice): Promise<void> {
    const { choices } = this;
    this.failure = null;
    switch (choice.type) {
      case 'destination':
        this.choices = { ...choices, destination: choice.destination };
        if (choice.destination === 'comment' && choices.number === null)
          this.choices = { ...this.choices, number: this.#situation?.known[0]?.number ?? null };
        return this.prepare({ ask: true });
      case 'repository':
        // A yes and a template are of one place.
        this.choices = { ...noChoices, destination: choices.destination, repository: choice.repository };
        return this.prepare({ ask: true });
      case 'category':
        this.choices = { ...choices, template: choice.category === blank ? '' : choice.category };
        this.choices = this.#keeper.answered(
          this.choices,
          this.#situation?.address ?? null,
          this.#template(),
        );
        return;
      case 'number':
        this.choices = { ...choices, destination: 'comment', number: choice.number };
        return this.prepare({ ask: true });
      case 'look':
        return this.#open(choice.number);
      case 'redact':
        this.choices = { ...choices, shown: toggled(choices.shown, choice.id, !choice.applied) };
        return;
      case 'consent':
        this.choices = withConsent(choices, this.#template(), choice.id, choice.given);
        return;
      case 'answer': {
        const answered = withAnswer(choices, this.#template(), choice.id, choice.text);
        if (answered) this.choices = answered;
        else
          this.failure = vscode.l10n.t(
            '"{0}" is none of the choices. Write one of those in brackets.',
            choice.text,
          );
        return;
      }
      case 'compare':
        return this.#compare();
      case 'skip':
        this.choices = withoutAnswer(choices, this.#template(), choice.id);
        return;
      case 'unmention':
      case 'share':
        // Those sections are not on this page.
        return;
    }
  }

  async submit(signal: AbortSignal, tell: () => Promise<void>): Promise<void> {
    const { carryOut } = await import('./submit');
    await carryOut(this, signal, tell);
  }

  get situation(): IssueSituation | null {
    return this.#situation;
  }

  #template(): IssueTemplate | null {
    return this.#situation ? templateOf(this.choices, this.#situation.rules) : null;
  }

  async #compare(): Promise<void> {
    const situation = this.#situation;
    if (!situation?.posted) return;
    const { issue } = issuePlan(this.choices, situation);
    await this.differences.show(
      vscode.l10n.t('On GitHub ↔ As it would be posted'),
      situation.posted.text,
      issue.body,
    );
  }

  async #open(number: number): Promise<void> {
    const found = this.#situation?.known.find((each) => each.number === number);
    if (found) await this.browse(found.url);
  }
}
