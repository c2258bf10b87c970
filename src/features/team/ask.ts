import * as vscode from 'vscode';
import { askAt, timeFor } from '../../core/team/ask';
import type { Teammate } from '../../core/team/model';
import { dayAndClock } from '../../core/time/format';
import { instantIn } from '../../core/time/zone';
import { showsHour12 } from '../../host/hourCycle';
import type { Services } from '../../host/services';
import { insert, writableEditor } from './insert';
import { outsider } from './me';
import { plainLabel } from '../../host/plainText';
import { zoneOfMine, type TeamReading } from './reading';

/** One line of a teammate's menu; a line without `run` only tells something. */
export interface MenuItem extends vscode.QuickPickItem {
  readonly run?: () => unknown;
}

/** When to expect an answer, when best to write, and what to put into the document for it. */
export function askItems(services: Services, reading: TeamReading, member: Teammate): MenuItem[] {
  const zone = zoneOfMine(services, reading);
  const now = Date.now();
  const hour12 = showsHour12(services.context.globalState);
  const me =
    reading.me === null
      ? outsider('', zone, services.settings.current().workingHours)
      : (reading.team.members[reading.me] ?? null);
  const { answerBy, urgentAnswerBy, writeAt, isShared } = askAt(member, me, now);
  const editor = writableEditor();
  const put = (text: string) => async () =>
    editor ? insert(editor, text) : vscode.env.clipboard.writeText(text);
  const both = (at: number): string => {
    const clock = (name: string) => dayAndClock(instantIn(at, name), hour12);
    return vscode.l10n.t('{0} their time (your {1})', clock(member.zone ?? 'UTC'), clock(zone));
  };
  const deadline = (at: number | null, label: string): MenuItem[] =>
    at === null
      ? []
      : [
          {
            label,
            description: both(at),
            detail: putting(editor, timeFor(member, at, now)),
            run: put(timeFor(member, at, now)),
          },
        ];
  const mention = member.login === undefined ? null : `@${member.login}`;
  const local = member.zone === null ? null : timeFor(member, now, now);
  return [
    ...deadline(answerBy, vscode.l10n.t('Ask now: an answer by')),
    ...deadline(urgentAnswerBy, vscode.l10n.t('Ask now, urgent: an answer by')),
    ...(writeAt === null
      ? []
      : [
          {
            label: vscode.l10n.t('Best moment to write'),
            description: writeAt <= now ? vscode.l10n.t('now') : both(writeAt),
            detail: isShared
              ? vscode.l10n.t('Both of you work then')
              : vscode.l10n.t('{0} works then', plainLabel(member.name)),
          },
        ]),
    ...(mention === null ? [] : [{ label: putting(editor, mention), run: put(mention) }]),
    ...(local === null
      ? []
      : [
          {
            label: putting(editor, local),
            description: vscode.l10n.t('their local time'),
            run: put(local),
          },
        ]),
  ];
}

const putting = (editor: vscode.TextEditor | null, text: string): string =>
  editor ? vscode.l10n.t('Insert {0}', text) : vscode.l10n.t('Copy {0}', text);
