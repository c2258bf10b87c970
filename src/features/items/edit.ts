import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { captureLine, readCapture, type Captured } from '../../core/handoff/capture';
import { CancelledError, UserError } from '../../core/errors';
import type { AddedKind } from '../../core/journal/events';
import { myZone } from '../../host/myZone';
import type { Services } from '../../host/services';
import { kinds } from './kinds';
import { relativeTo, type Listed, type Shelf } from './shelf';

/**
 * Asks for a kind and one line, and keeps them for the next note with the place in the code. `from` is what a menu
 * called with: a file in the editor, something else in a terminal, which has no place in the code.
 */
export async function add(services: Services, shelf: Shelf, from: unknown): Promise<void> {
  const editor =
    from === undefined || from instanceof vscode.Uri ? vscode.window.activeTextEditor : undefined;
  const selected = editor?.selection.start.line;
  // git is asked while the person chooses; without a repository there is nothing to choose.
  const called = new vscode.CancellationTokenSource();
  const placing = shelf.placeOf(editor?.document.uri ?? vscode.window.activeTextEditor?.document.uri);
  placing.catch(() => called.cancel());
  const type = await askKind(undefined, called.token)
    .finally(() => called.dispose())
    .catch(async (error) => {
      await placing;
      throw error;
    });
  const place = await placing;
  const path = editor ? relativeTo(place.repository.root, editor.document.uri) : null;
  const line = selected !== undefined && path !== null ? selected + 1 : null;
  const captured = await askLine(services, type, '', path === null ? null : `${path}:${line}`);
  const item = BigInt(`0x${randomBytes(8).toString('hex')}`).toString(36);
  const at = new Date().toISOString();
  await place.state.append([{ kind: 'item-added', at, item, type, ...captured, path, line }]);
  shelf.changed();
  vscode.window.setStatusBarMessage(vscode.l10n.t('Added to the next handoff note'), 4_000);
}

/** One item: its kind and its line. Several: their kind. */
export async function edit(services: Services, shelf: Shelf, chosen: readonly Listed[]): Promise<void> {
  const [first] = chosen;
  if (!first) throw new CancelledError('nothing chosen');
  const type = await askKind(first.item.type);
  const line = chosen.length === 1 ? await askLine(services, type, captureLine(first.item), null) : null;
  for (const { item, place } of chosen) {
    const { text, owner, answerBy } = line ?? item;
    const at = new Date().toISOString();
    await place.state.append([{ kind: 'item-changed', at, item: item.id, type, text, owner, answerBy }]);
  }
  shelf.changed();
}

/** Takes items from the list, and offers to bring them back. */
export async function remove(services: Services, shelf: Shelf, chosen: readonly Listed[]): Promise<void> {
  if (chosen.length === 0) throw new CancelledError('nothing chosen');
  for (const { item, place } of chosen) {
    await place.state.append([{ kind: 'item-removed', at: new Date().toISOString(), item: item.id }]);
  }
  shelf.changed();
  const undo = vscode.l10n.t('Undo');
  const said =
    chosen.length === 1
      ? vscode.l10n.t('The item is deleted.')
      : vscode.l10n.t('{0} items are deleted.', chosen.length);
  // Not awaited: the command has ended; the message may stay for long.
  void vscode.window.showInformationMessage(said, undo).then(async (answer) => {
    if (answer !== undo) return;
    await bringBack(shelf, chosen).catch((error: unknown) => services.commands.show(error));
  });
}

async function bringBack(shelf: Shelf, chosen: readonly Listed[]): Promise<void> {
  for (const { item, place } of chosen) {
    const { id, type, text, path, line, owner, answerBy, at: since } = item;
    const at = new Date().toISOString();
    const again = { at, item: id, type, text, path, line, owner, answerBy, since };
    await place.state.append([{ kind: 'item-added', ...again }]);
  }
  shelf.changed();
}

async function askKind(current?: AddedKind, token?: vscode.CancellationToken): Promise<AddedKind> {
  const offered = kinds().map(({ type, label, icon }) => ({ type, label: `$(${icon}) ${label}` }));
  // The present kind comes first: Enter keeps it.
  offered.sort((one, other) => Number(other.type === current) - Number(one.type === current));
  const title = vscode.l10n.t('Add to Handoff');
  const picked = await vscode.window.showQuickPick(offered, { title }, token);
  if (!picked) throw new CancelledError('no kind chosen');
  return picked.type;
}

async function askLine(
  services: Services,
  type: AddedKind,
  value: string,
  at: string | null,
): Promise<Captured> {
  const zone = myZone({
    setting: services.settings.current().timeZone,
    memory: services.context.globalState,
    machine: services.machine.zone,
  });
  const how =
    type === 'decision'
      ? vscode.l10n.t(
          'One line, with its why: "…, because …". "If …, then …" or "case => what to do" is a plan.',
        )
      : type === 'next-step'
        ? vscode.l10n.t(
            'One line. End it with "→ name" for who is to do it. "If …, then …" or "case => what to do" is a plan.',
          )
        : vscode.l10n.t('One line. End it with "→ name" for who can answer, and "by 2026-11-20T10:00".');
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add to Handoff'),
    value,
    prompt: at === null ? how : `${how} ${vscode.l10n.t('Place: {0}', at)}`,
    validateInput: (line) => problemOf(line, zone),
  });
  if (answer === undefined) throw new CancelledError('nothing typed');
  return readCapture(answer, zone);
}

function problemOf(line: string, zone: string): string | null {
  try {
    return readCapture(line, zone).text === ''
      ? vscode.l10n.t('Write what the next person must know.')
      : null;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
