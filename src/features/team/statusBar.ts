import * as vscode from 'vscode';
import type { Services } from '../../host/services';
import { plainLabel } from '../../host/plainText';
import { commands } from '../../ids';
import type { TeamReader } from './reader';

/** Never longer than this between two looks: clocks are set, and machines sleep. */
const longestWait = 15 * 60_000;

/** Who holds the baton, in the status bar; only where a person has switched it on. */
export function registerStatusBar({ settings }: Services, reader: TeamReader): vscode.Disposable {
  let item: vscode.StatusBarItem | null = null;
  let timer: NodeJS.Timeout | undefined;

  const show = () => {
    clearTimeout(timer);
    if (!item) return;
    const now = Date.now();
    const { model } = reader;
    const turn = model?.turns.find(({ end }) => end > now);
    const holder = turn && turn.start <= now ? model?.rows.find(({ id }) => id === turn.id) : undefined;
    if (holder) {
      const name = holder.isMe ? vscode.l10n.t('You') : plainLabel(holder.name);
      item.text = `$(arrow-swap) ${name}`;
      item.tooltip = holder.isMe
        ? vscode.l10n.t('You hold the baton')
        : vscode.l10n.t('{0} holds the baton', holder.name);
      item.accessibilityInformation = { label: item.tooltip };
      item.show();
    } else item.hide();
    const change = turn ? (turn.start > now ? turn.start : turn.end) - now : longestWait;
    timer = setTimeout(show, Math.min(longestWait, Math.max(1000, change)));
  };
  const update = () => {
    if (settings.current().statusBar === (item !== null)) return;
    if (item) {
      item.dispose();
      item = null;
      clearTimeout(timer);
      return;
    }
    item = vscode.window.createStatusBarItem('baton.holder', vscode.StatusBarAlignment.Right);
    item.name = vscode.l10n.t('Baton: Who Holds It');
    item.command = commands.showTimes;
    show();
    if (!reader.isRead) void reader.refresh();
  };
  update();
  return vscode.Disposable.from(settings.onDidChange(update), reader.onDidChange(show), {
    dispose: () => {
      clearTimeout(timer);
      item?.dispose();
    },
  });
}
