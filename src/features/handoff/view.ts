import * as path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { views } from '../../ids';
import { identityOf } from './identity';
import type { Note, Notebook } from './notebook';

interface Group {
  readonly label: string;
  readonly notes: readonly Note[];
}
type Node = Group | Note;

/** The Handoffs view: drafts, and notes that could not be sent yet. */
export function createHandoffsView(notebook: Notebook, log: vscode.LogOutputChannel): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const roots = async (): Promise<readonly Group[]> => {
    const notes = await notebook.notes();
    const groups: Group[] = [
      { label: vscode.l10n.t('Drafts'), notes: notes.filter(({ state }) => state.kind === 'draft') },
      { label: vscode.l10n.t('Waiting to Send'), notes: notes.filter(({ state }) => state.kind !== 'draft') },
    ];
    return groups.filter(({ notes }) => notes.length > 0);
  };
  const view = vscode.window.createTreeView<Node>(views.handoffs, {
    showCollapseAll: false,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (node) => ('notes' in node ? groupItem(node) : noteItem(node)),
      getChildren: async (node) => {
        if (node) return 'notes' in node ? [...node.notes] : [];
        try {
          const groups = await roots();
          view.description = await whoAmI(notebook);
          delete view.message;
          return [...groups];
        } catch (error) {
          // A view that opens must not pop up a message: it says what is wrong in its own place.
          log.warn(String(error));
          view.message =
            error instanceof UserError ? error.message : vscode.l10n.t('The notes could not be read.');
          return [];
        }
      },
    },
  });
  const subscriptions = [changed, view, notebook.onDidChange(() => changed.fire())];
  return vscode.Disposable.from(...subscriptions);
}

/** Whom drafts are made for, so that a wrong guess is seen before a note is drafted. */
async function whoAmI(notebook: Notebook): Promise<string> {
  const [home] = await notebook.homesIfAny();
  const email = home ? await identityOf(home) : null;
  return email ? vscode.l10n.t('as {0}', email) : '';
}

function groupItem({ label }: Group): vscode.TreeItem {
  return new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
}

function noteItem(note: Note): vscode.TreeItem {
  const item = new vscode.TreeItem(note.title);
  const waiting = note.state.kind !== 'draft';
  item.id = `${note.home.state.directory}/${note.id}`;
  item.contextValue = waiting ? 'waiting' : 'draft';
  item.iconPath = new vscode.ThemeIcon(waiting ? 'cloud-upload' : 'edit');
  item.description = path.basename(note.home.repository.root);
  item.tooltip = note.state.why ?? (note.state.kind === 'undecided' ? undecided() : note.title);
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [note.uri] };
  return item;
}

function undecided(): string {
  return vscode.l10n.t(
    'It was sent, and no answer came. Retry looks whether it arrived before it sends it again.',
  );
}
