import * as vscode from 'vscode';
import { dayAndClock } from '../../core/time/format';
import { instantIn } from '../../core/time/zone';
import type { MemberNow, TeamNow, Teammate } from '../../core/team/model';
import { showsHour12 } from '../../host/hourCycle';
import type { Services } from '../../host/services';
import type { TeamReader } from './reader';
import { zoneOfMine, type TeamReading } from './reading';
import { views } from '../../ids';
import { plainLabel } from '../../host/plainText';
import { differenceOf, doingOf, timeOf } from './memberText';

interface TeammateItem extends vscode.QuickPickItem {
  readonly member: Teammate;
}

/** A list of who is awake, for those who want no view; choosing somebody else opens what can be done about them. */
export async function showTimes(services: Services, reader: TeamReader): Promise<void> {
  await reader.refresh();
  const { model } = reader;
  if (!reader.reading || reader.reading.now.members.length === 0) {
    // The view says what is missing and what to do about it.
    if (model?.notice) await vscode.commands.executeCommand(`${views.team}.focus`);
    return;
  }
  const reading = onMyClock(services, reader.reading);
  const hour12 = showsHour12(services.context.globalState);
  const { rowIds } = await import('./rowNames');
  const ids = rowIds(reading.team.members);
  const picked = await vscode.window.showQuickPick(listed(reading, ids, hour12), {
    title: vscode.l10n.t('Teammates’ Times'),
    placeHolder: placeholderOf(reading.now, hour12),
    matchOnDescription: true,
  });
  if (!picked || !('member' in picked)) return;
  const { members } = reading.team;
  const index = members.indexOf(picked.member);
  if (index === reading.me) return void vscode.commands.executeCommand(`${views.team}.focus`);
  const { showMember } = await import('./memberMenu');
  await showMember(services, reader, ids[index] ?? '');
}

function placeholderOf({ at, baton, members }: TeamNow, hour12: boolean): string {
  const working = members.filter(({ state }) => state === 'working').length;
  const known = members.some(({ state }) => state !== null);
  if (!known) return vscode.l10n.t('{0} people, from commits', members.length);
  if (!baton.next) return vscode.l10n.t('{0} working', working);
  const start = dayAndClock(baton.next.startsAt.setZone(at.zone), hour12);
  return vscode.l10n.t('{0} working, {1} starts {2} your time', working, baton.next.name, start);
}

function onMyClock(services: Services, reading: TeamReading): TeamReading {
  const at = instantIn(reading.now.at.toMillis(), zoneOfMine(services, reading));
  return { ...reading, now: { ...reading.now, at } };
}

/**
 * In the order of the view: me, whom I pinned, who is next, then by who works next. Who is not in the group that I look
 * at, and whom I hid, comes below: a list can be searched.
 */
function listed(
  { team, now, me, arrangement }: TeamReading,
  ids: readonly string[],
  hour12: boolean,
): (TeammateItem | vscode.QuickPickItem)[] {
  const { pinned, hidden, group } = arrangement;
  const isGroup = group !== null && team.members.some(({ groups = [] }) => groups.includes(group));
  const rows = now.members.map((row) => {
    const { member } = row;
    const index = team.members.indexOf(member);
    const id = ids[index] ?? '';
    const isPinned = pinned.includes(id);
    const rank = index === me ? 0 : isPinned ? 1 : now.baton.next?.name === member.name ? 2 : 3;
    const isAside = isGroup && rank > 1 && !(member.groups ?? []).includes(group);
    const place = hidden.includes(id) ? 2 : isAside ? 1 : 0;
    return { rank, place, item: itemOf(row, now, { isMe: index === me, isPinned }, hour12) };
  });
  const at = (place: number) =>
    rows
      .filter((row) => row.place === place)
      .sort((one, other) => one.rank - other.rank)
      .map(({ item }) => item);
  const below = (label: string, items: readonly TeammateItem[]): vscode.QuickPickItem[] =>
    items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
  return [
    ...at(0),
    ...below(vscode.l10n.t('Not in {0}', plainLabel(group ?? '')), at(1)),
    ...below(vscode.l10n.t('Hidden in the View'), at(2)),
  ];
}

function itemOf(
  row: MemberNow,
  now: TeamNow,
  { isMe, isPinned }: { readonly isMe: boolean; readonly isPinned: boolean },
  hour12: boolean,
): TeammateItem {
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
    ...(isMe ? [vscode.l10n.t('you')] : differenceOf(row, now.at)),
    ...(now.baton.holder === member.name ? [vscode.l10n.t('holds the baton')] : []),
    ...(onCall ? [vscode.l10n.t('on call')] : []),
    ...(isPinned && !isMe ? [vscode.l10n.t('pinned')] : []),
    ...(member.zoneFrom === 'commits' ? [vscode.l10n.t('from commits')] : []),
  ];
  return {
    member,
    label: `${icon}${plainLabel(member.name)}`,
    description: `${timeOf(row, hour12)} · ${notes.join(' · ')}`,
  };
}
