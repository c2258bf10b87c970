import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { OutboxEntry } from '../../core/outbox/entry';
import { foldOutbox } from '../../core/outbox/step';
import { plainMessage } from '../../host/plainText';
import { withProgress } from '../../host/progress';
import { internalCommands, settings } from '../../ids';
import { acceptHandoff } from '../../usecases/inbox/accept';
import type { Found, Inbox } from './inbox';

type How = Parameters<typeof acceptHandoff>[1];

/** Puts an acceptance into the outbox and sends what is due there; what is left of it, when it could not be sent. */
export async function sendAcceptance({ entry, known }: Found, how: How): Promise<OutboxEntry | null> {
  const id = await acceptHandoff(entry.handoff, how, known.state, Date.now());
  await vscode.commands.executeCommand(internalCommands.outboxChanged);
  return foldOutbox((await known.state.read()).events).get(id) ?? null;
}

/**
 * Offers to mark an acceptance as the discussion's answer, where it can be; says so where that was wanted and GitHub
 * refused it. Resolves once the person has answered.
 */
export async function offerAnswer(key: string, how: How, inbox: Inbox): Promise<void> {
  const { settings: reader } = inbox.services;
  const wanted = reader.current().markAnswer;
  if (wanted === 'never' || !(await canBeMarked(key, how, inbox))) return;
  if (how.asAnswer) return void vscode.window.showInformationMessage(plainMessage(refused()));
  const [mark, always, never] = [
    vscode.l10n.t('Mark as Answer'),
    vscode.l10n.t('Always'),
    vscode.l10n.t('Never'),
  ];
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'It is accepted. Mark the reply as the answer too? Then the unanswered discussions are the handoffs that nobody has received.',
    ),
    mark,
    always,
    never,
  );
  if (chosen === always) await reader.answer(settings.markAnswer, 'always');
  if (chosen === never) await reader.answer(settings.markAnswer, 'never');
  if (chosen === mark || chosen === always) await markAnswer(key, how, inbox);
}

/** @throws UserError where GitHub does not let this person mark answers, or cannot be asked: then it waits */
async function markAnswer(key: string, how: How, inbox: Inbox): Promise<void> {
  const found = await inbox.find(key);
  const waits = await withProgress(vscode.l10n.t('Marking as the answer…'), () =>
    // The reply is there, and is found there: nothing is said twice.
    sendAcceptance(found, { ...how, asAnswer: true }),
  );
  await inbox.refresh(false);
  if (waits?.why) throw new UserError(waits.why);
  if (!waits && (await canBeMarked(key, how, inbox))) throw new UserError(refused());
}

/** Whether the person's own reply took the handoff over, in a category with answers, and is not the answer yet. */
async function canBeMarked(key: string, { login }: How, inbox: Inbox): Promise<boolean> {
  const found = (await inbox.entries()).find(({ entry }) => entry.handoff.key === key);
  const { accepted, isAnswerable } = found?.entry.handoff ?? {};
  return isAnswerable === true && accepted?.by === login && accepted.isAnswer === false;
}

function refused(): string {
  return vscode.l10n.t(
    'It is accepted. GitHub did not let you mark the reply as the answer: that takes the author of the discussion, or somebody with triage rights.',
  );
}
