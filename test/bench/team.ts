import assert from 'node:assert/strict';
import { DateTime as Luxon, Interval } from 'luxon';
import type { AuthorStamp } from '../../src/core/ports/git';
import { createInference } from '../../src/core/team/infer';
import type { Team, Teammate } from '../../src/core/team/model';
import { teamNow } from '../../src/core/team/now';
import { sweep } from '../../src/core/team/overlaps';
import { createEvidence } from '../../src/core/team/people';
import { scheduleOf } from '../../src/core/team/spans';
import { DateTime } from '../../src/core/time/luxon';
import { sharedRules } from '../../src/core/time/rules';
import { atMost, median, type Result } from './result';

const zones = [
  'Asia/Kolkata',
  'Europe/Lisbon',
  'America/Sao_Paulo',
  'America/Los_Angeles',
  'Australia/Sydney',
];
const zoneOf = (index: number) => zones[index % zones.length] ?? 'UTC';
const opens = (index: number) => 8 + (index % 3);
const hours = 8;
const days = 14;
/** The clocks change in these two weeks in Europe, America or Australia. */
const start = Date.UTC(2026, 9, 21);
const end = start + days * 86_400_000;

/** The team at one instant, overlaps beside plain luxon, and zones from a million commits. */
export function run(): Promise<Result[]> {
  const own = times(() => overlaps(50));
  const plain = times(() => plainOverlaps(50));
  assert.deepEqual(overlaps(50), plainOverlaps(50));
  const team: Team = { source: 'file', members: people(300) };
  const now = times(() => teamNow(team, DateTime.fromMillis(start, { zone: 'UTC' }), { days: 7 }));
  const commits = stamps(1_000_000);
  const inferred = times(() => infer(commits), 3);
  return Promise.resolve([
    { name: '300 people, now and seven days ahead', value: now, unit: 'ms' },
    { name: 'overlaps of 50 people in 14 days', value: own, unit: 'ms' },
    { name: 'the same overlaps with luxon Intervals, plainly', value: plain, unit: 'ms' },
    atMost('Baton beside luxon Intervals, equal in result', own / plain, 'x', 0.2),
    { name: 'zones of 300 people from 1,000,000 commits', value: inferred, unit: 'ms' },
  ]);
}

function people(count: number): Teammate[] {
  return Array.from({ length: count }, (_, index) => {
    const day = [{ start: opens(index) * 60, end: (opens(index) + hours) * 60 }];
    return {
      name: `Person ${index}`,
      emails: [],
      zone: zoneOf(index),
      zoneFrom: 'declared' as const,
      week: { 1: day, 2: day, 3: day, 4: day, 5: day },
      leave: [],
      onCall: [],
    };
  });
}

type Overlap = readonly [from: number, to: number, people: readonly number[]];

function overlaps(count: number): Overlap[] {
  const rules = sharedRules();
  const working = people(count).map(({ zone, week, leave }) =>
    zone && week ? scheduleOf({ leave }, week, rules(zone)).stretches(start, end) : [],
  );
  return sweep(working, start, end)
    .filter((each) => each.people.length > 1)
    .map((each) => [each.start, each.end, each.people]);
}

/** As one writes it first: an interval for each day of each person, cut at every start and end. */
function plainOverlaps(count: number): Overlap[] {
  const whole = Interval.fromDateTimes(Luxon.fromMillis(start), Luxon.fromMillis(end));
  const working = Array.from({ length: count }, (_, person) => {
    const zone = zoneOf(person);
    const first = Luxon.fromMillis(start, { zone }).startOf('day').minus({ days: 1 });
    return Array.from({ length: days + 3 }, (_, day) => first.plus({ days: day }))
      .filter(({ weekday }) => weekday <= 5)
      .map((day) => Interval.after(day.set({ hour: opens(person) }), { hours }).intersection(whole))
      .filter((each) => each !== null);
  });
  const cuts = working.flat().flatMap((each) => [each.start.toMillis(), each.end.toMillis()]);
  const edges = [...new Set(cuts)].sort((one, other) => one - other).map((at) => Luxon.fromMillis(at));
  // luxon makes an empty interval of a cut at the very start.
  const slots = whole.splitAt(...edges).filter((slot) => !slot.isEmpty());
  return slots.flatMap((slot) => {
    const present = working.flatMap((own, person) =>
      own.some((each) => each.engulfs(slot)) ? [person] : [],
    );
    const overlap: Overlap = [slot.start.toMillis(), slot.end.toMillis(), present];
    return present.length > 1 ? [overlap] : [];
  });
}

/** Commits of 300 people in the offsets that their zones had, over two years. */
function stamps(count: number): AuthorStamp[] {
  const rules = sharedRules();
  const span = 730 * 86_400;
  return Array.from({ length: count }, (_, index) => {
    const person = index % 300;
    const epochSeconds = Math.floor(start / 1000 - (span * index) / count);
    const offsetMinutes = rules(zoneOf(person)).offsetAt(epochSeconds * 1000);
    return { name: `Person ${person}`, email: `person${person}@example.com`, epochSeconds, offsetMinutes };
  });
}

function infer(commits: readonly AuthorStamp[]): number {
  const evidence = createEvidence();
  for (const each of commits) evidence.add(each);
  const inference = createInference(start);
  return evidence.people().filter(({ sightings }) => inference.zoneOf(sightings).zone !== null).length;
}

/** The median time of some runs, in milliseconds, after one that is not counted. */
function times(work: () => unknown, runs = 7): number {
  work();
  const measured = Array.from({ length: runs }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return median(measured);
}
