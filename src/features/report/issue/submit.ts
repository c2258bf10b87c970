import * as vscode from 'vscode';
import type { GitRepository } from '../../../core/ports/git';
import { escapeInline } from '../../../core/text/markdown';
import type { Services } from '../../../host/services';
import { scopes, signedInGitHub } from '../../../host/sessions';
import { internalCommands } from '../../../ids';
import type { ReviewModel } from '../../../protocol';
import { sendIssue } from '../../../usecases/report/sendIssue';
import { consentIds, type IssueChoices, type IssueSituation } from './choices';
import type { PlaceLook } from './look';
import { prefilledPage } from './model';
import { issuePlan, type IssuePlan } from './plan';

/** What a report's page knows and shows: read and set while its main button is at work. */
export interface Submitted {
  readonly services: IssueServices;
  readonly repository: GitRepository;
  readonly choices: IssueChoices;
  readonly situation: IssueSituation | null;
  readonly look: Pick<PlaceLook, 'needsNewSession'>;
  progress: string | null;
  failure: string | null;
  result: ReviewModel['result'];
  prepare(options: { readonly ask: boolean; readonly signal?: AbortSignal }): Promise<void>;
  forget(): void;
  browse(address: string): Promise<void>;
}

export type IssueServices = Pick<Services, 'gitHub' | 'sessions' | 'settings' | 'log' | 'state' | 'secrets'>;

/** Does what the main button of a report's page says, by the text and the place as they are now. */
export async function carryOut(
  review: Submitted,
  signal: AbortSignal,
  tell: () => Promise<void>,
): Promise<void> {
  review.failure = null;
  review.forget();
  try {
    await review.prepare({ ask: true, signal });
    const { situation } = review;
    if (!situation) return;
    const plan = issuePlan(review.choices, situation);
    if (plan.canSubmit) await press(review, plan, situation, signal, tell);
  } finally {
    review.progress = null;
  }
}

async function press(
  review: Submitted,
  plan: IssuePlan,
  situation: IssueSituation,
  signal: AbortSignal,
  tell: () => Promise<void>,
): Promise<void> {
  switch (plan.action) {
    case 'copy':
      await vscode.env.clipboard.writeText(
        `# ${escapeInline(plan.issue.title, 400)}\n\n${plan.issue.body.replace(/^<!-- baton:[^\n]*-->$/gm, '').trim()}\n`,
      );
      review.result = { text: vscode.l10n.t('Copied as Markdown.'), url: null };
      return;
    case 'open':
      return prefill(review, plan, situation);
    case 'signIn':
      return signIn(review, situation, signal, tell);
    case 'post':
      return post(review, plan, situation, signal, tell);
  }
}

async function prefill(review: Submitted, plan: IssuePlan, situation: IssueSituation): Promise<void> {
  const page = prefilledPage(review.choices, plan, situation);
  if (!page) return;
  if (!page.complete) await vscode.env.clipboard.writeText(plan.issue.body);
  await review.browse(page.url);
  const text = page.complete
    ? vscode.l10n.t('The page is open in your browser. Nothing is posted until you submit it there.')
    : vscode.l10n.t(
        'The report is too long for a link: it is on the clipboard. Paste it into the page that opened.',
      );
  review.result = { text, url: page.url };
}

async function signIn(
  review: Submitted,
  { address }: IssueSituation,
  signal: AbortSignal,
  tell: () => Promise<void>,
): Promise<void> {
  if (!address) return;
  review.progress = vscode.l10n.t('Signing in at {0}…', address.host.replace(/^https?:\/\//, ''));
  await tell();
  const wanted = review.choices.consents.has(consentIds.private) ? scopes.any : scopes.public;
  const forceNew = review.look.needsNewSession;
  try {
    await review.services.sessions.signIn(address.host, wanted, { forceNew });
  } catch (error) {
    // VS Code has said so itself.
    review.services.log.info(
      `sign-in did not complete: ${error instanceof Error ? error.message : String(error)}`,
    );
    review.failure = vscode.l10n.t('You are not signed in. Sign in to post, or copy the report as Markdown.');
    return;
  }
  review.forget();
  await review.prepare({ ask: true, signal });
}

async function post(
  review: Submitted,
  plan: IssuePlan,
  { address, repository, posted }: IssueSituation,
  signal: AbortSignal,
  tell: () => Promise<void>,
): Promise<void> {
  if (!address || !repository) return;
  const place = repository.nameWithOwner;
  review.progress = vscode.l10n.t('Posting to {0}…', place);
  await tell();
  const { destination, number } = review.choices;
  const waiting = {
    address,
    issue: plan.issue,
    on: destination === 'comment' ? number : null,
    mayBePublic: !repository.isPrivate,
    ...(posted?.isEdited && { replaces: posted.text }),
  };
  const { services } = review;
  const sent = await sendIssue(
    waiting,
    {
      state: services.state.of(review.repository.commonDirectory),
      repository: review.repository,
      gitHub: (host) => signedInGitHub(host, services),
      now: () => Date.now(),
      failed: (error) => services.log.error(error instanceof Error ? error : String(error)),
    },
    signal,
  );
  void vscode.commands.executeCommand(internalCommands.outboxChanged);
  if (sent.state === 'sent') {
    const text = posted ? vscode.l10n.t('Updated in {0}.', place) : vscode.l10n.t('Posted to {0}.', place);
    review.result = { text, url: sent.url };
    if (sent.url) await review.browse(sent.url);
  } else if (sent.state === 'waiting')
    review.failure = vscode.l10n.t(
      '{0} The report waits in the Handoffs view and is sent when it can be.',
      sent.why,
    );
  else review.failure = sent.why;
}
