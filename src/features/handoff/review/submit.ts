import * as vscode from 'vscode';
import { RefusedError } from '../../../core/ports/github';
import type { Destination } from '../../../core/post/ledger';
import { prefilledDiscussion } from '../../../core/post/prefill';
import { scopes } from '../../../host/sessions';
import { contextKeys, internalCommands } from '../../../ids';
import { postNote } from '../../../usecases/post/postNote';
import { asMarkdown } from '../noteCommands';
import { consentIds, type ReviewChoices } from './choices';
import { planOf, type ReviewPlan } from './plan';
import type { Review } from './subject';
import { finalBody, finalTitle } from './text';

/**
 * Does what the page's main button says: signs in, posts, copies or opens. `tell` shows the page how it goes. What is
 * posted is what the editor shows: the document is saved and read first.
 */
export async function carryOut(
  review: Review,
  signal: AbortSignal,
  tell: () => Promise<void>,
): Promise<void> {
  review.failure = null;
  try {
    if (review.document.isDirty) await review.document.save();
    review.forget();
    await review.prepare({ ask: true, signal });
    const { prepared } = review;
    if (!prepared) return;
    const plan = planOf(prepared, review.choices, review.situation());
    if (plan.canSubmit) await press(review, plan, signal, tell);
  } finally {
    review.progress = null;
  }
}

async function press(
  review: Review,
  plan: ReviewPlan,
  signal: AbortSignal,
  tell: () => Promise<void>,
): Promise<void> {
  switch (plan.action) {
    case 'signIn':
      return signIn(review, signal, tell);
    case 'copy':
      await vscode.env.clipboard.writeText(asMarkdown(finalText(review)));
      review.result = { text: vscode.l10n.t('Copied as Markdown.'), url: null };
      return;
    case 'open':
      return openPrefilled(review, plan);
    case 'post':
      return post(review, plan, signal, tell);
  }
}

async function signIn(review: Review, signal: AbortSignal, tell: () => Promise<void>): Promise<void> {
  const { address, choices, services } = review;
  const { refusal } = review.look;
  if (!address) return;
  review.progress = vscode.l10n.t('Signing in at {0}…', address.host.replace(/^https?:\/\//, ''));
  await tell();
  const wanted = choices.consents.has(consentIds.private) ? scopes.any : scopes.public;
  const forceNew = refusal === 'saml' || refusal === 'signed-out' || refusal === 'scope';
  try {
    await services.sessions.signIn(address.host, wanted, { forceNew });
  } catch (error) {
    // VS Code rejects alike whether the person declined or the sign-in failed, and has said so itself.
    services.log.info(`sign-in did not complete: ${error instanceof Error ? error.message : String(error)}`);
    review.failure = vscode.l10n.t('You are not signed in. Sign in to post, or copy the note as Markdown.');
    return;
  }
  review.progress = vscode.l10n.t('Looking where the note can go…');
  await tell();
  review.forget();
  await review.prepare({ ask: true, signal });
}

async function openPrefilled(review: Review, plan: ReviewPlan): Promise<void> {
  const { address } = review;
  if (!address) return;
  const categories = review.prepared?.repository?.facts?.categories ?? [];
  const category = categories.find(({ id }) => id === plan.category)?.name ?? null;
  const body = bodyOf(review);
  const page = prefilledDiscussion(address, category, titleOf(review), body);
  if (!page.complete) await vscode.env.clipboard.writeText(body);
  await review.browse(page.url);
  review.result = {
    text: page.complete
      ? vscode.l10n.t('The page is open in your browser. Nothing is posted until you submit it there.')
      : vscode.l10n.t(
          'The note is too long for a link: it is on the clipboard. Paste it into the page that opened.',
        ),
    url: page.url,
  };
}

async function post(
  review: Review,
  plan: ReviewPlan,
  signal: AbortSignal,
  tell: () => Promise<void>,
): Promise<void> {
  const { address, home, noteId, notebook } = review;
  const { gitHub } = review.look;
  const destination = address && destinationOf(plan, review.choices, address);
  if (!destination || !gitHub) return;
  review.progress = vscode.l10n.t('Posting to {0}…', nameOf(review));
  await tell();
  try {
    const result = await postNote(
      {
        markdown: finalText(review),
        noteId,
        destination,
        resend: review.choices.consents.has(consentIds.resend),
        overwrite: review.choices.consents.has(consentIds.overwrite),
      },
      { gitHub, state: home.state, now: () => Date.now() },
      signal,
    );
    review.ask = result.ask ?? null;
    if (result.state === 'waiting' || result.state === 'undecided') {
      review.failure =
        result.why ?? vscode.l10n.t('GitHub could not be reached. The note waits in the Handoffs view.');
      return;
    }
    review.choices = { ...review.choices, consents: new Set() };
    review.result = { text: done(result.state, nameOf(review)), url: result.url };
    void vscode.commands.executeCommand('setContext', contextKeys.notePosted, true);
    void vscode.commands.executeCommand(internalCommands.posted);
    if (result.url) await review.browse(result.url);
  } catch (error) {
    if (error instanceof RefusedError) review.look.refusal = error.reason;
    throw error;
  } finally {
    notebook.changed();
  }
}

function done(state: 'posted' | 'updated' | 'unchanged', where: string): string {
  if (state === 'posted') return vscode.l10n.t('Posted to {0}.', where);
  return state === 'updated'
    ? vscode.l10n.t('Updated in {0}.', where)
    : vscode.l10n.t('It is in {0} already, as it is here.', where);
}

function destinationOf(
  { category, destination }: ReviewPlan,
  { number }: ReviewChoices,
  address: Destination['address'],
): Destination | null {
  if (destination === 'discussion')
    return category === null ? null : { kind: 'discussion', address, categoryId: category };
  return number === null ? null : { kind: 'comment', address, number };
}

/** The note as it is posted, redactions applied: its title as a heading, then its body. */
function finalText(review: Review): string {
  return `# ${titleOf(review)}\n\n${bodyOf(review)}\n`;
}

function bodyOf(review: Review): string {
  return review.prepared ? finalBody(review.prepared, review.choices, review.situation()) : '';
}

function titleOf({ prepared }: Review): string {
  return prepared ? finalTitle(prepared) : '';
}

function nameOf({ address }: Review): string {
  return address ? `${address.owner}/${address.name}` : '';
}
