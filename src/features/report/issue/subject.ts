import * as vscode from 'vscode';
import type { GitRepository } from '../../../core/ports/git';
import { addressKey } from '../../../core/post/remote';
import type { IssueTemplate } from '../../../core/report/issue/model';
import { readRules, type TemplateFile } from '../../../core/report/issue/rules';
import { openInBrowser } from '../../../host/browser';
import type { Differences } from '../../../host/differences';
import type { ReviewSubject } from '../../../host/review/subject';
import type { Services } from '../../../host/services';
import { scopes, signedInGitHub } from '../../../host/sessions';
import { internalCommands } from '../../../ids';
import type { ReviewChoice, ReviewModel } from '../../../protocol';
import type { SearchTimes } from '../../../usecases/report/knownIssues';
import { finalFindings } from '../../../usecases/report/finalFindings';
import { localTemplates } from '../../../usecases/report/localTemplates';
import { sendIssue } from '../../../usecases/report/sendIssue';
import type { ReportMemory } from '../documents';
import { toggled, withAnswer, withConsent } from './answers';
import {
  candidatesOf,
  consentIds,
  noChoices,
  templateOf,
  type IssueChoices,
  type IssueSituation,
} from './choices';
import { nothingLooked, PlaceLook } from './look';
import { blank, issueModel, prefilledPage } from './model';
import { issuePlan, type IssuePlan } from './plan';

type IssueServices = Pick<Services, 'gitHub' | 'sessions' | 'settings' | 'log' | 'state' | 'secrets'>;

/** A report that is to become an issue, on the review page. */
export class IssueReview implements ReviewSubject {
  choices: IssueChoices = noChoices;
  progress: string | null = null;
  failure: string | null = null;
  result: ReviewModel['result'] = null;
  #situation: IssueSituation | null = null;
  #local: Promise<readonly TemplateFile[]> | null = null;
  readonly #look: PlaceLook;

  constructor(
    private readonly services: IssueServices,
    readonly document: vscode.TextDocument,
    private readonly repository: GitRepository,
    private readonly memory: ReportMemory,
    times: SearchTimes,
    private readonly differences: Pick<Differences, 'show'>,
    private readonly browse: (address: string) => Promise<void> = openInBrowser,
  ) {
    this.#look = new PlaceLook(services, times, repository.commonDirectory);
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
    const candidates = candidatesOf(remotes, this.#situation?.candidates ?? []);
    const chosen = candidates.find((each) => addressKey(each) === this.choices.repository);
    const address = chosen ?? candidates[0] ?? null;
    const session =
      address && ask ? await this.services.sessions.existing(address.host).catch(() => null) : null;
    const looked =
      address && session ? await this.#look.at(address, session, markdown, signal) : nothingLooked;
    const { repository } = looked;
    const on = this.choices.destination === 'comment' ? this.choices.number : null;
    const posted =
      address && session && repository
        ? await this.#look.sent({ markdown, address, on }, session, signal)
        : null;
    // Before GitHub can be asked, the checkout knows the rules of the repository that it is of.
    const templates = repository
      ? repository.templates
      : await (this.#local ??= localTemplates(this.repository, signal).catch(() => []));
    this.#situation = {
      markdown,
      findings,
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
  }

  async choose(choice: ReviewChoice): Promise<void> {
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
        this.choices = {
          ...choices,
          template: choice.category === blank ? '' : choice.category,
          answers: new Map(),
        };
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
      case 'unmention':
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
    const page = prefilledPage(this.choices, plan, situation);
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
    { address, repository, posted }: IssueSituation,
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
      ...(posted?.isEdited && { replaces: posted.text }),
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
