import * as vscode from 'vscode';
import { isOlder, rightOffset } from '../../core/time/recent';
import { rulesOf } from '../../core/time/rules';
import { zoneAdvice } from '../../core/time/suggest';
import { isZone } from '../../core/time/zone';
import type { TeamNotice } from '../../protocol';
import type { TeamReading } from './reading';

/** What the view says when the runtime's zone data is older than what the team needs. */
export function noticeOfOldZones({ team, now }: TeamReading, running: string): TeamNotice | null {
  const action = { title: vscode.l10n.t('Edit Team'), command: 'editTeam' } as const;
  for (const { name, zone } of team.members) {
    const right = zone === null ? null : rightOffset(zone, now.at.toMillis(), rulesOf(zone));
    if (right === null) continue;
    const text = vscode.l10n.t(
      'The time zone data of this VS Code ({0}) is older than the rules of {1}: {2}’s clock is wrong here. Until it is updated, write zone: {3}.',
      running,
      zone ?? '',
      name,
      right,
    );
    return { text, action };
  }
  if (team.zoneData === undefined || running === '' || !isOlder(running, team.zoneData)) return null;
  const text = vscode.l10n.t(
    'The team file needs time zone data {0}, and this VS Code has {1}: clocks may be wrong here until it is updated.',
    team.zoneData,
    running,
  );
  return { text, action };
}

/** What the view says when my own setting names no zone, and what may have been meant. */
export function noticeOfWrongZone(setting: string | null): TeamNotice | null {
  if (setting === null || isZone(setting)) return null;
  const text = vscode.l10n.t('My own time zone (baton.timeZone): {0}', zoneAdvice(setting));
  return { text, action: { title: vscode.l10n.t('Set My Time Zone…'), command: 'setTimeZone' } };
}
