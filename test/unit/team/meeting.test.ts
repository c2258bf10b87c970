import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readTeamFile } from '../../../src/core/team/file';
import { planMeeting, type MeetingPlan } from '../../../src/core/team/meeting';
import type { Team } from '../../../src/core/team/model';
import { scheduleOf } from '../../../src/core/team/spans';
import { rulesOf } from '../../../src/core/time/rules';
import { findMeeting } from '../../../src/usecases/findMeeting';
import { assertLinear } from '../growth';

const MINUTE = 60_000;

function teamOf(members: string): Team {
  const { team, problems } = readTeamFile(`members:\n${members}`);
  assert.deepEqual(problems, []);
  assert(team);
  return team;
}
const plan = (members: string, from: string, minutes = 60): MeetingPlan =>
  planMeeting(teamOf(members).members, Date.parse(from), minutes);
const starts = ({ slots }: MeetingPlan): string[] =>
  slots.map(({ start }) => new Date(start).toISOString().slice(0, 16));

const pune = '  - { name: pune, zone: Asia/Kolkata, hours: 09:30-18:30 }\n';
const lisbon = '  - { name: lisbon, zone: Europe/Lisbon, hours: 09:00-17:00 }\n';
const denver = '  - { name: denver, zone: America/Denver, hours: 09:00-17:00 }\n';

