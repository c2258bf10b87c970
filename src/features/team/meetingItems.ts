import * as vscode from 'vscode';
import type { MeetingSlot } from '../../core/team/meeting';
import { clocksOf, rangeText } from '../../core/team/meetingText';
import { clockText, formatLength } from '../../core/time/format';
import { instantIn } from '../../core/time/zone';
import type { MeetingProposal } from '../../usecases/findMeeting';
import { plainLabel } from '../../host/plainText';
import { timeOf } from './memberText';
import type { TeamReading } from './reading';

export interface PersonItem extends vscode.QuickPickItem {
  readonly name: string;
}

/** Everybody in the order of who works next; I am ticked. */
export function peopleItems({ now, team, me }: TeamReading, hour12: boolean): PersonItem[] {
  const mine = me === null ? null : team.members[me]?.name;
  return now.members.map((row) => ({
    name: row.member.name,
    label: plainLabel(row.member.name),
    description: timeOf(row, hour12),
    picked: row.member.name === mine,
  }));
}

export interface LengthItem extends vscode.QuickPickItem {
  readonly minutes: number;
}

export const lengthItems = (): LengthItem[] =>
  [15, 30, 45, 60, 90, 120].map((minutes) => ({ minutes, label: formatLength(minutes * 60_000) }));

export interface SlotItem extends vscode.QuickPickItem {
  readonly slot: MeetingSlot;
}

/** Each time in mine, who would be outside of their hours by how much, and everybody's own time below. */
export function slotItems(
  { slots, members, assumed }: MeetingProposal,
  zone: string,
  hour12: boolean,
): SlotItem[] {
  const guesses =
    assumed.length === 0
      ? ''
      : ` · ${vscode.l10n.t('09:00–17:00 taken for {0}', plainLabel(assumed.join(', ')))}`;
  return slots.map((slot) => {
    const start = instantIn(slot.start, zone);
    const outside = slot.burdens
      .map(({ name, minutes }) =>
        vscode.l10n.t('{0} {1} outside hours', plainLabel(name), formatLength(minutes * 60_000)),
      )
      .join(', ');
    const clocks = clocksOf(members, slot).map(({ place, start: local, names }) => {
      const day = local.weekday === start.weekday ? '' : ` ${local.toFormat('ccc', { locale: 'en' })}`;
      return `${clockText(local, hour12)}${day} ${place}: ${plainLabel(names.join(', '))}`;
    });
    return {
      slot,
      label: rangeText(start, instantIn(slot.end, zone), hour12),
      ...(outside === '' ? {} : { description: outside }),
      detail: `${clocks.join(' · ')}${guesses}`,
    };
  });
}
