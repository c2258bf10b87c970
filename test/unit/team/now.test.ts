import assert from 'node:assert/strict';
import { holderAt, turns } from '../../../src/core/team/baton';
import { answerBy, responseTime, usualResponse } from '../../../src/core/team/answer';
import { readTeamFile } from '../../../src/core/team/file';
import type { TeamNow } from '../../../src/core/team/model';
import { teamNow } from '../../../src/core/team/now';
import { scheduleOf } from '../../../src/core/team/spans';
import { isoOf } from '../../../src/core/time/format';
import { DateTime } from '../../../src/core/time/luxon';
import { rulesOf } from '../../../src/core/time/rules';
import { assertLinear } from '../growth';

function now(yaml: string, at: string, days = 7): TeamNow {
  const { team, problems } = readTeamFile(yaml);
  assert.deepEqual(problems, []);
  assert(team);
  return teamNow(team, DateTime.fromISO(at, { zone: 'utc' }), { days });
}

/** `name: state until …` of the one member, in their own time. */
function one(member: string, at: string): string {
  const [row] = now(`members: [{ name: a, ${member} }]`, at).members;
  assert(row);
  return `${row.state} until ${row.until ? isoOf(row.until) : 'never'}`;
}

const four = `members:
  - { name: pune, zone: Asia/Kolkata, hours: 09:30-18:30 }
  - { name: lisbon, zone: Europe/Lisbon, hours: 13:00-21:00 }
  - { name: berlin, zone: Europe/Berlin, hours: 09:00-17:30 }
  - { name: denver, zone: America/Denver }
`;

