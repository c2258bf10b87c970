import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors';
import { chooseIdentity, identityOf } from './identity';
import type { Home, Notebook } from './notebook';

/**
 * There is nothing to write about: asks for a longer period, or who the person is, instead of showing an empty page.
 * @returns how many days to go back; null when another identity was chosen instead
 * @throws CancelledError when the person wants neither
 */
export async function askForActivity(home: Home, notebook: Notebook): Promise<number | null> {
  const email = await identityOf(home);
  const other = async (): Promise<null> => {
    await chooseIdentity(home, notebook);
    return null;
  };
  // Without an identity no period helps.
  if (email === null) return other();
  const choices = [
    { label: vscode.l10n.t('The last 2 days'), days: 2 },
    { label: vscode.l10n.t('The last 7 days'), days: 7 },
    { label: vscode.l10n.t('The last 30 days'), days: 30 },
    { label: vscode.l10n.t('My commits have another e-mail…'), days: null },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('No work of {0} was found since the last handoff', email),
    placeHolder: vscode.l10n.t('What should the note cover?'),
    ignoreFocusOut: true,
  });
  if (!picked) throw new CancelledError('no period chosen');
  return picked.days ?? other();
}
