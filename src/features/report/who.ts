import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { MemberNow } from '../../core/team/model';
import { formatLength, postedTime } from '../../core/time/format';
import { DateTime } from '../../core/time/luxon';
import { plainLabel } from '../../host/plainText';
import { withProgress } from '../../host/progress';
import type { Services } from '../../host/services';
import { signedInGitHub } from '../../host/sessions';
import { trustedDirectories } from '../../host/workspace';
import { readTeam } from '../../usecases/readTeam';
import { whoToAsk, type Asked } from '../../usecases/report/whoToAsk';
import { reportDocument, replaceReport, type Reports } from './documents';

/** Shows who may know about the code of a report and whether they are awake: beside the document, never in it unasked. */
export async function showWhoToAsk(argument: unknown, services: Services, reports: Reports): Promise<void> {
  trustedDirectories();
  const document = await reportDocument(argument);
  const { folder, path } = await reports.of(document);
  if (folder === null || path === null)
    throw new UserError(
      vscode.l10n.t(
        'None of the frames of this report is in a file of this workspace, so nobody here owns it.',
      ),
    );
  const at = DateTime.now();
  const found = await withProgress(vscode.l10n.t('Looking who to ask'), async (signal) => {
    const team = await readTeam(
      {
        directory: folder,
        at,
        days: 1,
        inferFromCommits: services.settings.current().inferFromCommits,
        signal,
      },
      services,
    ).catch(() => null);
    return whoToAsk(
      { folder, path, members: team?.now.members ?? [], signal },
      { ...services, gitHub: (host) => signedInGitHub(host, services) },
    );
  });
  if (found.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nobody is known to own or review {0}: there is no CODEOWNERS entry for it.', path),
    );
    return;
  }
  const items = found.map((each) => ({
    label: plainLabel(each.member ? each.member.member.name : each.name),
    description:
      each.why === 'owner' ? vscode.l10n.t('owns this code') : vscode.l10n.t('reviewed its last changes'),
    detail: each.member ? standing(each.member, at) : vscode.l10n.t('whether they are awake is not known'),
    each,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Who to Ask about {0}', path),
    placeHolder: vscode.l10n.t('Choose one to address the report’s ask to'),
  });
  if (chosen) await address(document, chosen.each, at);
}

function standing({ state, until, localTime, member }: MemberNow, now: DateTime): string {
  if (state === null || member.zone === null) return vscode.l10n.t('whether they are awake is not known');
  const clock = localTime?.toFormat('HH:mm') ?? '';
  const left = until ? formatLength(until.toMillis() - now.toMillis()) : '';
  return state === 'working'
    ? vscode.l10n.t('works now, {0} there, for {1}', clock, left)
    : vscode.l10n.t('not at work, {0} there, back in {1}', clock, left);
}

/** The ask names whom it is for and, where they are away, a time at which they can have answered. */
async function address(document: vscode.TextDocument, { name, member }: Asked, now: DateTime): Promise<void> {
  const login = member?.member.login;
  const who = login ? `@${login}` : name;
  const text = document.getText();
  const asked = text.replace(
    /_Write here: what you need from whom_/,
    () => `${who}: _Write here: what you need_`,
  );
  const zone = member?.member.zone;
  const start = member?.state === 'working' ? now : member?.until;
  const by = zone && start ? postedTime(start.plus({ hours: 4 }).startOf('hour'), zone, now) : null;
  const dated =
    by === null ? asked : asked.replace(/_Write here: day, time and zone, such as [^_\n]*_/, () => by);
  if (dated !== text) await replaceReport(document, dated);
  else await vscode.env.clipboard.writeText(who);
}