describe('the state of a teammate', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      'works until the end of the span',
      'zone: Europe/Lisbon',
      '2026-11-19T12:00Z',
      'working until 2026-11-19T17:00:00+00:00',
    ],
    [
      'works from the first instant of the span',
      'zone: UTC',
      '2026-11-19T09:00Z',
      'working until 2026-11-19T17:00:00+00:00',
    ],
    [
      'does not work at its last',
      'zone: UTC',
      '2026-11-19T17:00Z',
      'off-hours until 2026-11-20T09:00:00+00:00',
    ],
    [
      'is off hours until the next span',
      'zone: UTC',
      '2026-11-19T05:00Z',
      'off-hours until 2026-11-19T09:00:00+00:00',
    ],
    [
      'has a break between two spans',
      'zone: UTC, hours: "9-12, 13-17"',
      '2026-11-19T12:30Z',
      'off-hours until 2026-11-19T13:00:00+00:00',
    ],
    [
      'is off hours on Friday night until the day off begins',
      'zone: UTC',
      '2026-11-20T18:00Z',
      'off-hours until 2026-11-21T00:00:00+00:00',
    ],
    [
      'has a day off until the next working day begins',
      'zone: Asia/Kolkata',
      '2026-11-21T12:00Z',
      'day-off until 2026-11-23T00:00:00+05:30',
    ],
    [
      'has a weekend on Friday and Saturday who works from Sunday',
      'zone: Asia/Jerusalem, days: sun-thu',
      '2026-11-22T08:00Z',
      'working until 2026-11-22T17:00:00+02:00',
    ],
    [
      'is on leave in whole days of their own zone',
      'zone: Asia/Tokyo, leave: 2026-11-20',
      '2026-11-19T15:00Z',
      'on-leave until 2026-11-21T00:00:00+09:00',
    ],
    [
      'is not yet on leave a minute before',
      'zone: Asia/Tokyo, leave: 2026-11-20',
      '2026-11-19T14:59Z',
      'off-hours until 2026-11-20T00:00:00+09:00',
    ],
    [
      'is on leave over a weekend',
      'zone: UTC, leave: 2026-11-19..2026-11-23',
      '2026-11-21T12:00Z',
      'on-leave until 2026-11-24T00:00:00+00:00',
    ],
    [
      'works over midnight',
      'zone: UTC, hours: 22:00-06:00',
      '2026-11-19T23:00Z',
      'working until 2026-11-20T06:00:00+00:00',
    ],
    [
      "ends Friday's night shift on Saturday",
      'zone: UTC, hours: 22:00-06:00',
      '2026-11-21T05:00Z',
      'working until 2026-11-21T06:00:00+00:00',
    ],
    [
      'ends a night shift that began before leave',
      'zone: UTC, hours: 22:00-06:00, leave: 2026-11-19',
      '2026-11-19T03:00Z',
      'working until 2026-11-19T06:00:00+00:00',
    ],
    [
      "does not work a leave day's night shift",
      'zone: UTC, hours: 22:00-06:00, leave: 2026-11-19',
      '2026-11-20T03:00Z',
      'off-hours until 2026-11-20T22:00:00+00:00',
    ],
    [
      'works on through midnight from one day to the next',
      'zone: UTC, hours: { thu: 12:00-24:00, fri: 00:00-04:00 }',
      '2026-11-19T20:00Z',
      'working until 2026-11-20T04:00:00+00:00',
    ],
    [
      'works round the clock without end',
      'zone: UTC, hours: 00:00-24:00, days: mon-sun',
      '2026-11-19T20:00Z',
      'working until never',
    ],
    [
      'never works without days',
      'zone: UTC, hours: { mon: off }',
      '2026-11-19T20:00Z',
      'day-off until never',
    ],
    [
      'works by half-hour zones',
      'zone: Asia/Kolkata',
      '2026-11-19T03:30Z',
      'working until 2026-11-19T17:00:00+05:30',
    ],
    [
      'is not yet at work in a half-hour zone a minute before',
      'zone: Asia/Kolkata',
      '2026-11-19T03:29Z',
      'off-hours until 2026-11-19T09:00:00+05:30',
    ],
    [
      'works an hour less where clocks go forward in working hours',
      'zone: America/New_York, hours: 01:00-09:00, days: sun',
      '2026-03-08T06:00Z',
      'working until 2026-03-08T09:00:00-04:00',
    ],
    [
      'works an hour more where clocks go back in working hours',
      'zone: America/New_York, hours: 00:30-09:00, days: sun',
      '2026-11-01T06:30Z',
      'working until 2026-11-01T09:00:00-05:00',
    ],
    [
      'goes forward in October in the southern hemisphere',
      'zone: Australia/Sydney, hours: 01:00-09:00, days: sun',
      '2026-10-03T16:30Z',
      'working until 2026-10-04T09:00:00+11:00',
    ],
    [
      'works by 45-minute zones',
      'zone: Asia/Kathmandu',
      '2026-11-19T03:15Z',
      'working until 2026-11-19T17:00:00+05:45',
    ],
    [
      'works by an offset alone',
      'zone: UTC-03:30',
      '2026-11-19T12:30Z',
      'working until 2026-11-19T17:00:00-03:30',
    ],
    [
      'works seven hours in the night when clocks go forward',
      'zone: Europe/Berlin, hours: 22:00-06:00, days: sat',
      '2026-03-28T21:30Z',
      'working until 2026-03-29T06:00:00+02:00',
    ],
    [
      'works nine hours in the night when clocks go back',
      'zone: Europe/Berlin, hours: 22:00-06:00, days: sat',
      '2026-10-25T04:59Z',
      'working until 2026-10-25T06:00:00+01:00',
    ],
    [
      'starts an hour later where the start is skipped',
      'zone: America/New_York, hours: 02:30-06:00, days: sun',
      '2026-03-08T07:00Z',
      'off-hours until 2026-03-08T03:30:00-04:00',
    ],
    [
      'starts at the first coming of a repeated hour',
      'zone: America/New_York, hours: 01:30-06:00, days: sun',
      '2026-11-01T05:30Z',
      'working until 2026-11-01T06:00:00-05:00',
    ],
    [
      'works in a zone that springs forward by half an hour',
      'zone: Australia/Lord_Howe, days: sun',
      '2026-10-04T00:00Z',
      'working until 2026-10-04T17:00:00+11:00',
    ],
    [
      'works in the southern summer',
      'zone: Pacific/Auckland',
      '2026-01-14T20:00Z',
      'working until 2026-01-15T17:00:00+13:00',
    ],
    [
      'begins the day at one where midnight is skipped',
      'zone: America/Sao_Paulo, days: mon-sat',
      '2018-11-04T02:30Z',
      'off-hours until 2018-11-04T01:00:00-02:00',
    ],
    [
      'knows no Friday that the zone skipped',
      'zone: Pacific/Apia, hours: 00:00-24:00, days: fri',
      '2011-12-30T09:59Z',
      'day-off until 2012-01-06T00:00:00+14:00',
    ],
    ['works on a leap day', 'zone: UTC', '2024-02-29T10:00Z', 'working until 2024-02-29T17:00:00+00:00'],
    [
      'comes back from leave on a leap day',
      'zone: UTC, leave: 2024-02-26..2024-02-28',
      '2024-02-28T10:00Z',
      'on-leave until 2024-02-29T00:00:00+00:00',
    ],
    [
      "keeps Ramadan's time in Morocco",
      'zone: Africa/Casablanca',
      '2026-03-02T09:30Z',
      'working until 2026-03-02T17:00:00+00:00',
    ],
  ];
  for (const [what, member, at, expected] of cases) {
    it(what, () => {
      const actual = one(member, at);
      assert.equal(actual, expected);
    });
  }

  it('is not known without a zone, and the others are', () => {
    const { members, baton } = now('members: [{ name: a }, { name: b, zone: UTC }]', '2026-11-19T12:00Z');
    assert.deepEqual(
      members.map(({ member, localTime, state, until }) => [
        member.name,
        localTime !== null,
        state,
        until !== null,
      ]),
      [
        ['b', true, 'working', true],
        ['a', false, null, false],
      ],
    );
    assert.equal(baton.holder, 'b');
  });

  it('is on call by date, and by turn', () => {
    const yaml = `on-call-rotation: { from: 2026-11-02, every: 1 week, members: [a, b] }
members:
  - { name: a, zone: UTC }
  - { name: b, zone: Pacific/Auckland }
  - { name: c, zone: UTC, on-call: 2026-11-08 }
`;
    const onCall = (at: string): string[] =>
      now(yaml, at)
        .members.filter((row) => row.onCall)
        .map(({ member }) => member.name)
        .sort();
    assert.deepEqual(onCall('2026-11-01T10:00Z'), []);
    // A whole round before it begins.
    assert.deepEqual(onCall('2026-10-19T10:00Z'), []);
    assert.deepEqual(onCall('2026-11-02T12:00Z'), ['a']);
    // In Auckland the 9th has begun; by UTC it is still the 8th.
    assert.deepEqual(onCall('2026-11-08T12:00Z'), ['a', 'b', 'c']);
    assert.deepEqual(onCall('2026-11-16T12:00Z'), ['a']);
  });
});

