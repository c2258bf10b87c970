import { escapeInline } from '../text/markdown';
import { oneLine, visible } from '../text/visible';
import { clockText, dayAndClock, placeOf } from '../time/format';
import type { DateTime } from '../time/luxon';
import { formatOffset, instantIn } from '../time/zone';
import type { Teammate } from './model';
import type { Stretch } from './spans';

/** A clock that some of those who meet share, and their names. */
export interface MeetingClock {
  /** `Lisbon`; `UTC+05:30` where only commits tell, since no city is guessed. */
  readonly place: string;
  readonly start: DateTime;
  readonly end: DateTime;
  readonly names: readonly string[];
}

/** The clocks of those who meet, each once, from west to east. */
export function clocksOf(members: readonly Teammate[], { start, end }: Stretch): MeetingClock[] {
  const clocks = new Map<string, { start: DateTime; end: DateTime; names: string[] }>();
  for (const { zone, zoneFrom, name } of members) {
    if (zone === null) continue;
    const from = instantIn(start, zone);
    const place = zoneFrom === 'declared' ? placeOf(zone) : `UTC${formatOffset(from.offset)}`;
    const known = clocks.get(place);
    if (known) known.names.push(name);
    else clocks.set(place, { start: from, end: instantIn(end, zone), names: [name] });
  }
  return [...clocks]
    .map(([place, clock]) => ({ place, ...clock }))
    .sort((a, b) => a.start.offset - b.start.offset || (a.place < b.place ? -1 : 1));
}

const english = { locale: 'en' };

/** `Tue 24 Nov 13:00–14:00`, with the second day where the meeting runs into it. */
export function rangeText(start: DateTime, end: DateTime, hour12 = false): string {
  const last = start.hasSame(end, 'day') ? clockText(end, hour12) : dayAndClock(end, hour12);
  return `${start.toFormat('ccc d LLL', english)} ${clockText(start, hour12)}–${last}`;
}

/** The meeting for many readers: UTC first, then every zone by its name with who is there. Names become no mentions. */
export function meetingMarkdown(title: string, members: readonly Teammate[], slot: Stretch): string {
  const [start, end] = [instantIn(slot.start, 'UTC'), instantIn(slot.end, 'UTC')];
  const lines = clocksOf(members, slot).map(
    ({ place, names, ...clock }) =>
      `- ${place}: ${rangeText(clock.start, clock.end)} (${names.map((name) => escapeInline(name, 100)).join(', ')})`,
  );
  const heading = `**${escapeInline(title)}**: ${rangeText(start, end)} UTC, ${start.toFormat('yyyy', english)}`;
  return [heading, '', ...lines, ''].join('\n');
}

/**
 * The meeting as an iCalendar file (RFC 5545): instants in UTC, which every calendar shows on its owner's own clock.
 * `uid` must be new for each meeting; `at` is the present instant in epoch milliseconds.
 */
export function meetingCalendar(
  meeting: { readonly title: string; readonly uid: string; readonly at: number },
  members: readonly Teammate[],
  slot: Stretch,
): string {
  const stamp = (ms: number): string => instantIn(ms, 'UTC').toFormat("yyyyLLdd'T'HHmmss'Z'", english);
  const clocks = clocksOf(members, slot).map(
    ({ place, start, end, names }) => `${place}: ${rangeText(start, end)} (${names.join(', ')})`,
  );
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Baton//Meeting//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${meeting.uid}`,
    `DTSTAMP:${stamp(meeting.at)}`,
    `DTSTART:${stamp(slot.start)}`,
    `DTEND:${stamp(slot.end)}`,
    `SUMMARY:${calendarText([meeting.title])}`,
    `DESCRIPTION:${calendarText(clocks)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

/** A TEXT value of lines: what has a meaning in iCalendar is escaped, and no text can begin a line of its own. */
const calendarText = (lines: readonly string[]): string =>
  lines.map((line) => oneLine(visible(line)).replace(/[\\;,]/g, '\\$&')).join('\\n');

/** Longest line in UTF-8, without its end. */
const LINE = 75;

/** A long line goes on in the next, which begins with a space; cut between characters, not between their bytes. */
function folded(line: string): string {
  let result = '';
  let used = 0;
  for (const character of line) {
    const size = utf8Length(character);
    if (used + size > LINE) {
      result += '\r\n ';
      used = 1;
    }
    result += character;
    used += size;
  }
  return result;
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
