import * as vscode from 'vscode';
import type { GitRepository } from '../../../core/ports/git';
import { addressOfRemote } from '../../../core/post/remote';
import type { IssueTemplate } from '../../../core/report/issue/model';
import { readRules } from '../../../core/report/issue/rules';
import { openInBrowser } from '../../../host/browser';
import type { ReviewSubject } from '../../../host/review/subject';
import type { Services } from '../../../host/services';
import { scopes, signedInGitHub } from '../../../host/sessions';
import { internalCommands } from '../../../ids';
import type { ReviewChoice, ReviewModel } from '../../../protocol';
import type { SearchTimes } from '../../../usecases/report/knownIssues';
import { finalFindings } from '../../../usecases/report/finalFindings';
import { sendIssue } from '../../../usecases/report/sendIssue';
import type { ReportMemory } from '../documents';
import { toggled, withAnswer, withConsent } from './answers';
import { consentIds, noChoices, templateOf, type IssueChoices, type IssueSituation } from './choices';
import { nothingLooked, PlaceLook } from './look';
import { blank, issueModel, issuePlan, prefilledPage, type IssuePlan } from './model';

type IssueServices = Pick<Services, 'gitHub' | 'sessions' | 'settings' | 'log' | 'state' | 'secrets'>;

/** A report that is to become an issue, on the review page. */
export class IssueReview implements ReviewSubject {
  choices: IssueChoices = noChoices;
  progress: string | null = null;
  failure: string | null = null;
  result: ReviewModel['result'] = null;
  #situation: IssueSituation | null = null;
  readonly #look: PlaceLook;

  constructor(
    private readonly services: IssueServices,
    readonly document: vscode.TextDocument,
    private readonly repository: GitRepository,
    private readonly memory: ReportMemory,
    times: SearchTimes,
    private readonly browse: (address: string) => Promise<void> = openInBrowser,
  ) {
    this.#look = new PlaceLook(services, times);
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

  forget(): void {
    this.#look.forget();
  }

  async prepare({ ask, signal }: { readonly ask: boolean; readonly signal?: AbortSignal }): Promise<void> {
    const markdown = this.document.getText();
    const [remotes, tree, findings] = await Promise.all([
      this.repository.remotes(signal),
      this.repository.workingTree(signal),
      finalFindings(markdown, this.memory.allowed, this.services.secrets),
    ]);
    const address =
      ['origin', 'upstream', ...remotes.map(({ name }) => name)]
        .flatMap((name) => remotes.filter((each) => each.name === name))
        .flatMap((remote) => addressOfRemote(remote) ?? [])[0] ?? null;
    const session =
      address && ask ? await this.services.sessions.existing(address.host).catch(() => null) : null;
    const looked =
      address && session ? await this.#look.at(address, session, markdown, signal) : nothingLooked;
    this.#situation = {
      markdown,
      findings,
      address,
      repository: looked.repository,
      rules: readRules(looked.repository?.templates ?? []),
      known: looked.known,
      incomplete: looked.incomplete,
      signedInAs: session?.account ?? null,
      publicSetting: this.services.settings.current().postPublic,
      hasUnpushedWork: tree.changes.length > 0 || tree.head.upstream === null || tree.head.upstream.ahead > 0,
      failure: looked.failure,
      progress: null,
      result: null,
    };
  }