describe('a time to meet', () => {
  it('is in the middle of what all share rather than at the edge of somebody’s day, and sooner rather than later', () => {
    // Pune works 04:00–13:00 UTC, Lisbon 09:00–17:00 UTC: they share 09:00–13:00 UTC.
    const found = plan(pune + lisbon, '2026-11-20T00:00Z');
    assert.equal(found.isCompromise, false);
    assert.deepEqual(starts(found).slice(0, 3), ['2026-11-20T10:00', '2026-11-23T10:00', '2026-11-24T10:00']);
    assert.equal(found.slots.length, 10);
    assert.ok(found.slots.every(({ start, end }) => end - start === 60 * MINUTE));
  });

  it('never begins in the past, and ends before somebody’s hours do', () => {
    assert.equal(starts(plan(pune + lisbon, '2026-11-20T11:50Z'))[0], '2026-11-20T12:00');
    assert.ok(!starts(plan(pune + lisbon, '2026-11-20T12:10Z')).some((start) => start < '2026-11-21'));
  });

  it('keeps out of lunch where hours have a gap, and out of leave and days off', () => {
    const found = plan(
      '  - { name: a, zone: UTC, hours: "09:00-12:00, 13:00-17:00", leave: 2026-11-23 }\n' +
        '  - { name: b, zone: UTC, hours: 11:00-14:00, days: mon-thu }\n',
      '2026-11-20T00:00Z',
    );
    assert.deepEqual(starts(found).slice(0, 2), ['2026-11-24T11:00', '2026-11-24T13:00']);
    assert.ok(!starts(found).some((start) => /T12:/.test(start)));
    assert.ok(!starts(found).some((start) => /2026-11-(20|23|27)T/.test(start)));
  });

  it('follows a clock change between two weeks', () => {
    const found = plan(
      '  - { name: a, zone: Europe/Lisbon, hours: 09:00-10:00 }\n  - { name: b, zone: UTC, hours: 00:00-24:00 }\n',
      '2026-10-22T00:00Z',
    );
    assert.ok(starts(found).includes('2026-10-23T08:00'));
    assert.ok(starts(found).includes('2026-10-26T09:00'));
  });

  it('is a compromise when nobody’s hours meet: least for whom it hits most, and the others in turn', () => {
    // Pune ends at 13:00 UTC, Denver starts at 16:00 UTC: three hours apart.
    const found = plan(pune + denver, '2026-11-23T00:00Z');
    assert.equal(found.isCompromise, true);
    const [first] = found.slots;
    assert.equal(starts(found)[0], '2026-11-23T14:00');
    assert.deepEqual(first?.burdens, [
      { name: 'pune', minutes: 120 },
      { name: 'denver', minutes: 120 },
    ]);
    const bearers = new Set(
      found.slots.map(({ burdens }) =>
        burdens
          .map(({ name }) => name)
          .sort()
          .join('+'),
      ),
    );
    assert.deepEqual([...bearers].sort(), ['denver', 'denver+pune', 'pune']);
    const days = found.slots.filter(({ burdens }) => burdens.length === 1 && burdens[0]?.name === 'pune');
    assert.deepEqual(
      days.map(({ start, burdens }) => [new Date(start).toISOString().slice(0, 16), burdens[0]?.minutes]),
      [
        ['2026-11-23T16:00', 240],
        ['2026-11-24T16:00', 240],
        ['2026-11-25T16:00', 240],
      ],
    );
  });

  it('is offered a dozen times at most', () => {
    const hours = 'hours: "09:00-12:00, 13:00-17:00", days: mon-sun';
    const found = plan(
      `  - { name: a, zone: UTC, ${hours} }\n  - { name: b, zone: UTC, ${hours} }\n`,
      '2026-11-23T00:00Z',
    );
    assert.equal(found.slots.length, 12);
  });

  it('asks, of two times that hit somebody as hard, for the one that costs all of them less', () => {
    const found = plan(
      '  - { name: a, zone: UTC, hours: 09:00-12:00, days: mon-tue }\n' +
        '  - { name: b, zone: UTC, hours: 12:00-15:00, days: mon-tue }\n' +
        '  - { name: c, zone: UTC, hours: { mon: 09:00-16:00, tue: 09:00-12:00 } }\n',
      '2026-11-24T00:00Z',
    );
    assert.deepEqual(starts(found).slice(0, 3), ['2026-11-30T11:30', '2026-12-07T11:30', '2026-11-24T11:30']);
  });

  it('asks the same people for the same favour once a day', () => {
    const found = plan(
      '  - { name: a, zone: UTC, hours: "09:00-12:00, 15:00-18:00" }\n' +
        '  - { name: b, zone: UTC, hours: 12:00-15:00 }\n',
      '2026-11-23T00:00Z',
    );
    assert.deepEqual(starts(found).slice(0, 3), ['2026-11-23T11:30', '2026-11-24T11:30', '2026-11-25T11:30']);
  });

  it('may lie right behind hours that are over by now', () => {
    const found = plan(
      '  - { name: a, zone: UTC, hours: { mon: 09:00-12:00 } }\n' +
        '  - { name: b, zone: UTC, hours: { mon: 13:00-16:00 } }\n',
      '2026-11-23T12:00Z',
    );
    assert.equal(starts(found)[0], '2026-11-23T12:00');
  });

  it('is on no day of leave, however near the shift before it ends', () => {
    // The shift of the 24th ends at 02:00 on the 25th, which is leave.
    const found = plan(
      '  - { name: night, zone: UTC, hours: 20:00-02:00, days: mon-sun, leave: 2026-11-25 }\n' +
        '  - { name: early, zone: UTC, hours: 04:00-08:00, days: mon-sun }\n',
      '2026-11-24T20:00Z',
    );
    assert.equal(starts(found)[0], '2026-11-27T02:30');
    // Until two o'clock they are there anyway.
    assert.ok(!starts(found).some((start) => start > '2026-11-25T01:00' && start < '2026-11-26'));
  });

  it('asks nobody to come during leave, and says who is away throughout', () => {
    const found = plan(
      pune + '  - { name: denver, zone: America/Denver, leave: 2026-11-01 – 2026-12-31 }\n',
      '2026-11-23T00:00Z',
    );
    assert.deepEqual(found, { slots: [], isCompromise: true, assumed: [], away: ['denver'] });
    const partly = plan(
      pune + '  - { name: denver, zone: America/Denver, leave: 2026-11-23 – 2026-11-25 }\n',
      '2026-11-23T00:00Z',
    );
    assert.ok(partly.slots.length > 0);
    assert.ok(starts(partly).every((start) => start >= '2026-11-26'));
  });

  it('takes usual hours for those who declared none, and says so', () => {
    const [a, b] = teamOf(pune + lisbon).members;
    assert(a && b);
    const found = planMeeting([a, { ...b, week: null }], Date.parse('2026-11-20T00:00Z'), 30);
    assert.deepEqual(found.assumed, ['lisbon']);
    assert.equal(starts(found)[0], '2026-11-20T10:00');
  });

  it('lies, whoever meets, within everybody’s hours or at the distance it says', () => {
    const zones = ['Asia/Kolkata', 'America/St_Johns', 'Pacific/Chatham', 'America/Denver', 'UTC'];
    const member = fc.record({ zone: fc.constantFrom(...zones), from: fc.integer({ min: 0, max: 20 }) });
    fc.assert(
      fc.property(
        fc.array(member, { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 0, max: 365 }),
        fc.constantFrom(15, 30, 60, 90),
        (people, day, minutes) => {
          const { members } = teamOf(
            people
              .map(
                ({ zone, from }, index) =>
                  `  - { name: p${index}, zone: ${zone}, hours: "${from}:00-${from + 4}:00" }\n`,
              )
              .join(''),
          );
          const at = Date.UTC(2026, 0, 1 + day, 7, 3);
          const { slots, isCompromise } = planMeeting(members, at, minutes);
          for (const { start, end, burdens } of slots) {
            assert.ok(start >= at && end - start === minutes * MINUTE && start % (15 * MINUTE) === 0);
            assert.equal(burdens.length > 0, isCompromise);
            for (const { name, week, zone, leave } of members) {
              assert(week && zone);
              const work = scheduleOf({ leave }, week, rulesOf(zone));
              const said = burdens.find((burden) => burden.name === name)?.minutes ?? 0;
              const near = work.stretches(start - said * MINUTE - 1, end + said * MINUTE + 1);
              const fits = near.some(
                (own) => Math.max(0, own.start - start) + Math.max(0, end - own.end) === said * MINUTE,
              );
              assert.ok(fits, `${name} at ${new Date(start).toISOString()}`);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is found in time that grows with the people, not with their square', () => {
    const members = (count: number): Team['members'] =>
      teamOf(
        Array.from(
          { length: count },
          (_, index) => `  - { name: p${index}, zone: ${['Asia/Kolkata', 'America/Denver'][index % 2]} }\n`,
        ).join(''),
      ).members;
    const teams = new Map([20, 80].map((count) => [count, members(count)]));
    const at = Date.parse('2026-11-20T00:00Z');
    assertLinear((count) => assert.ok(planMeeting(teams.get(count) ?? [], at, 60).slots.length > 0), 20);
  });
});

describe('a search for a time to meet', () => {
  const team = teamOf(
    pune +
      lisbon +
      '  - { name: away, zone: UTC, leave: 2026-11-01 – 2026-12-31 }\n  - { name: nowhere }\n' +
      '  - { name: weekend, zone: UTC, days: sat-sun }\n',
  );
  const from = Date.parse('2026-11-20T00:00Z');

  it('keeps to those who were chosen', () => {
    const found = findMeeting({ team, names: ['lisbon', 'pune'], length: 30, from });
    assert.deepEqual(
      found.members.map(({ name }) => name),
      ['pune', 'lisbon'],
    );
  });

  it('says what is missing, and what to do', () => {
    const message = (names: string[]): string => {
      try {
        findMeeting({ team, names, length: 30, from });
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    assert.equal(message(['pune']), 'A meeting takes at least two people: choose one more.');
    assert.equal(
      message(['pune', 'nowhere']),
      "Nobody knows nowhere's time zone: write it in .baton/team.yml.",
    );
    assert.equal(
      message(['pune', 'away']),
      'away is away for the next two weeks: choose the others without away.',
    );
    assert.equal(
      message(['lisbon', 'weekend']),
      'In the next two weeks there is no day on which all of them work: choose fewer people.',
    );
  });
});
