import * as vscode from 'vscode';
import { dayAndClock } from '../../core/time/format';
import type { MemberNow } from '../../core/team/model';
import type { DateTime } from '../../core/time/luxon';

/** `Thu 18:06`, a teammate's own time. */
export function timeOf({ localTime }: MemberNow, hour12: boolean): string {
  return localTime ? dayAndClock(localTime, hour12) : vscode.l10n.t('time zone unknown');
}

/** `−5:30`, how far a teammate's clock is from mine; nothing where that is not known. */
export function differenceOf({ localTime }: MemberNow, mine: DateTime): string[] {
  if (!localTime) return [];
  const minutes = localTime.offset - mine.offset;
  if (minutes === 0) return [vscode.l10n.t('same time')];
  const size = Math.abs(minutes);
  return [`${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`];
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