  async choose(choice: ReviewChoice): Promise<void> {
    const { choices } = this;
    this.failure = null;
    switch (choice.type) {
      case 'destination':
        this.choices = { ...choices, destination: choice.destination };
        if (choice.destination === 'comment' && choices.number === null)
          this.choices = { ...this.choices, number: this.#situation?.known[0]?.number ?? null };
        return;
      case 'category':
        this.choices = {
          ...choices,
          template: choice.category === blank ? '' : choice.category,
          answers: new Map(),
        };
        return;
      case 'number':
        this.choices = { ...choices, destination: 'comment', number: choice.number };
        return;
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
      case 'repository':
      case 'unmention':
      case 'compare':
      case 'share':
      case 'skip':
        // Those sections are not on this page.
        return;
    }
  }

  async submit(signal: AbortSignal, tell: () => Promise<void>): Promise<void> {
    this.failure = null;
    this.forget();
    try {
      await this.prepare({ ask: true, signal });
      const situation = this.#situation;
      if (!situation) return;
      const plan = issuePlan(this.choices, situation);
      if (plan.canSubmit) await this.#press(plan, situation, signal, tell);
    } finally {
      this.progress = null;
    }
  }

  async #press(
    plan: IssuePlan,
    situation: IssueSituation,
    signal: AbortSignal,
    tell: () => Promise<void>,
  ): Promise<void> {
    switch (plan.action) {
      case 'copy':
        await vscode.env.clipboard.writeText(
          `# ${plan.issue.title}\n\n${plan.issue.body.replace(/^<!-- baton:[^\n]*-->$/gm, '').trim()}\n`,
        );
        this.result = { text: vscode.l10n.t('Copied as Markdown.'), url: null };
        return;
      case 'open':
        return this.#prefill(plan, situation);
      case 'signIn':
        return this.#signIn(situation, signal, tell);
      case 'post':
        return this.#post(plan, situation, signal, tell);
    }
  }

  async #prefill(plan: IssuePlan, situation: IssueSituation): Promise<void> {
    const page = prefilledPage(plan, situation);
    if (!page) return;
    if (!page.complete) await vscode.env.clipboard.writeText(plan.issue.body);
    await this.browse(page.url);
    const text = page.complete
      ? vscode.l10n.t('The page is open in your browser. Nothing is posted until you submit it there.')
      : vscode.l10n.t(
          'The report is too long for a link: it is on the clipboard. Paste it into the page that opened.',
        );
    this.result = { text, url: page.url };
  }

  async #signIn({ address }: IssueSituation, signal: AbortSignal, tell: () => Promise<void>): Promise<void> {
    if (!address) return;
    this.progress = vscode.l10n.t('Signing in at {0}…', address.host.replace(/^https?:\/\//, ''));
    await tell();
    const wanted = this.choices.consents.has(consentIds.private) ? scopes.any : scopes.public;
    const forceNew = this.#look.needsNewSession;
    try {
      await this.services.sessions.signIn(address.host, wanted, { forceNew });
    } catch (error) {
      // VS Code has said so itself.
      this.services.log.info(
        `sign-in did not complete: ${error instanceof Error ? error.message : String(error)}`,
      );
      this.failure = vscode.l10n.t('You are not signed in. Sign in to post, or copy the report as Markdown.');
      return;
    }
    this.forget();
    await this.prepare({ ask: true, signal });
  }

  async #post(
    plan: IssuePlan,
    { address, repository }: IssueSituation,
    signal: AbortSignal,
    tell: () => Promise<void>,
  ): Promise<void> {
    if (!address || !repository) return;
    this.progress = vscode.l10n.t('Posting to {0}…', repository.nameWithOwner);
    await tell();
    const { destination, number } = this.choices;
    const waiting = {
      address,
      issue: plan.issue,
      on: destination === 'comment' ? number : null,
      mayBePublic: !repository.isPrivate,
    };
    const { services } = this;
    const sent = await sendIssue(
      waiting,
      {
        state: services.state.of(this.repository.commonDirectory),
        repository: this.repository,
        gitHub: (host) => signedInGitHub(host, services),
        now: () => Date.now(),
        failed: (error) => services.log.error(error instanceof Error ? error : String(error)),
      },
      signal,
    );
    void vscode.commands.executeCommand(internalCommands.outboxChanged);
    if (sent.state === 'sent') {
      this.result = { text: vscode.l10n.t('Posted to {0}.', repository.nameWithOwner), url: sent.url };
      if (sent.url) await this.browse(sent.url);
    } else if (sent.state === 'waiting')
      this.failure = vscode.l10n.t(
        '{0} The report waits in the Handoffs view and is sent when it can be.',
        sent.why,
      );
    else this.failure = sent.why;
  }

  #template(): IssueTemplate | null {
    return this.#situation ? templateOf(this.choices, this.#situation.rules) : null;
  }

  async #open(number: number): Promise<void> {
    const found = this.#situation?.known.find((each) => each.number === number);
    if (found) await this.browse(found.url);
  }
}
