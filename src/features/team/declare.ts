import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors';
import { periodEdit, valueEdit } from '../../core/team/edit';
import { readHours } from '../../core/team/hours';
import type { Teammate } from '../../core/team/model';
import { readPeriod } from '../../core/team/period';
import { callings } from '../../core/time/callings';
import { rightOffset } from '../../core/time/recent';
import { rulesOf } from '../../core/time/rules';
import { dayAndClock } from '../../core/time/format';
import { formatOffset, instantIn, zoneNames } from '../../core/time/zone';
import { plainLabel } from '../../host/plainText';
import { showsHour12 } from '../../host/hourCycle';
import type { Services } from '../../host/services';
import type { MenuItem } from './ask';
import { editTeam } from './editTeam';
import type { TeamReader } from './reader';
import type { TeamReading } from './reading';
import { changeTeamFile } from './teamEdits';
import { rowIds } from './rowNames';

/**
 * One click: what the commits tell of somebody's zone is written into the team file; where there is none, the whole
 * file is proposed.
 */
export async function declareZone(services: Services, reader: TeamReader, id: string): Promise<void> {
  if (!reader.reading) await reader.refresh();
  const { reading } = reader;
  const member = reading?.team.members[rowIds(reading.team.members).indexOf(id)];
  if (!reading || !member || member.zone === null) return;
  if (reading.file === null) return editTeam(services, reader);
  await write(reading.file, member, member.zone);
}

function write(file: string, member: Teammate, zone: string): Promise<void> {
  const others = (member.candidates ?? []).filter((each) => each !== zone).slice(0, 3);
  const comment =
    member.zoneFrom !== 'commits'
      ? undefined
      : others.length > 0
        ? `from commits; ${others.join(', ')} would fit as well`
        : 'from commits';
  return changeTeamFile(file, (text) => valueEdit(text, member, 'zone', zone, comment));
}

/** What can be written down about a teammate; where there is no file yet, the file itself. */
export function declareItems(
  services: Services,
  reader: TeamReader,
  reading: TeamReading,
  member: Teammate,
): MenuItem[] {
  const heading = { label: vscode.l10n.t('The Team File'), kind: vscode.QuickPickItemKind.Separator };
  const { file } = reading;
  if (file === null)
    return [heading, { label: vscode.l10n.t('Edit Team'), run: () => editTeam(services, reader) }];
  const hour12 = showsHour12(services.context.globalState);
  const right = member.zone === null ? null : rightOffset(member.zone, Date.now(), rulesOf(member.zone));
  const inferred = member.zoneFrom === 'commits' ? member.zone : null;
  const declare = (zone: string, detail?: string): MenuItem => ({
    label: vscode.l10n.t('Declare {0}', zone),
    ...(detail === undefined ? {} : { detail }),
    run: () => write(file, member, zone),
  });
  return [
    heading,
    ...(right === null ? [] : [declare(right, vscode.l10n.t('Until the time zone data here is updated'))]),
    ...(inferred === null ? [] : [declare(inferred, vscode.l10n.t('As the commits tell'))]),
    { label: vscode.l10n.t('Write Down the Time Zone…'), run: () => chooseZone(file, member, hour12) },
    { label: vscode.l10n.t('Write Down Working Hours…'), run: () => askHours(file, member) },
    { label: vscode.l10n.t('Add Leave…'), run: () => askPeriod(file, member, 'leave') },
    { label: vscode.l10n.t('Put on Call…'), run: () => askPeriod(file, member, 'onCall') },
  ];
}

async function chooseZone(file: string, member: Teammate, hour12: boolean): Promise<void> {
  const now = Date.now();
  const called = callings();
  const item = (zone: string) => {
    const there = instantIn(now, zone);
    const clock = `${dayAndClock(there, hour12)} · UTC${formatOffset(there.offset)}`;
    return { label: zone, description: [clock, ...called(zone)].join(' · ') };
  };
  const likely = member.candidates ?? [];
  const picked = await vscode.window.showQuickPick(
    [
      ...likely.map((zone) => ({ ...item(zone), detail: vscode.l10n.t('Fits the commits') })),
      ...zoneNames()
        .filter((zone) => !likely.includes(zone))
        .map(item),
    ],
    { title: vscode.l10n.t('Time Zone of {0}', plainLabel(member.name)), matchOnDescription: true },
  );
  if (!picked) throw new CancelledError('no zone chosen');
  await write(file, member, picked.label);
}

async function askHours(file: string, member: Teammate): Promise<void> {
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t('Working Hours of {0}', plainLabel(member.name)),
    prompt: vscode.l10n.t('On their own clock, such as 09:00-17:00 or 9-12, 13-17'),
    value: '09:00-17:00',
    validateInput: (text) => wrongIn(readHours(text)),
  });
  if (value === undefined) throw new CancelledError('no hours given');
  const spans = value.split(',').map((each) => each.trim());
  const written = spans.length > 1 ? `[${spans.join(', ')}]` : value.trim();
  await changeTeamFile(file, (text) => valueEdit(text, member, 'hours', written));
}

async function askPeriod(file: string, member: Teammate, key: 'leave' | 'onCall'): Promise<void> {
  const value = await vscode.window.showInputBox({
    title:
      key === 'leave'
        ? vscode.l10n.t('Leave of {0}', plainLabel(member.name))
        : vscode.l10n.t('{0} on Call', plainLabel(member.name)),
    prompt: vscode.l10n.t('A day or the first and the last one, such as 2026-12-24 – 2027-01-02'),
    validateInput: (text) => wrongIn(readPeriod(text.trim())),
  });
  if (value === undefined) throw new CancelledError('no days given');
  await changeTeamFile(file, (text) => periodEdit(text, member, key, value.trim()));
}

const wrongIn = (read: object): string | undefined =>
  'wrong' in read && typeof read.wrong === 'string' ? read.wrong : undefined;
