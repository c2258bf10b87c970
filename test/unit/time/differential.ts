import assert from 'node:assert/strict';
import { answerBy } from '../../../src/core/team/answer';
import { sweep } from '../../../src/core/team/overlaps';
import { scheduleOf } from '../../../src/core/team/spans';
import type { DaySpan, WorkingWeek } from '../../../src/core/team/model';
import { DAY, rulesOf } from '../../../src/core/time/rules';
import { isZone, zoneNames } from '../../../src/core/time/zone';
import { type Person, reference, referenceAnswer, referenceShared, referenceState } from './reference';

/** A small generator of numbers in [0, 1) from a seed (mulberry32): the same cases on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const HOUR = 3_600_000;
/** 50 years of instants. */
const FIRST = Date.UTC(1990, 0, 1);
const LAST = Date.UTC(2040, 0, 1);
/** Instants asked about in one working week. */
const PER_WEEK = 50;

function randomPerson(random: () => number, zones: readonly string[], near: number): Person {
  const below = (count: number): number => Math.floor(random() * count);
  const span = (): DaySpan => {
    // On the quarter hour, so that starts and ends often fall into the hours that a clock change skips or repeats.
    const start = below(96) * 15;
    return { start, end: start + 15 + below(60) * 15 };
  };
  const week: WorkingWeek = Object.fromEntries(
    ([1, 2, 3, 4, 5, 6, 7] as const)
      .filter(() => random() < 0.7)
      .map((day) => [day, Array.from({ length: 1 + below(2) }, span)]),
  );
  const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  const from = near + (below(10) - 5) * DAY;
  const leave = random() < 0.3 ? [{ from: iso(from), to: iso(from + below(5) * DAY) }] : [];
  return { zone: zones[below(zones.length)] ?? 'UTC', week, leave };
}

/** Compares `cases` random instants with the reference; throws at the first difference, saying how to see it again. */
export function compareWithTemporal(seed: number, cases: number): void {
  const random = seeded(seed);
  const zones = [...zoneNames(), 'UTC+05:30', 'UTC-03:00'].filter(isZone);
  for (let done = 0; done < cases; done += PER_WEEK) {
    const at = FIRST + Math.floor((random() * (LAST - FIRST)) / 60_000) * 60_000;
    const people = [randomPerson(random, zones, at), randomPerson(random, zones, at)];
    const known = people.map((person) => reference({ ...person, zone: forTemporal(person.zone) }, at, 4, 22));
    const [from, to] = [at, at + 7 * DAY];
    const schedules = people.map((person) => scheduleOf(person, person.week, rulesOf(person.zone)));
    const context = `seed ${seed}, after ${done} cases: ${JSON.stringify({ at, people })}`;
    const shared = sweep(
      schedules.map((schedule) => schedule.stretches(from, to)),
      from,
      to,
    ).map(({ start, end, people: who }) => [start, end, who.join()]);
    assert.deepEqual(shared, referenceShared(known, from, to), `overlaps, ${context}`);
    for (let each = 0; each < PER_WEEK; each++) {
      const instant = from + Math.floor(random() * 7 * 96) * 15 * 60_000;
      const index = each % 2;
      const [schedule, facts] = [schedules[index], known[index]];
      assert(schedule && facts);
      const expected = referenceState(facts, instant);
      // The reference sees three weeks: states that last longer are only told to last.
      const actual = schedule.state(instant);
      if (expected.until !== null || actual.until === null || actual.until < instant + 14 * DAY)
        assert.deepEqual(actual, expected, `state of ${index} at ${instant}, ${context}`);
      else assert.equal(actual.state, expected.state, `state of ${index} at ${instant}, ${context}`);
      const [elapsed, working] = [Math.floor(random() * 30) * HOUR, Math.floor(random() * 16) * HOUR];
      const answer = referenceAnswer(facts, instant, elapsed, working);
      if (answer !== null && answer < to + 10 * DAY)
        assert.equal(
          answerBy(schedule, instant, { elapsed, working }),
          answer,
          `answer ${instant}, ${context}`,
        );
    }
  }
}

/** Temporal calls an offset zone by its offset alone. */
const forTemporal = (zone: string): string => (/^UTC[+-]/.test(zone) ? zone.slice(3) : zone);
