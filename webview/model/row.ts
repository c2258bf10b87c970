import type { TeamRow, TeamViewModel } from '../../src/protocol';
import type { Baton } from './baton';
import {
  clockAt,
  dateText,
  day,
  differenceText,
  durationText,
  hour,
  offsetAt,
  shortWeekdayText,
  spokenDifference,
  spokenDuration,
  timeText,
  utcText,
  weekdayText,
} from './clock';
import { isOnCall, isOtherDay, presenceAt, type Presence, type State } from './presence';

/** Everything a row shows at one instant, as text. */
export interface RowText {
  readonly name: string;
  readonly pill: { readonly kind: 'baton' | 'next'; readonly text: string } | null;
  readonly onCall: boolean;
  /** The person who looks has put the row at the top; their own is there anyway. */
  readonly pinned: boolean;
  readonly state: State | 'unknown';
  /** `working until 17:30`, in the teammate's own time. */
  readonly doing: string;
  readonly time: string;
  /** Only when it is another day there. */
  readonly weekday: string;
  readonly difference: string;
  /** What is wrong with the clock shown; empty when nothing is. */
  readonly note: string;
  /** The whole row as one sentence for a screen reader. */
  readonly sentence: string;
}

/** The weekday, or the date when a weekday alone would mislead. */
function dayText(until: number, at: number, offset: number, long: boolean): string {
  const clock = clockAt(until, offset);
  if (until - at > 6 * day) return dateText(clock);
  return long ? weekdayText(clock) : shortWeekdayText(clock);
}

/** How times are said: on whose clock, of how many hours, and whether by a voice. */
export interface Manner {
  readonly offset: number;
  readonly hour12: boolean;
  readonly spoken: boolean;
}

function offHoursText(
  presence: Presence,
  at: number,
  next: boolean,
  { offset, hour12, spoken }: Manner,
): string {
  if (presence.until === null) return 'off';
  const away = presence.until - at;
  const duration = spoken ? spokenDuration(away) : durationText(away);
  if (away < 18 * hour) return `${next ? 'starts' : 'back'} in ${duration}`;
  return `back ${dayText(presence.until, at, offset, spoken)} ${timeText(clockAt(presence.until, offset), hour12)}`;
}

/** What a teammate does, in words, with times on the teammate's own clock. */
export function doingText(presence: Presence, at: number, next: boolean, manner: Manner): string {
  const { offset, hour12, spoken } = manner;
  const { state, until } = presence;
  switch (state) {
    case 'working':
      return until === null
        ? 'working round the clock'
        : `working until ${until - at > day ? `${dayText(until, at, offset, spoken)} ` : ''}${timeText(clockAt(until, offset), hour12)}`;
    case 'off-hours':
      return offHoursText(presence, at, next, manner);
    case 'day-off':
      return until === null ? 'day off' : `day off until ${dayText(until, at, offset, true)}`;
    case 'on-leave':
      return until === null ? 'on leave' : `on leave until ${dayText(until, at, offset, spoken)}`;
  }
}

export function rowText(row: TeamRow, model: TeamViewModel, baton: Baton, at: number): RowText {
  const offset = offsetAt(row.offsets, at);
  const mine = offsetAt(model.me.offsets, at);
  const presence = presenceAt(row, at, model.known);
  const isNext = baton.next?.id === row.id;
  const pill =
    baton.holder === row.id
      ? ({ kind: 'baton', text: 'holds the baton' } as const)
      : isNext
        ? ({ kind: 'next', text: 'next' } as const)
        : null;
  const name = row.isMe ? 'You' : row.name;
  const known = offset !== null && mine !== null;
  const clock = known ? clockAt(at, offset) : null;
  const weekday = known && clock && isOtherDay(at, offset, mine) ? shortWeekdayText(clock) : '';
  const { hour12 } = model;
  const doing =
    presence && known ? doingText(presence, at, isNext, { offset, hour12, spoken: false }) : unknownText(row);
  const inferred = row.fromCommits && !row.isMe && presence !== null;
  const onCall = isOnCall(row, at);
  const pinned = row.pinned && !row.isMe;
  const sentence = [
    row.isMe ? `You, ${row.name}` : row.name,
    pill?.kind === 'next' ? 'next to take the baton' : pill?.text,
    onCall ? 'on call' : undefined,
    pinned ? 'pinned' : undefined,
    clock ? `${timeText(clock, hour12)}${weekday ? ` on ${weekdayText(clock)}` : ''}` : undefined,
    presence && known ? doingText(presence, at, isNext, { offset, hour12, spoken: true }) : doing,
    known && !row.isMe ? spokenDifference(offset - mine) : undefined,
    inferred ? 'offset from commits' : undefined,
    row.rightOffset === null ? undefined : clockNote(row.rightOffset),
  ];
  return {
    name,
    note: row.rightOffset === null ? '' : clockNote(row.rightOffset),
    pill,
    onCall,
    pinned,
    state: presence?.state ?? 'unknown',
    doing: inferred ? `${doing} · from commits` : doing,
    time: clock ? timeText(clock, hour12) : '',
    weekday,
    difference: known ? (row.isMe ? utcText(offset) : differenceText(offset - mine)) : '',
    sentence: sentence.filter((part) => part !== undefined && part !== '').join(', '),
  };
}

const clockNote = (right: string): string => `old zone data: ${right} is right`;

function unknownText(row: TeamRow): string {
  if (row.offsets.length === 0) return 'time zone unknown';
  // My own time is that of the machine I sit at, whatever my commits say.
  if (row.fromCommits && row.isMe) return 'your own clock';
  return row.fromCommits ? 'from commits' : 'working hours unknown';
}
