import assert from 'node:assert/strict';
import { DateTime as Luxon, Interval } from 'luxon';
import { scheduleOf } from '../../../src/core/team/spans';
import { sweep } from '../../../src/core/team/overlaps';
import type { Team, Teammate } from '../../../src/core/team/model';
import { sharedRules } from '../../../src/core/time/rules';
import { teamViewModel } from '../../../src/features/team/viewModel';
import { atMost, type Result } from '../result';
import { times } from './times';

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
const DAY = 86_400_000;
/** The clocks change in these two weeks in Europe, America or Australia. */
const start = Date.UTC(2026, 9, 21);
const end = start + days * DAY;

/** What Baton computes beside the same with luxon's Intervals, written plainly. */
export function besideIntervals(): Result[] {
  assert.deepEqual(overlaps(50), plainOverlaps(50));
  const own = times(() => overlaps(50));
  const plain = times(() => plainOverlaps(50));
  const team: Team = { source: 'file', members: people(300) };
  assert.deepEqual(model(team), plainModel(300));
  const ownModel = times(() => model(team));
  const modelOfIntervals = times(() => plainModel(300), 3);
  return [
    { name: 'the model of 300 people', value: ownModel, unit: 'ms' },
    { name: 'the same with luxon Intervals, plainly', value: modelOfIntervals, unit: 'ms' },
    atMost('the model beside Intervals, equal in result', ownModel / modelOfIntervals, 'x', 0.2),
    { name: 'overlaps of 50 people in 14 days', value: own, unit: 'ms' },
    { name: 'the same with luxon Intervals, plainly', value: plain, unit: 'ms' },
    atMost('overlaps beside Intervals, equal in result', own / plain, 'x', 0.2),
  ];
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

type Spans = readonly (readonly [from: number, to: number])[];
interface PersonModel {
  readonly work: Spans;
  readonly daysOff: Spans;
  readonly offset: number;
}

/** What the view gets of each person; Baton's own model holds more (turns, every offset, who is on call). */
function model(team: Team): PersonModel[] {
  const { rows } = teamViewModel({ team, at: start, zone: 'UTC', me: null, notice: null });
  return rows.map(({ work, daysOff, offsets }) => ({
    work: (work ?? []).map((each) => [each.start, each.end]),
    daysOff: daysOff.map((each) => [each.start, each.end]),
    offset: offsets.findLast(({ from }) => from <= start)?.minutes ?? 0,
  }));
}

function plainModel(count: number): PersonModel[] {
  const known = Interval.fromDateTimes(
    Luxon.fromMillis(start - 14 * DAY),
    Luxon.fromMillis(start + 14 * DAY),
  );
  const spans = (intervals: readonly Interval<true>[]): Spans =>
    Interval.merge(intervals as Interval<true>[])
      .filter((each) => each.overlaps(known))
      .map((each) => [each.start.toMillis(), each.end.toMillis()] as const);
  return Array.from({ length: count }, (_, person) => {
    const zone = zoneOf(person);
    const first = Luxon.fromMillis(start, { zone }).startOf('day').minus({ days: 16 });
    const all = Array.from({ length: 33 }, (_, day) => first.plus({ days: day }));
    const work = all
      .filter(({ weekday }) => weekday <= 5)
      .map((day) =>
        Interval.fromDateTimes(day.set({ hour: opens(person) }), day.set({ hour: opens(person) + hours })),
      );
    const off = all
      .filter(({ weekday }) => weekday > 5)
      .map((day) => Interval.fromDateTimes(day, day.plus({ days: 1 })));
    return {
      work: spans(work as Interval<true>[]),
      daysOff: spans(off as Interval<true>[]),
      offset: Luxon.fromMillis(start, { zone }).offset,
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
