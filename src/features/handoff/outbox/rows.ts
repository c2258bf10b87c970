import * as path from 'node:path';
import * as vscode from 'vscode';
import type { OutboxEntry } from '../../../core/outbox/entry';
import { foldOutbox } from '../../../core/outbox/step';
import type { HandoffNode } from '../../../host/handoffGroups';
import { plainLabel } from '../../../host/plainText';
import { commands } from '../../../ids';
import { noteOf } from '../../../usecases/post/waitingNote';
import type { Home, Note, Notebook } from '../notebook';

/** Something that is to be sent and is not, or asks, as a row of the Handoffs view. */
export interface Waiting extends HandoffNode {
  readonly waiting: OutboxEntry;
  readonly home: Home;
  /** The draft it was made of, where there is one. */
  readonly note: Note | null;
}

/** What waits in the outboxes of this workspace's repositories, in the order in which it will be sent. */
export async function waitingIn(notebook: Notebook, notes: readonly Note[]): Promise<readonly Waiting[]> {
  const homes = new Map((await notebook.homesIfAny()).map((home) => [home.repository.commonDirectory, home]));
  const all = await Promise.all(
    [...homes.values()].map(async (home) => {
      const outbox = foldOutbox((await home.state.read()).events);
      return [...outbox.values()].map((waiting) => {
        const id = noteOf(waiting)?.noteId;
        const own = notes.find(
          (each) => each.id === id && each.home.state.directory === home.state.directory,
        );
        return rowOf(waiting, home, own ?? null);
      });
    }),
  );
  return all.flat();
}

function rowOf(waiting: OutboxEntry, home: Home, note: Note | null): Waiting {
  const item = new vscode.TreeItem(plainLabel(waiting.title));
  const row = { treeItem: item, waiting, home, note };
  const asks = waiting.status === 'asks';
  item.id = `outbox:${home.state.directory}/${waiting.id}`;
  item.contextValue = noteOf(waiting) ? 'waiting waitingNote' : 'waiting';
  item.iconPath = new vscode.ThemeIcon(asks ? 'question' : 'cloud-upload');
  item.description = [path.basename(home.repository.root), stateOf(waiting)].join(' · ');
  item.tooltip = tooltipOf(waiting);
  const label = `${waiting.title}, ${stateOf(waiting)}. ${waiting.why ?? ''}`;
  item.accessibilityInformation = { label };
  if (noteOf(waiting) || waiting.type === 'restore') {
    const title = vscode.l10n.t('Open');
    item.command = { command: commands.editWaiting, title, arguments: [row] };
  }
  return row;
}

function stateOf({ status, until, claim }: OutboxEntry): string {
  if (status === 'asks') return vscode.l10n.t('needs your answer');
  if (claim && Date.now() - Date.parse(claim.at) < 120_000) return vscode.l10n.t('being sent');
  if (status === 'waiting' && until !== null) {
    const time = new Date(until).toLocaleTimeString(vscode.env.language, {
      hour: '2-digit',
      minute: '2-digit',
    });
    return vscode.l10n.t('tried again at {0}', time);
  }
  return vscode.l10n.t('waits for its turn');
}

/** Plain text: what GitHub said stands in it. */
function tooltipOf(entry: OutboxEntry): string {
  const where = vscode.l10n.t('To {0}', entry.place.replace(/^https?:\/\//, ''));
  return [entry.title, where, entry.why ?? stateOf(entry)].join('\n');
}
