import * as vscode from 'vscode';
import { rightOffset } from '../../core/time/recent';
import { rulesOf } from '../../core/time/rules';
import type { TeamNotice } from '../../protocol';
import type { TeamReading } from './reading';

/** What the view says when the runtime's zone data does not know a teammate's present rules yet. */
export function noticeOfOldZones({ team, now }: TeamReading): TeamNotice | null {
  for (const { name, zone } of team.members) {
    const right = zone === null ? null : rightOffset(zone, now.at.toMillis(), rulesOf(zone));
    if (right === null) continue;
    const text = vscode.l10n.t(
      'The time zone data of this VS Code is older than the rules of {0}: {1}’s clock is wrong here. Until it is updated, write zone: {2}.',
      zone ?? '',
      name,
      right,
    );
    return { text, action: { title: vscode.l10n.t('Edit Team'), command: 'editTeam' } };
  }
  return null;
}
