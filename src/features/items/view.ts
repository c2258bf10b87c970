import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { plainLabel } from '../../host/plainText';
import { ReadAhead } from '../../host/readAhead';
import { views } from '../../ids';
import { kinds } from './kinds';
import type { Listed, Shelf } from './shelf';

/** The Added Items view: what waits for the next note. */
export function createItemsView(
  shelf: Shelf,
  log: vscode.LogOutputChannel,
): { readonly view: vscode.TreeView<Listed>; readonly disposable: vscode.Disposable } {
  const changed = new vscode.EventEmitter<void>();
  const read = async (): Promise<Listed[]> => {
    try {
      const items = [...(await shelf.items())];
      delete view.message;
      return items;
    } catch (error) {
      log.warn(String(error));
      view.message =
        error instanceof UserError ? error.message : vscode.l10n.t('The items could not be read.');
      return [];
    }
  };
  const items = new ReadAhead(read, () => changed.fire());
  const view: vscode.TreeView<Listed> = vscode.window.createTreeView<Listed>(views.items, {
    canSelectMany: true,
    showCollapseAll: false,
    treeDataProvider: { onDidChangeTreeData: changed.event, getTreeItem, getChildren: () => items.take() },
  });
  // A key acts on what is selected, and nothing is as long as VS Code waits for the rows.
  const following = shelf.onDidChange(() => (view.visible ? items.readThenTell() : items.tell()));
  return { view, disposable: vscode.Disposable.from(changed, view, following) };
}

function getTreeItem({ item, place }: Listed): vscode.TreeItem {
  const kind = kinds().find(({ type }) => type === item.type);
  const tree = new vscode.TreeItem(plainLabel(item.text));
  const at = item.path === null ? null : item.line === null ? item.path : `${item.path}:${item.line}`;
  const carried = item.carriedFrom ? vscode.l10n.t('carried over') : null;
  const told = [item.owner && `→ ${item.owner}`, at, carried].filter((part) => part !== null && part !== '');
  tree.id = `${place.state.directory}/${item.id}`;
  tree.description = plainLabel(told.join(' · '));
  tree.tooltip = `${kind?.label ?? ''}: ${item.text}`;
  tree.accessibilityInformation = { label: [tree.tooltip, ...told].join(', ') };
  tree.contextValue = 'item';
  if (kind) tree.iconPath = new vscode.ThemeIcon(kind.icon);
  if (item.path !== null) {
    const file = vscode.Uri.joinPath(vscode.Uri.file(place.repository.root), item.path);
    const start = new vscode.Position(Math.max(0, (item.line ?? 1) - 1), 0);
    const selection = new vscode.Range(start, start);
    tree.command = {
      command: 'vscode.open',
      title: vscode.l10n.t('Open'),
      arguments: [file, { selection }],
    };
  }
  return tree;
}
