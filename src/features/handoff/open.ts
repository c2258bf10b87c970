import * as vscode from 'vscode';
import { CancelledError, UserError } from '../../core/errors';
import { commands } from '../../ids';
import { noteStates } from '../../core/journal/notes';
import { titleOf } from '../../core/post/text';
import { openInBrowser } from '../../host/browser';
import { plainLabel } from '../../host/plainText';
import type { HandoffGroup } from '../../host/handoffGroups';
import { restoreNote } from './noteCommands';
import type { Home, Notebook } from './notebook';

interface Choice extends vscode.QuickPickItem {
  readonly open?: () => Promise<unknown>;
  readonly url?: string;
}

/**
 * Opens one of the workspace's handoffs: a draft in the editor, a posted one where it was posted, a discarded one as
 * a draft again.
 * @throws CancelledError when nothing was chosen; UserError when there is none
 */
export async function openHandoff(notebook: Notebook, groups: readonly HandoffGroup[] = []): Promise<void> {
  const homes = await notebook.homes();
  const [own, others] = await Promise.all([
    Promise.all(homes.map((home) => choicesOf(home, notebook))),
    Promise.all(groups.map(choicesIn)),
  ]);
  const listed = new Set(others.flat().flatMap(({ url }) => url ?? []));
  // What was posted from here may be known from GitHub too.
  const left = own.flat().filter(({ url }) => url === undefined || !listed.has(url));
  const found = [...others.flat(), ...left];
  if (found.length === 0)
    throw new UserError(vscode.l10n.t('There is no handoff yet. Draft a note first.'), {
      title: vscode.l10n.t('Draft Handoff Note'),
      command: commands.draft,
    });
  const picked = await vscode.window.showQuickPick<Choice>(found, {
    title: vscode.l10n.t('Open Handoff'),
    matchOnDescription: true,
  });
  if (!picked?.open) throw new CancelledError('no handoff chosen');
  await picked.open();
}

/** What other features list in the view and a click on its row opens. */
async function choicesIn(group: HandoffGroup): Promise<readonly Choice[]> {
  return (await group.rows()).flatMap(({ treeItem: { label, description, command }, url }): Choice[] => {
    const text = typeof label === 'string' ? label : label?.label;
    if (!command || text === undefined) return [];
    const open = async () =>
      vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    const more = typeof description === 'string' ? ` · ${description}` : '';
    return [{ label: text, description: `${group.label}${more}`, open, ...(url !== undefined && { url }) }];
  });
}

async function choicesOf(home: Home, notebook: Notebook): Promise<readonly Choice[]> {
  const [{ events }, drafts] = await Promise.all([home.state.read(), home.state.drafts()]);
  const states = noteStates(events);
  const files = new Map(drafts.map(({ note, path }) => [note, path]));
  const titles = new Map(
    events.flatMap((event) => (event.kind === 'note-posted' ? [[event.note, event.title] as const] : [])),
  );
  const ids = [...new Set([...drafts.map(({ note }) => note), ...[...states.keys()].reverse()])];
  const choices = ids.map(async (id): Promise<Choice | null> => {
    const state = states.get(id);
    const file = files.get(id);
    const url = state?.kind === 'posted' ? state.url : null;
    if (url) {
      const open = () => openInBrowser(url);
      const label = plainLabel(titles.get(id) ?? id);
      return { label, description: vscode.l10n.t('posted'), detail: plainLabel(url), url, open };
    }
    if (!file) return null;
    const label = plainLabel(titleOf((await home.state.readDraft(id)) ?? '') ?? id);
    const show = async () => vscode.window.showTextDocument(vscode.Uri.file(file));
    if (state?.kind !== 'discarded') return { label, description: vscode.l10n.t('draft'), open: show };
    const revive = async () => {
      await restoreNote(home, id, notebook);
      return show();
    };
    return { label, description: vscode.l10n.t('discarded'), open: revive };
  });
  return (await Promise.all(choices)).filter((choice) => choice !== null);
}
