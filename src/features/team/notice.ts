import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { Settings } from '../../host/settings';
import type { TeamNotice } from '../../protocol';
import type { TeamReading } from './reading';

/** What the view says below the rows: what is missing, and the click that mends it. */
export function noticeOf(
  { file, team, problems, me, email }: TeamReading,
  inferFromCommits: Settings['inferFromCommits'],
): TeamNotice | null {
  const edit = { title: vscode.l10n.t('Edit Team'), command: 'editTeam' } as const;
  const [problem] = problems;
  if (problem) {
    const text = vscode.l10n.t('The team file, line {0}: {1}', problem.line, problem.message);
    return { text, action: edit };
  }
  const untrusted = untrustedNotice();
  if (untrusted && file === null) return untrusted;
  if (team.members.length === 0) {
    return {
      text: file === null ? nobodyText(inferFromCommits) : vscode.l10n.t('The team file names nobody yet.'),
      action: edit,
    };
  }
  if (team.source === 'commits') {
    const text = vscode.l10n.t(
      'Commits tell offsets, not working hours. Write them down to see who works when.',
    );
    return { text, action: edit };
  }
  if (me === null && email !== null && vscode.workspace.isTrusted) {
    const text = vscode.l10n.t('{0} is nobody in the team file.', email);
    return { text, action: { title: vscode.l10n.t('Choose Who I Am…'), command: 'chooseIdentity' } };
  }
  return null;
}

function nobodyText(inferFromCommits: Settings['inferFromCommits']): string {
  const why = {
    recent: vscode.l10n.t('Nobody committed here lately.'),
    all: vscode.l10n.t('Nobody committed here yet.'),
    off: vscode.l10n.t('Who commits here is not looked up (baton.team.inferFromCommits).'),
  };
  const advice = vscode.l10n.t('Write down who is on the team, and their times show up here.');
  return `${why[inferFromCommits]} ${advice}`;
}

function untrustedNotice(): TeamNotice | null {
  if (vscode.workspace.isTrusted) return null;
  return {
    text: vscode.l10n.t(
      'Baton does not run git in a folder that you have not trusted, so only a team file can say who is here.',
    ),
    action: { title: vscode.l10n.t('Manage Workspace Trust'), command: 'manageTrust' },
  };
}

/** What the view says instead of rows when nothing could be read. */
export function noticeOfFailure(error: unknown): TeamNotice {
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
    return {
      text: vscode.l10n.t(
        'Open the folder of a git repository, and the people who commit there show up here.',
      ),
      action: { title: vscode.l10n.t('Open Folder'), command: 'openFolder' },
    };
  }
  const untrusted = untrustedNotice();
  if (untrusted) return untrusted;
  const again = { title: vscode.l10n.t('Try Again'), command: 'refresh' } as const;
  if (error instanceof UserError) return { text: error.message, action: again };
  return { text: vscode.l10n.t('The team could not be read. Baton’s log says why.'), action: again };
}