describe('the team', () => {
  it('lists those who work by who ends last, then by who starts first', () => {
    const { members } = now(four, '2026-11-19T12:36Z');
    assert.deepEqual(
      members.map(({ member }) => member.name),
      ['berlin', 'pune', 'lisbon', 'denver'],
    );
  });

  it('shares time wherever at least two work, cut where that changes, from now on and no further than asked', () => {
    const { overlaps, gaps } = now(four, '2026-11-19T12:36Z', 1);
    const shown = overlaps.map(({ start, end, members }) => [
      isoOf(start).slice(8, 16),
      isoOf(end).slice(8, 16),
      members.join(),
    ]);
    assert.deepEqual(shown, [
      ['19T12:36', '19T13:00', 'pune,berlin'],
      ['19T13:00', '19T16:00', 'lisbon,berlin'],
      ['19T16:00', '19T16:30', 'lisbon,berlin,denver'],
      ['19T16:30', '19T21:00', 'lisbon,denver'],
      ['20T08:00', '20T12:36', 'pune,berlin'],
    ]);
    assert.deepEqual(
      gaps.map(({ start, end }) => [isoOf(start), isoOf(end)]),
      [['2026-11-20T00:00:00+00:00', '2026-11-20T04:00:00+00:00']],
    );
  });

  it('has neither overlaps nor gaps when nobody told their hours', () => {
    const { overlaps, gaps } = now('members: [{ name: a }]', '2026-11-19T12:36Z');
    assert.deepEqual([overlaps, gaps], [[], []]);
  });

  it('keeps up with 300 people over a fortnight', () => {
    const zones = [
      'Asia/Kolkata',
      'Europe/Berlin',
      'America/Denver',
      'Pacific/Auckland',
      'America/Sao_Paulo',
    ];
    const teamOf = (size: number) => {
      const people = Array.from({ length: size }, (_, i) => `- { name: n${i}, zone: ${zones[i % 5]} }\n`);
      const { team } = readTeamFile(`members:\n${people.join('')}`);
      assert(team);
      return team;
    };
    const at = DateTime.fromISO('2026-11-19T12:36Z');
    assert.equal(teamNow(teamOf(300), at, { days: 14 }).members.length, 300);
    const teams = new Map([75, 300].map((size) => [size, teamOf(size)]));
    assertLinear((size) => teamNow(teams.get(size) ?? teamOf(size), at, { days: 14 }), 75);
  });
});

