import * as vscode from 'vscode';
import type { MemberNow } from '../../core/team/model';

const english = { locale: 'en' };

/** `Thu 18:06`, a teammate's own time. */
export function timeOf({ localTime }: MemberNow): string {
  return localTime?.toFormat('ccc HH:mm', english) ?? vscode.l10n.t('time zone unknown');
}

/** `working until Thu 18:30`. */
export function doingOf({ state, until }: MemberNow): string {
  if (state === null) return vscode.l10n.t('working hours unknown');
  const words = {
    working: vscode.l10n.t('working'),
    'off-hours': vscode.l10n.t('off'),
    'day-off': vscode.l10n.t('day off'),
    'on-leave': vscode.l10n.t('on leave'),
  };
  const end = until?.toFormat('ccc HH:mm', english);
  return end === undefined ? words[state] : vscode.l10n.t('{0} until {1}', words[state], end);
}
