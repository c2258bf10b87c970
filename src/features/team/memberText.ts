import * as vscode from 'vscode';
import { dayAndClock } from '../../core/time/format';
import type { MemberNow } from '../../core/team/model';

/** `Thu 18:06`, a teammate's own time. */
export function timeOf({ localTime }: MemberNow, hour12: boolean): string {
  return localTime ? dayAndClock(localTime, hour12) : vscode.l10n.t('time zone unknown');
}

/** `working until Thu 18:30`. */
export function doingOf({ state, until }: MemberNow, hour12: boolean): string {
  if (state === null) return vscode.l10n.t('working hours unknown');
  const words = {
    working: vscode.l10n.t('working'),
    'off-hours': vscode.l10n.t('off'),
    'day-off': vscode.l10n.t('day off'),
    'on-leave': vscode.l10n.t('on leave'),
  };
  if (state === 'working' && until === null) return vscode.l10n.t('working round the clock');
  return until === null
    ? words[state]
    : vscode.l10n.t('{0} until {1}', words[state], dayAndClock(until, hour12));
}
