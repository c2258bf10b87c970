import * as path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors';
import { plainLabel } from '../../host/plainText';
import type { Home, Notebook } from './notebook';

/** The repository of the active editor's file, else the workspace's only one; null when several would do. */
export async function obviousHome(notebook: Notebook): Promise<Home | null> {
  const homes = await notebook.homes();
  if (homes.length === 1) return homes[0];
  const active = vscode.window.activeTextEditor?.document.uri;
  return active ? notebook.homeOf(active) : null;
}

/**
 * The obvious repository, else the one that the person picks.
 * @throws CancelledError when none was picked
 */
export async function chooseHome(notebook: Notebook): Promise<Home> {
  const obvious = await obviousHome(notebook);
  if (obvious) return obvious;
  const items = (await notebook.homes()).map((home) => ({
    label: plainLabel(path.basename(home.repository.root)),
    description: plainLabel(home.repository.root),
    home,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which repository?') });
  if (!picked) throw new CancelledError('no repository chosen');
  return picked.home;
}
