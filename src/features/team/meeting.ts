import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors';
import type { Teammate } from '../../core/team/model';
import { rangeText } from '../../core/team/meetingText';
import { showsHour12 } from '../../host/hourCycle';
import type { Services } from '../../host/services';
import { insert, writableEditor } from './insert';
import { lengthItems, peopleItems, slotItems, type SlotItem } from './meetingItems';
import { outsider } from './me';
import type { TeamReader } from './reader';
import { zoneOfMine } from './reading';
import { instantIn } from '../../core/time/zone';
import { views } from '../../ids';

/**
 * Who, how long, when: and then what to do with the time that was chosen.
 * @throws CancelledError when the person leaves one of the questions
 * @throws UserError when there is no time, in one sentence that says why
 */
export async function findMeetingTime(services: Services, reader: TeamReader): Promise<void> {
  await reader.refresh();
  const { reading, model } = reader;
  if (!reading || reading.team.members.length === 0) {
    // The view says what is missing and what to do about it.
    if (model?.notice) await vscode.commands.executeCommand(`${views.team}.focus`);
    return;
  }
  const zone = zoneOfMine(services, reading);
  const hour12 = showsHour12(services.context.globalState);
  const mine = (at: number) => instantIn(at, zone);
  const title = vscode.l10n.t('Find Meeting Time');
  const me =
    reading.me === null
      ? [outsider(reading.name ?? vscode.l10n.t('Organizer'), zone, services.settings.current().workingHours)]
      : [];
  const people = await vscode.window.showQuickPick(peopleItems(reading, hour12), {
    title,
    placeHolder:
      me.length > 0 ? vscode.l10n.t('Who meets you?') : vscode.l10n.t('Who meets? (You are ticked)'),
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!people || people.length === 0) throw new CancelledError('nobody chosen');
  const length = await vscode.window.showQuickPick(lengthItems(), {
    title,
    placeHolder: vscode.l10n.t('How long?'),
  });
  if (!length) throw new CancelledError('no length chosen');
  const { findMeeting } = await import('../../usecases/findMeeting');
  const found = findMeeting({
    team: reading.team,
    names: people.map(({ name }) => name),
    others: me,
    length: length.minutes,
    from: Date.now(),
  });
  const slot = await vscode.window.showQuickPick(slotItems(found, zone, hour12), {
    title,
    placeHolder: found.isCompromise
      ? vscode.l10n.t('No time is within everybody’s hours. These are the least outside:')
      : vscode.l10n.t('Within everybody’s hours, in your time'),
    matchOnDetail: true,
  });
  if (!slot) throw new CancelledError('no time chosen');
  await use(slot, found.members, rangeText(mine(slot.slot.start), mine(slot.slot.end), hour12));
}

async function use({ slot }: SlotItem, members: readonly Teammate[], when: string): Promise<void> {
  const { meetingCalendar, meetingMarkdown } = await import('../../core/team/meetingText');
  const title = vscode.l10n.t('Meeting');
  const editor = writableEditor();
  const copy = vscode.l10n.t('Copy as Markdown');
  const put = vscode.l10n.t('Insert at the Cursor');
  const save = vscode.l10n.t('Save as Calendar File (.ics)…');
  const chosen = await vscode.window.showQuickPick([copy, ...(editor ? [put] : []), save], {
    title: when,
    placeHolder: vscode.l10n.t('What to do with this time?'),
  });
  if (chosen === copy) await vscode.env.clipboard.writeText(meetingMarkdown(title, members, slot));
  else if (chosen === put && editor) await insert(editor, meetingMarkdown(title, members, slot));
  else if (chosen === save) {
    const uid = `${randomUUID()}@baton`;
    await saveFile(meetingCalendar({ title, uid, at: Date.now() }, members, slot));
  } else throw new CancelledError('nothing chosen');
}

async function saveFile(text: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save as Calendar File'),
    filters: { iCalendar: ['ics'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, 'meeting.ics') } : {}),
  });
  if (!target) throw new CancelledError('no file chosen');
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
}
