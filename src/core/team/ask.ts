import { postedTime } from '../time/format';
import { rulesOf } from '../time/rules';
import { instantIn } from '../time/zone';
import { answerBy, responseTime, usualResponse } from './answer';
import type { Teammate } from './model';
import { type Schedule, scheduleOf, type Stretch } from './spans';

const MINUTE = 60_000;
/** Two people who share less than this have no time for a question and its answer. */
const TALK = 15 * MINUTE;
const LOOK_AHEAD = 14 * 24 * 60 * MINUTE;

/** What becomes of a question asked now. Instants in epoch milliseconds; null when nothing is known, or never. */
export interface Prospect {
  /** By when an answer may be expected. */
  readonly answerBy: number | null;
  readonly urgentAnswerBy: number | null;
  /** When it is best to write: once both work, if that is no later than the answer; else once they work. */
  readonly writeAt: number | null;
  /** Whether both of us work then. */
  readonly isShared: boolean;
}

const nothing: Prospect = { answerBy: null, urgentAnswerBy: null, writeAt: null, isShared: false };

/** What to expect of asking a teammate at `at` (epoch milliseconds), by declared working hours and response time. */
export function askAt(them: Teammate, me: Teammate | null, at: number): Prospect {
  const theirs = workOf(them);
  if (theirs === null) return nothing;
  const response = them.response ?? usualResponse;
  const normal = answerBy(theirs, at, responseTime(response, false));
  const both = me === null ? null : firstShared(theirs, workOf(me), at);
  const isShared = both !== null && (normal === null || both <= normal);
  return {
    answerBy: normal,
    urgentAnswerBy: answerBy(theirs, at, responseTime(response, true)),
    writeAt: isShared ? both : (firstOf(theirs.stretches(at, at + 1), at) ?? theirs.nextStart(at)),
    isShared,
  };
}

function workOf({ zone, week, leave }: Teammate): Schedule | null {
  return zone === null || week === null ? null : scheduleOf({ leave }, week, rulesOf(zone));
}

const firstOf = ([first]: readonly Stretch[], at: number): number | null =>
  first === undefined ? null : Math.max(at, first.start);

function firstShared(theirs: Schedule, mine: Schedule | null, at: number): number | null {
  const own = mine?.stretches(at, at + LOOK_AHEAD) ?? [];
  for (const their of theirs.stretches(at, at + LOOK_AHEAD)) {
    for (const my of own) {
      const start = Math.max(their.start, my.start, at);
      if (Math.min(their.end, my.end) - start >= TALK) return start;
    }
  }
  return null;
}

/**
 * An instant in a text that many read: `Fri 10:00 Lisbon (10:00 UTC)`. Where only commits tell the zone, the offset
 * then, and no guessed city. `now` is when the text is written.
 */
export function timeFor(member: Teammate, at: number, now: number): string {
  const zone = member.zone ?? 'UTC';
  const local = instantIn(at, zone);
  const shown = member.zoneFrom === 'declared' ? zone : `UTC${local.toFormat('ZZ')}`;
  return postedTime(local, shown, instantIn(now, zone));
}
