import * as vscode from 'vscode';
import type { Services } from '../../host/services';
import { plainLabel } from '../../host/plainText';
import { commands } from '../../ids';
import type { TeamViewModel } from '../../protocol';
import type { TeamReader } from './reader';

const minute = 60_000;

/** How many work and who takes over next, in the status bar; only where a person has switched it on. */
export function registerStatusBar({ settings }: Services, reader: TeamReader): vscode.Disposable {
  let item: vscode.StatusBarItem | null = null;
  let timer: NodeJS.Timeout | undefined;

  const show = () => {
    clearTimeout(timer);
    if (!item) return;
    const now = Date.now();
    const { model } = reader;
    const text = model === null ? null : statusOf(model, now);
    if (text === null) item.hide();
    else {
      item.text = `$(arrow-swap) ${text}`;
      item.accessibilityInformation = { label: vscode.l10n.t('Baton: {0}', text) };
      item.show();
    }
    // What is known ends: then the team is read again, as it is when it was never read.
    if (model !== null && now > model.known.end - 5 * 24 * 60 * minute) void reader.refresh();
    timer = setTimeout(show, minute - (now % minute));
  };
  const update = () => {
    if (settings.current().statusBar === (item !== null)) return;
    if (item) {
      item.dispose();
      item = null;
      clearTimeout(timer);
      return;
    }
    item = vscode.window.createStatusBarItem('baton.team', vscode.StatusBarAlignment.Right);
    item.name = vscode.l10n.t('Baton: Who Works');
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

/** `2 working · lisbon-dev next in 24 min`; null while nobody's hours are known. */
export function statusOf({ rows, turns }: TeamViewModel, now: number): string | null {
  const known = rows.filter(({ work }) => work !== null);
  if (known.length === 0) return null;
  const working = known.filter(({ work }) =>
    work?.some(({ start, end }) => start <= now && now < end),
  ).length;
  const holder = turns.find(({ start, end }) => start <= now && now < end)?.id;
  const starts = known
    .filter(({ id }) => id !== holder)
    .flatMap((row) => {
      const start = row.work?.find((span) => span.start > now)?.start;
      return start === undefined ? [] : [{ row, start }];
    })
    .sort((a, b) => a.start - b.start);
  const count = vscode.l10n.t('{0} working', working);
  const [next] = starts;
  if (!next) return count;
  const name = next.row.isMe ? vscode.l10n.t('you') : plainLabel(next.row.name);
  return `${count} · ${vscode.l10n.t('{0} next in {1}', name, lengthText(next.start - now))}`;
}

/** `24 min`, `3 h 24`, `2 d`. */
function lengthText(length: number): string {
  const minutes = Math.max(1, Math.ceil(length / minute));
  if (minutes < 60) return `${minutes} min`;
  if (minutes >= 48 * 60) return `${Math.round(minutes / (24 * 60))} d`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${String(rest).padStart(2, '0')}`}`;
}
