import * as vscode from 'vscode';
import type { MemberNow, TeamNow } from '../../core/team/model';
import type { TeamReader } from './reader';
import { views } from '../../ids';

/** A list of who is awake, for those who want no view; choosing anybody opens the view. */
export async function showTimes(reader: TeamReader): Promise<void> {
  await reader.refresh();
  const { reading, model } = reader;
  if (!reading || reading.now.members.length === 0) {
    // The view says what is missing and what to do about it.
    if (model?.notice) await vscode.commands.executeCommand(`${views.team}.focus`);
    return;
  }
  const items = reading.now.members.map((member) => itemOf(member, reading.now));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Teammates’ Times'),
    placeHolder: placeholderOf(reading.now),
    matchOnDescription: true,
  });
  if (picked) await vscode.commands.executeCommand(`${views.team}.focus`);
}

function placeholderOf({ at, baton, members }: TeamNow): string {
  const working = members.filter(({ state }) => state === 'working').length;
  const known = members.some(({ state }) => state !== null);
  if (!known) return vscode.l10n.t('{0} people, from commits', members.length);
  if (!baton.next) return vscode.l10n.t('{0} working', working);
  const start = baton.next.startsAt.setZone(at.zone).toFormat('ccc HH:mm', { locale: 'en' });
  return vscode.l10n.t('{0} working, {1} starts {2} your time', working, baton.next.name, start);
}

function itemOf({ member, localTime, state, until, onCall }: MemberNow, now: TeamNow): vscode.QuickPickItem {
  const icons = {
    working: 'circle-filled',
    'off-hours': 'circle-outline',
    'day-off': 'debug-stop',
    'on-leave': 'debug-stop',
  };
  const icon = state === null ? '' : `$(${icons[state]}) `;
  const time = localTime?.toFormat('ccc HH:mm', { locale: 'en' }) ?? vscode.l10n.t('time zone unknown');
  const end = until?.toFormat('ccc HH:mm', { locale: 'en' });
  const words = {
    working: vscode.l10n.t('working'),
    'off-hours': vscode.l10n.t('off'),
    'day-off': vscode.l10n.t('day off'),
    'on-leave': vscode.l10n.t('on leave'),
  };
  const doing = state === null ? vscode.l10n.t('working hours unknown') : words[state];
  const notes = [
    end === undefined || state === null ? doing : vscode.l10n.t('{0} until {1}', doing, end),
    ...(now.baton.holder === member.name ? [vscode.l10n.t('holds the baton')] : []),
    ...(onCall ? [vscode.l10n.t('on call')] : []),
    ...(member.zoneFrom === 'commits' ? [vscode.l10n.t('from commits')] : []),
  ];
  // A name is the outside's: its $(…) must not become an icon.
  const name = member.name.replaceAll('$(', '$\u200b(');
  return { label: `${icon}${name}`, description: `${time} · ${notes.join(' · ')}` };
}