describe('the baton', () => {
  const baton = (at: string, yaml = four): unknown => {
    const { holder, next } = now(yaml, at).baton;
    return [holder, next && `${next.name} ${isoOf(next.startsAt)}`];
  };

  it('stays with its holder until their work ends, then goes to the next in the order', () => {
    assert.deepEqual(baton('2026-11-19T12:36Z'), ['pune', 'lisbon 2026-11-19T13:00:00+00:00']);
    assert.deepEqual(baton('2026-11-19T13:00Z'), ['lisbon', 'denver 2026-11-19T09:00:00-07:00']);
    assert.deepEqual(baton('2026-11-19T20:59Z'), ['lisbon', 'pune 2026-11-20T09:30:00+05:30']);
    assert.deepEqual(baton('2026-11-19T21:00Z'), ['denver', 'pune 2026-11-20T09:30:00+05:30']);
  });

  it('lies with nobody when nobody works', () => {
    assert.deepEqual(baton('2026-11-20T00:00Z'), [null, 'pune 2026-11-20T09:30:00+05:30']);
  });

  it('goes on to another, not back to its holder', () => {
    assert.deepEqual(baton('2026-11-19T12:00Z', 'members: [{ name: a, zone: UTC }]'), ['a', null]);
  });

  it('goes round the circle when one work ends where several others work', () => {
    const work = [[{ start: 0, end: 10 }], [{ start: 8, end: 30 }], [{ start: 2, end: 20 }]];
    assert.deepEqual(
      [-1, 0, 9, 10, 29, 30].map((at) => holderAt(work, -5, at)),
      [null, 0, 0, 1, 1, null],
    );
    // Whoever comes later in the order takes over before the circle begins again.
    const circle = [[{ start: 5, end: 30 }], [{ start: 0, end: 10 }], [{ start: 6, end: 20 }]];
    assert.deepEqual(
      [4, 10, 20].map((at) => holderAt(circle, -5, at)),
      [1, 2, 0],
    );
  });

  it('waits, when nobody works, for who comes next in the order of those who start together', () => {
    const together = [[{ start: 20, end: 25 }], [{ start: 0, end: 10 }], [{ start: 20, end: 30 }]];
    assert.equal(holderAt(together, -5, 20), 2);
  });

  it('is with nobody twice at a time: a turn begins when the one before has ended', () => {
    const work = [[{ start: 0, end: 10 }], [{ start: 8, end: 30 }], [{ start: 40, end: 50 }]];
    assert.deepEqual(
      [...turns(work, -5)],
      [
        { person: 0, start: 0, end: 10 },
        { person: 1, start: 10, end: 30 },
        { person: 2, start: 40, end: 50 },
      ],
    );
  });
});

describe('an answer', () => {
  const schedule = (zone: string) =>
    scheduleOf(
      { leave: [] },
      Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [{ start: 540, end: 1020 }]])),
      rulesOf(zone),
    );
  const due = (at: string, urgent: boolean): string =>
    new Date(answerBy(schedule('UTC'), Date.parse(at), responseTime(usualResponse, urgent)) ?? 0)
      .toISOString()
      .slice(0, 16);

  it('that is urgent comes after four hours of working time', () => {
    assert.equal(due('2026-11-19T10:00Z', true), '2026-11-19T14:00');
    assert.equal(due('2026-11-19T15:00Z', true), '2026-11-20T11:00');
    assert.equal(due('2026-11-20T15:00Z', true), '2026-11-23T11:00');
  });

  it('that is not comes after a day, in working time, and no sooner than an urgent one', () => {
    assert.equal(due('2026-11-18T10:00Z', false), '2026-11-19T10:00');
    assert.equal(due('2026-11-18T19:00Z', false), '2026-11-20T09:00');
    assert.equal(due('2026-11-20T18:00Z', false), '2026-11-23T13:00');
  });

  it('never comes from who never works', () => {
    assert.equal(
      answerBy(scheduleOf({ leave: [] }, {}, rulesOf('UTC')), 0, responseTime(usualResponse, true)),
      null,
    );
  });
});
