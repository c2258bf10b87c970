import type { Span, TeamViewModel } from '../../src/protocol';
import type { Baton } from './baton';
import { clockChanges, type ClockChange } from './changes';
import {
  clockAt,
  dateText,
  day,
  durationText,
  hour,
  offsetAt,
  shortWeekdayText,
  timeText,
  weekdayText,
} from './clock';
import { nextGap, sharedTime } from './overlap';
import { isOnCall, presenceAt } from './presence';

/** The sentences around the rows; an empty one is not shown. `strong` is the part that carries the weight. */
export interface Headline {
  readonly strong: string;
  readonly rest: string;
  readonly shared: string;
  readonly gap: { readonly strong: string; readonly rest: string } | null;
  /** Each clock change that is near, a sentence. */
  readonly changes: readonly string[];
  /** Who is on call; empty when the team knows no such duty. */
  readonly onCall: string;
}

const week = 7 * day;
/** How long before a clock change it is told. */
const clocksAhead = 21 * day;
const numbers = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
];
const numberText = (count: number) => numbers[count] ?? (count === 12 ? 'twelve' : String(count));

/**
 * What the team does at an instant: how many work, who takes over, when to meet, and when nobody is there. Where the
 * person looks at one group, it is of that group; the baton and who is on call are the whole team's.
 */
export function headlineAt(team: TeamViewModel, baton: Baton, at: number): Headline {
  const model = ofGroup(team);
  const where = model === team ? '' : ` in ${team.group}`;
  const ahead: Span = { start: at, end: Math.min(at + week, model.known.end) };
  const soon: Span = { start: at, end: at + clocksAhead };
  const workingOf = ({ rows }: TeamViewModel): number =>
    rows.filter((row) => presenceAt(row, at)?.state === 'working').length;
  const working = workingOf(model);
  const hoursKnown = model.rows.some((row) => row.work !== null);
  if (!hoursKnown) {
    const people = `${model.rows.length} ${model.rows.length === 1 ? 'person' : 'people'}`;
    const committed = model.ever ? ' committed here' : ' committed here lately';
    const rest = model.source === 'commits' ? committed : `${where} without working hours`;
    return {
      strong: people,
      rest,
      shared: '',
      gap: null,
      changes: changeTexts(model, soon),
      onCall: onCallText(team, at),
    };
  }
  return {
    strong: working === 0 ? 'Nobody is working' : `${working} working`,
    rest: `${where}${takeOverText(team, baton, at, workingOf(team) > 0)}`,
    shared: sharedText(withMe(model, team), ahead),
    gap: gapText(model, ahead, where),
    changes: changeTexts(model, soon),
    onCall: onCallText(team, at),
  };
}

/** The team as far as it is in the group that the person chose; the team itself where they chose none. */
function ofGroup(team: TeamViewModel): TeamViewModel {
  const { group, rows } = team;
  const own = rows.filter(({ groups }) => group !== null && groups.includes(group));
  return own.length === 0 ? team : { ...team, rows: own };
}

/** With me, who want to meet them. */
const withMe = (model: TeamViewModel, { rows }: TeamViewModel): TeamViewModel => ({
  ...model,
  rows: rows.filter((row) => row.isMe || model.rows.includes(row)),
});

/** A time on my clock, with the weekday when it is not today's. */
function myTime(model: TeamViewModel, at: number, now: number): string {
  const offset = offsetAt(model.me.offsets, at) ?? 0;
  const clock = clockAt(at, offset);
  const today = clockAt(now, offsetAt(model.me.offsets, now) ?? 0).date === clock.date;
  const time = timeText(clock, model.hour12);
  return today ? time : `${shortWeekdayText(clock)} ${time}`;
}

function takeOverText(model: TeamViewModel, baton: Baton, at: number, somebodyWorks: boolean): string {
  const { next } = baton;
  const row = model.rows.find(({ id }) => id === next?.id);
  if (!next || !row) return '';
  const who = row.isMe ? 'you' : row.name;
  const does = somebodyWorks ? (row.isMe ? 'take over' : 'takes over') : row.isMe ? 'start' : 'starts';
  const away = next.startsAt - at;
  // A line that ends between a number and its unit reads badly.
  const unbroken = durationText(away).replaceAll(' ', '\u00a0');
  return `, ${who} ${does} ${away < 18 * hour ? `in ${unbroken}` : myTime(model, next.startsAt, at)}`;
}

function sharedText(model: TeamViewModel, ahead: Span): string {
  const { team, all, best } = sharedTime(model.rows, ahead, hour);
  if (team < 2) return '';
  const everyone = team === 2 ? 'both' : `all ${numberText(team)}`;
  const when = (span: Span) =>
    span.start <= ahead.start
      ? `now, until ${myTime(model, span.end, ahead.start)}`
      : myTime(model, span.start, ahead.start);
  if (all) return `Next hour shared by ${everyone}: ${when(all)}`;
  if (best)
    return `Next hour shared by ${everyone}: none · best for ${numberText(best.count)}: ${when(best.span)}`;
  return `Next hour shared by ${everyone}: none this week`;
}

function gapText(model: TeamViewModel, ahead: Span, where: string): Headline['gap'] {
  const gap = nextGap(model.rows, ahead);
  if (!gap) return null;
  const from = gap.start <= ahead.start ? 'now' : myTime(model, gap.start, ahead.start);
  const sameDay = gap.start > ahead.start && gap.end - gap.start < day;
  const to = sameDay ? myTime(model, gap.end, gap.start) : myTime(model, gap.end, ahead.start);
  if (gap.end >= ahead.end) return { strong: 'Nobody works', rest: `${where} from ${from} on` };
  return {
    strong: 'Nobody works',
    rest: `${where} ${from === 'now' ? `until ${to}` : `${from}–${to}`} your time`,
  };
}

function onCallText(model: TeamViewModel, at: number): string {
  if (!model.rows.some((row) => row.onCall.length > 0)) return '';
  const names = model.rows.filter((row) => isOnCall(row, at)).map((row) => (row.isMe ? 'you' : row.name));
  const last = names.pop();
  return `On call: ${last === undefined ? 'nobody' : names.length > 0 ? `${names.join(', ')} and ${last}` : last}`;
}

const changeTexts = (model: TeamViewModel, soon: Span): string[] =>
  clockChanges(model, soon).map((change) => changeText(model, soon, change));

function changeText(model: TeamViewModel, soon: Span, change: ClockChange): string {
  const clock = clockAt(change.at, offsetAt(model.me.offsets, change.at) ?? 0);
  const on = change.at - soon.start < 6 * day ? weekdayText(clock) : dateText(clock);
  const names = change.ids.map((id) => model.rows.find((row) => row.id === id)?.name ?? '');
  const others = names.length - 2;
  const who =
    names.length <= 2
      ? names.join(' and ')
      : `${names.slice(0, 2).join(', ')} and ${numberText(others)} more`;
  const size = Math.abs(change.minutes);
  const by = size === 60 ? 'one hour' : durationText(size * 60_000);
  return `From ${on}, ${who} ${names.length === 1 ? 'is' : 'are'} ${by} ${change.minutes < 0 ? 'closer' : 'further away'}`;
}
