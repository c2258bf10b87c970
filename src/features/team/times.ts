import * as vscode from 'vscode';
import { dayAndClock } from '../../core/time/format';
import type { MemberNow, TeamNow, Teammate } from '../../core/team/model';
import { showsHour12 } from '../../host/hourCycle';
import type { Services } from '../../host/services';
import type { TeamReader } from './reader';
import { views } from '../../ids';
import { plainLabel } from '../../host/plainText';
import { doingOf, timeOf } from './memberText';

interface TeammateItem extends vscode.QuickPickItem {
  readonly member: Teammate;
}

/** A list of who is awake, for those who want no view; choosing somebody else opens what can be done about them. */
export async function showTimes(services: Services, reader: TeamReader): Promise<void> {
  await reader.refresh();
  const { reading, model } = reader;
  if (!reading || reading.now.members.length === 0) {
    // The view says what is missing and what to do about it.
    if (model?.notice) await vscode.commands.executeCommand(`${views.team}.focus`);
    return;
  }
  const hour12 = showsHour12(services.context.globalState);
  const items = reading.now.members.map((member) => itemOf(member, reading.now, hour12));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Teammates’ Times'),
    placeHolder: placeholderOf(reading.now, hour12),
    matchOnDescription: true,
  });
  if (!picked) return;
  const { members } = reading.team;
  const index = members.indexOf(picked.member);
  if (index === reading.me) return void vscode.commands.executeCommand(`${views.team}.focus`);
  const [{ rowIds }, { showMember }] = await Promise.all([import('./viewModel'), import('./memberMenu')]);
  await showMember(services, reader, rowIds(members)[index] ?? '');
}

function placeholderOf({ at, baton, members }: TeamNow, hour12: boolean): string {
  const working = members.filter(({ state }) => state === 'working').length;
  const known = members.some(({ state }) => state !== null);
  if (!known) return vscode.l10n.t('{0} people, from commits', members.length);
  if (!baton.next) return vscode.l10n.t('{0} working', working);
  const start = dayAndClock(baton.next.startsAt.setZone(at.zone), hour12);
  return vscode.l10n.t('{0} working, {1} starts {2} your time', working, baton.next.name, start);
}

function itemOf(row: MemberNow, now: TeamNow, hour12: boolean): TeammateItem {
  const { member, state, onCall } = row;
  const icons = {
    working: 'circle-filled',
    'off-hours': 'circle-outline',
    'day-off': 'debug-stop',
    'on-leave': 'debug-stop',
  };
  const icon = state === null ? '' : `$(${icons[state]}) `;
  const notes = [
    doingOf(row, hour12),
    ...(now.baton.holder === member.name ? [vscode.l10n.t('holds the baton')] : []),
    ...(onCall ? [vscode.l10n.t('on call')] : []),
    ...(member.zoneFrom === 'commits' ? [vscode.l10n.t('from commits')] : []),
  ];
  return {
    member,
    label: `${icon}${plainLabel(member.name)}`,
    description: `${timeOf(row, hour12)} · ${notes.join(' · ')}`,
  };
}
