import * as path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { HandoffGroup, HandoffNode } from '../../host/handoffGroups';
import type { Services } from '../../host/services';
import { views } from '../../ids';
import { identityOf } from './identity';
import type { Note, Notebook } from './notebook';
import { ReadAhead } from '../../host/readAhead';

interface Group {
  readonly label: string;
  readonly description: string;
  readonly rows: readonly (Note | HandoffNode)[];
}
type Node = Group | Note | HandoffNode;

/** The Handoffs view: drafts, notes that could not be sent yet, and what other features put there. */
export function createHandoffsView(
  notebook: Notebook,
  { log, handoffGroups }: Pick<Services, 'log' | 'handoffGroups'>,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const read = async (): Promise<Group[]> => {
    try {
      const groups = await rootsOf(notebook, handoffGroups.all);
      view.description = await whoAmI(notebook);
      delete view.message;
      return groups;
    } catch (error) {
      // A view that opens must not pop up a message: it says what is wrong in its own place.
      log.warn(String(error));
      view.message =
        error instanceof UserError ? error.message : vscode.l10n.t('The notes could not be read.');
      return [];
    }
  };
  const roots = new ReadAhead(read, () => changed.fire());
  const view = vscode.window.createTreeView<Node>(views.handoffs, {
    showCollapseAll: false,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (node) =>
        'rows' in node ? groupItem(node) : 'treeItem' in node ? node.treeItem : noteItem(node),
      getChildren: (node) => {
        if (!node) return roots.take();
        return 'rows' in node ? [...node.rows] : 'treeItem' in node ? [...(node.children ?? [])] : [];
      },
    },
  });
  const refresh = (): void => (view.visible ? roots.readThenTell() : roots.tell());
  const count = (): void => {
    view.badge = handoffGroups.all.map((group) => group.badge?.()).find((badge) => badge !== undefined);
  };
  handoffGroups.visible(view.visible);
  return vscode.Disposable.from(
    changed,
    view,
    notebook.onDidChange(refresh),
    handoffGroups.onDidChange(() => {
      count();
      refresh();
    }),
    view.onDidChangeVisibility(({ visible }) => handoffGroups.visible(visible)),
  );
}

async function rootsOf(notebook: Notebook, contributed: readonly HandoffGroup[]): Promise<Group[]> {
  const notes = await notebook.notes();
  const { waitingIn } = await import('./outbox/rows');
  const waiting = await waitingIn(notebook, notes);
  const queued = new Set(waiting.map(({ note }) => note));
  const left = notes.filter((note) => !queued.has(note));
  const own = [
    { label: vscode.l10n.t('Drafts'), rows: left.filter(({ state }) => state.kind === 'draft') },
    {
      label: vscode.l10n.t('Waiting to Send'),
      // Those that an attempt was cut short of before anything was queued come last.
      rows: [...waiting, ...left.filter(({ state }) => state.kind !== 'draft')],
    },
  ];
  const others = await Promise.all(
    contributed.map(async (group) => ({
      rank: group.rank,
      label: group.label,
      description: group.description?.() ?? '',
      rows: await group.rows(),
      invitation: group.invitation?.bind(group),
    })),
  );
  const groups = [...own.map((group) => ({ rank: 50, description: '', ...group })), ...others];
  if (groups.some(({ rows }) => rows.length > 0)) {
    for (const group of others) if (group.rows.length === 0) group.rows = (await group.invitation?.()) ?? [];
  }
  return groups.sort((one, other) => one.rank - other.rank).filter(({ rows }) => rows.length > 0);
}

/** Whom drafts are made for, so that a wrong guess is seen before a note is drafted. */
async function whoAmI(notebook: Notebook): Promise<string> {
  const [home] = await notebook.homesIfAny();
  const email = home ? await identityOf(home) : null;
  return email ? vscode.l10n.t('as {0}', email) : '';
}

function groupItem({ label, description }: Group): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  // By its name, so that a group stays closed that the person closed.
  item.id = `group:${label}`;
  item.description = description;
  return item;
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
