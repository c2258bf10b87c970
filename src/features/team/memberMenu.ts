import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors';
import type { Services } from '../../host/services';
import { commands } from '../../ids';
import { turned } from './arrangement';
import { askItems, type MenuItem } from './ask';
import { declareItems } from './declare';
import { handoffItems } from './latest';
import { plainLabel } from '../../host/plainText';
import type { TeamReader } from './reader';
import type { TeamReading } from './reading';

/**
 * What can be done about one teammate, by the id of a row of the view.
 * @throws CancelledError when nothing was chosen
 */
export async function showMember(services: Services, reader: TeamReader, id: string): Promise<void> {
  if (!reader.reading) await reader.refresh();
  const { reading } = reader;
  const { rowIds } = await import('./rowNames');
  const index = reading ? rowIds(reading.team.members).indexOf(id) : -1;
  const member = reading?.team.members[index];
  if (!reading || !member) return;
  const isMe = index === reading.me;
  const items: MenuItem[] = [
    ...(isMe ? mine() : askItems(services, reading, member)),
    ...(isMe ? [] : handoffItems(services, reading, member)),
    ...declareItems(services, reader, reading, member),
    ...(isMe ? [] : arranging(reader, reading, id)),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: plainLabel(member.name),
    placeHolder: isMe ? vscode.l10n.t('My own row') : vscode.l10n.t('Ask {0}', plainLabel(member.name)),
  });
  if (!picked) throw new CancelledError('nothing chosen');
  await picked.run?.();
}

const mine = (): MenuItem[] => [
  {
    label: vscode.l10n.t('Set My Time Zone…'),
    run: () => vscode.commands.executeCommand(commands.setTimeZone),
  },
];

function arranging(reader: TeamReader, { arrangement }: TeamReading, id: string): MenuItem[] {
  const { pinned, hidden } = arrangement;
  return [
    { label: vscode.l10n.t('The View'), kind: vscode.QuickPickItemKind.Separator },
    {
      label: pinned.includes(id) ? vscode.l10n.t('Unpin') : vscode.l10n.t('Pin to the Top'),
      run: () => reader.arrange((now) => ({ pinned: turned(now.pinned, id, !pinned.includes(id)) })),
    },
    {
      label: hidden.includes(id) ? vscode.l10n.t('Show Again') : vscode.l10n.t('Hide'),
      run: () => reader.arrange((now) => ({ hidden: turned(now.hidden, id, !hidden.includes(id)) })),
    },
  ];
}
