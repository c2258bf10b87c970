import * as vscode from 'vscode';
import { RefusedError } from '../../../core/ports/github';
import { prefilledDiscussion } from '../../../core/post/prefill';
import { addressKey } from '../../../core/post/remote';
import { scopes } from '../../../host/sessions';
import { contextKeys, internalCommands } from '../../../ids';
import type { PostResult } from '../../../usecases/post/postNote';
import { repositoryChoice } from '../../../core/post/choices';
import { sendNote } from '../../../usecases/post/sendNote';
import type { NotePlace, WaitingNote } from '../../../usecases/post/waitingNote';
import { asMarkdown } from '../noteCommands';
import { outboxPorts } from '../outbox/ports';
import { consentIds, type ReviewChoices } from './choices';
import { planOf, type ReviewPlan } from './plan';
import { goingAlong } from './sections/share';
import { shareAlong } from './shareAlong';
import type { Review } from './subject';
import { finalBody, finalHeading, finalTitle } from './text';

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
    const plan = nowPlanned(review);
    if (!plan?.canSubmit) return;
    if (plan.action === 'signIn' || review.choices.share === 'nothing')
      return await press(review, plan, signal, tell);
    const { document, choices } = review;
    review.progress = vscode.l10n.t('Sharing your work…');
    await tell();
    const allowPublic = choices.consents.has(consentIds.sharePublic);
    const roots = goingAlong(review.situation().trees, choices.share);
    if (!(await shareAlong(document.uri, roots, choices.share, allowPublic))) {
      review.failure = vscode.l10n.t('Your work was not shared, so nothing was posted.');
      return;
    }
    // Once is enough, and the note says by now how to get it.
    review.choices = { ...review.choices, share: 'nothing' };
    if (review.document.isDirty) await review.document.save();
    await review.prepare({ ask: true, signal });
    // While something is under way nothing else can be begun.
    review.progress = null;
    const next = nowPlanned(review);
    if (next?.canSubmit) await press(review, next, signal, tell);
  } finally {
    review.progress = null;
  }
}

function nowPlanned(review: Review): ReviewPlan | null {
  return review.prepared && planOf(review.prepared, review.choices, review.situation());
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
  const { address, choices, notebook } = review;
  const place = placeOf(plan, choices);
  if (!address || !place) return;
  review.progress = vscode.l10n.t('Posting to {0}…', nameOf(review));
  await tell();
  try {
    const result = await sendNote(
      waitingNote(review, address, place),
      titleOf(review),
      outboxPorts(review.home, review.services),
      signal,
    );
    review.ask = result.ask ?? null;
    review.there = result.there ?? null;
    if (result.state === 'waiting' || result.state === 'undecided') {
      review.failure = stays(result);
      return;
    }
    review.choices = { ...review.choices, consents: new Set() };
    review.result = { text: done(result, nameOf(review)), url: result.url };
    await rememberPlace(review, address);
    void vscode.commands.executeCommand('setContext', contextKeys.notePosted, true);
    void vscode.commands.executeCommand(internalCommands.posted);
    if (result.url) await review.browse(result.url);
  } catch (error) {
    if (error instanceof RefusedError) review.look.refusal = error.reason;
    throw error;
  } finally {
    notebook.changed();
    void vscode.commands.executeCommand(internalCommands.outboxChanged);
  }
}

/** Notes of this repository go where the person chose last, until another place is chosen. */
async function rememberPlace(
  { choices, home, prepared }: Review,
  address: WaitingNote['address'],
): Promise<void> {
  const own = prepared?.candidates.find(({ from }) => from === 'remote')?.address;
  if (!own || choices.repository === null) return;
  const value = addressKey(address) === addressKey(own) ? null : addressKey(address);
  await home.state.append([
    { kind: 'choice', at: new Date().toISOString(), key: repositoryChoice(own), value },
  ]);
}

/** Exactly what the page shows, and what was said yes to there. */
function waitingNote(review: Review, address: WaitingNote['address'], place: NotePlace): WaitingNote {
  const { consents } = review.choices;
  const facts = review.prepared?.repository?.facts ?? null;
  return {
    noteId: review.noteId,
    markdown: finalText(review),
    address,
    place,
    resend: consents.has(consentIds.resend),
    overwrite: consents.has(consentIds.overwrite),
    ...(review.there !== null && { seen: review.there }),
    // Of a place that nobody could look at, nobody knows whether it is public.
    mayBePublic: facts
      ? !facts.isPrivate
      : consents.has(consentIds.public) || review.services.settings.current().postPublic === 'allow',
  };
}

function stays({ state, why }: PostResult): string {
  const said = why ?? vscode.l10n.t('GitHub could not be reached.');
  return state === 'undecided'
    ? said
    : vscode.l10n.t('{0} The note waits in the Handoffs view and is sent when it can be.', said);
}

function done({ state, overwritten }: PostResult, where: string): string {
  if (overwritten)
    return vscode.l10n.t(
      'Updated in {0}. {1} edited it in the same moment: what they wrote is kept under Waiting to Send, where you can restore it.',
      where,
      overwritten.editor ?? vscode.l10n.t('Somebody'),
    );
  if (state === 'posted') return vscode.l10n.t('Posted to {0}.', where);
  return state === 'updated'
    ? vscode.l10n.t('Updated in {0}.', where)
    : vscode.l10n.t('It is in {0} already, as it is here.', where);
}

function placeOf(
  { category, destination, rolling }: ReviewPlan,
  { number }: ReviewChoices,
): NotePlace | null {
  if (destination === 'comment') return number === null ? null : { kind: 'comment', number };
  if (rolling !== null) return { kind: 'reply', number: rolling };
  return { kind: 'discussion', categoryId: category };
}

/** The note as it is posted, redactions applied: its title as a heading, then its body. */
function finalText(review: Review): string {
  const heading = review.prepared ? finalHeading(review.prepared) : '';
  return `# ${heading}\n\n${bodyOf(review)}\n`;
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
