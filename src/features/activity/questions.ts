import * as vscode from 'vscode';
import type { Services } from '../../host/services';
import { settings as ids } from '../../ids';

const askedKey = 'first-run.asked';

/**
 * The two questions after the first post, asked once in a lifetime: both are "no" until answered, and closing them
 * is an answer.
 */
export async function askOnceAfterFirstPost({
  state,
  settings,
}: Pick<Services, 'state' | 'settings'>): Promise<void> {
  const person = state.of(null);
  const { events } = await person.read();
  if (events.some((event) => event.kind === 'choice' && event.key === askedKey)) return;
  const at = new Date().toISOString();
  await person.append([{ kind: 'choice', at, key: askedKey, value: at }]);

  const no = vscode.l10n.t('No');
  if (!settings.isAnswered(ids.reminder)) {
    const yes = vscode.l10n.t('Remind Me');
    const question = vscode.l10n.t(
      'Should Baton remind you of the handoff, twenty minutes before your day ends?',
    );
    const answer = await vscode.window.showInformationMessage(question, yes, no);
    if (answer === yes) await settings.answer(ids.reminder, true);
  }
  if (!settings.isAnswered(ids.record)) {
    const yes = vscode.l10n.t('Keep Outcomes');
    const question = vscode.l10n.t(
      'Should Baton keep how tests, tasks and debug sessions end, for your next draft? They stay on this machine.',
    );
    const answer = await vscode.window.showInformationMessage(question, yes, no);
    if (answer === yes) await settings.answer(ids.record, 'on');
    else if (answer === no) await settings.answer(ids.record, 'off');
  }
}
