import * as vscode from 'vscode';
import type { Register } from '../../host/services';
import { commands } from '../../ids';
import { Shelf, type Listed } from './shelf';
import { createItemsView } from './view';

/** What a person adds to the next note while working. What asks and writes is loaded by the first command. */
export const register: Register = (services) => {
  const shelf = new Shelf(services);
  const { view, disposable } = createItemsView(shelf, services.log);
  const command = services.commands.register;
  /** A command on several selected items comes with all of them; one by key with none. */
  const chosen = async (item?: Listed, all?: readonly Listed[]): Promise<readonly Listed[]> =>
    all ?? (item ? [item] : selectedIn(view));
  return vscode.Disposable.from(
    shelf,
    disposable,
    command(commands.addItem, async (from?: unknown) => (await import('./edit')).add(services, shelf, from)),
    command(commands.editItem, async (item?: Listed, all?: readonly Listed[]) =>
      (await import('./edit')).edit(services, shelf, await chosen(item, all)),
    ),
    command(commands.removeItem, async (item?: Listed, all?: readonly Listed[]) =>
      (await import('./edit')).remove(services, shelf, await chosen(item, all)),
    ),
  );
};

/** What is selected. As long as VS Code draws a view anew it knows no row, and a key may come in between. */
async function selectedIn(view: vscode.TreeView<Listed>): Promise<readonly Listed[]> {
  for (let left = 40; left > 0 && view.selection.length === 0; left--)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return view.selection;
}
