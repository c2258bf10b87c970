import { DAY } from '../time/rules';
import type { ResponseHours } from './model';
import type { Schedule } from './spans';

const HOUR = 3_600_000;

/** How soon a teammate answers: never before `elapsed` of the clock and `working` of their working time have passed (ms). */
export interface ResponseTime {
  readonly elapsed: number;
  readonly working: number;
}

/** How soon a teammate answers who declares nothing: within a day; when urgent, within four hours of working time. */
export const usualResponse: ResponseHours = { normal: 24, urgent: 4 };

/** What is not urgent waits for its hours by the clock, and for the working time that something urgent takes. */
export function responseTime(hours: ResponseHours, urgent: boolean): ResponseTime {
  return { elapsed: urgent ? 0 : hours.normal * HOUR, working: hours.urgent * HOUR };
}

/** How far ahead an answer is looked for. */
const HORIZON = 400 * DAY;
const CHUNK = 14 * DAY;

/**
 * When a question asked at `at` is answered at the latest: the first instant of working time (its end included) at which
 * both parts of the response time have passed. Null when the teammate does not work that much in more than a year.
 */
export function answerBy(schedule: Schedule, at: number, response: ResponseTime): number | null {
  const earliest = at + response.elapsed;
  let worked = 0;
  for (let from = at; from < at + HORIZON; from += CHUNK) {
    const to = from + CHUNK;
    for (const stretch of schedule.stretches(from, to)) {
      const start = Math.max(stretch.start, from);
      const end = Math.min(stretch.end, to);
      const enough = start + Math.max(0, response.working - worked);
      const answer = Math.max(start, enough, earliest);
      if (answer <= end) return answer;
      worked += end - start;
    }
  }
  return null;
}
