import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Team, WorkingWeek } from '../../../src/core/team/model';
import { teamNow } from '../../../src/core/team/now';
import { instantIn } from '../../../src/core/time/zone';
import { initialsOf } from '../../../src/features/team/rowNames';
import { teamViewModel } from '../../../src/features/team/viewModel';
import { axisAt, bandOf, daysLater, nightsOf, shared } from '../../../webview/model/axis';
import { batonAt } from '../../../webview/model/baton';
import { clockAt, durationText, localDay, offsetAt, timeText } from '../../../webview/model/clock';
import { orderAt } from '../../../webview/model/order';
import { isOnCall, presenceAt } from '../../../webview/model/presence';
import { modelOf, sixZones, sixZonesModel, teammate, thursday } from './sample';

const hour = 3_600_000;
const zones = [
  'Asia/Kolkata',
  'Europe/Lisbon',
  'America/Denver',
  'Pacific/Auckland',
  'America/Sao_Paulo',
  'Pacific/Apia',
];

describe('The model of the Team view', () => {
  it('agrees with the core about clocks, states and the baton at any instant that it knows', () => {
    const member = fc.record({
      zone: fc.constantFrom(...zones),
      start: fc.integer({ min: 0, max: 23 }),
      length: fc.integer({ min: 1, max: 11 }),
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      leave: fc.option(fc.integer({ min: 10, max: 28 })),
    });
    const around = fc.integer({ min: -13 * 24 * 60, max: 13 * 24 * 60 });
    const starts = fc.constantFrom(thursday, Date.UTC(2026, 2, 20), Date.UTC(2026, 9, 30));
    fc.assert(
      fc.property(
        fc.array(member, { minLength: 1, maxLength: 5 }),
        starts,
        around,
        (drawn, start, minutes) => {
          const members = drawn.map(({ zone, start: from, length, days, leave }, index) => {
            const week: WorkingWeek = Object.fromEntries(
              days.map((day) => [day, [{ start: from * 60, end: (from + length) * 60 }]]),
            );
            const day = leave === null ? [] : [`2026-11-${leave}`];
            return teammate(`m${index}`, zone, [0, 1], {
              week,
              leave: day.map((date) => ({ from: date, to: date })),
            });
          });
          const team: Team = { source: 'file', members };
          const at = start + minutes * 60_000;
          const model = modelOf(members, start, { me: null, zone: 'UTC' });
          const core = teamNow(team, instantIn(at, 'UTC'), { days: 7 });
          for (const { member: each, localTime, state } of core.members) {
            const row = model.rows.find(({ name }) => name === each.name);
            assert.ok(row && localTime);
            assert.equal(
              timeText(clockAt(at, offsetAt(row.offsets, at) ?? NaN), false),
              localTime.toFormat('HH:mm'),
            );
            assert.equal(presenceAt(row, at)?.state, state);
          }
          assert.equal(batonAt(model, at).holder === null, core.baton.holder === null);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives the baton to whom the core gives it at the present', () => {
    for (let hours = 0; hours < 7 * 24; hours += 5) {
      const at = thursday + hours * hour;
      const model = sixZonesModel(at);
      const members = model.rows;
      const core = teamNow({ source: 'file', members: sixZones.members }, instantIn(at, 'UTC'), { days: 7 });
      const { holder, next } = batonAt(model, at);
      assert.equal(members.find(({ id }) => id === holder)?.name ?? null, core.baton.holder);
      assert.equal(members.find(({ id }) => id === next?.id)?.name ?? null, core.baton.next?.name ?? null);
    }
  });

  it('goes on to another, not back to its holder', () => {
    assert.deepEqual(batonAt(modelOf([teammate('a', 'UTC')], thursday), thursday), {
      holder: 'a',
      next: null,
    });
  });

  it('sorts by who works next: me, who takes over, those working, those off, those away', () => {
    const names = orderAt(sixZonesModel(), thursday).map(({ name }) => name);
    assert.deepEqual(names, [
      'pune-dev',
      'lisbon-dev',
      'berlin-dev',
      'denver-dev',
      'auckland-dev',
      'saopaulo-dev',
    ]);
  });

  it('sorts those without hours by their offset, and last whose zone is unknown', () => {
    const people = [
      teammate('nowhere', 'UTC', [9, 17], { zone: null, zoneFrom: 'unknown', week: null }),
      teammate('west', 'America/Denver', [9, 17], { week: null }),
      teammate('east', 'Asia/Tokyo', [9, 17], { week: null }),
    ];
    const names = orderAt(modelOf(people, thursday, { me: null }), thursday).map(({ name }) => name);
    assert.deepEqual(names, ['east', 'west', 'nowhere']);
  });

  it('knows a fortnight both ways, and clock changes three weeks beyond it', () => {
    const day = 24 * hour;
    const { known } = sixZonesModel();
    assert.deepEqual([known.start, known.end], [thursday - 14 * day, thursday + 14 * day]);
    // In Lisbon clocks change on 28 March, at 01:00 UTC.
    const change = Date.UTC(2027, 2, 28, 1);
    const { rows } = modelOf([teammate('lisbon', 'Europe/Lisbon')], change - 35 * day + hour);
    assert.deepEqual(
      rows[0]?.offsets.map(({ minutes }) => minutes),
      [0, 60],
    );
  });

  it('shows my own clock in my row, wherever the team file says that I usually am', () => {
    const { rows } = modelOf([teammate('me', 'Europe/Lisbon')], thursday, { zone: 'Asia/Tokyo' });
    assert.deepEqual([rows[0]?.zone, offsetAt(rows[0]?.offsets ?? [], thursday)], ['Asia/Tokyo', 540]);
  });

  it('has on call whose turn it is by the rotation', () => {
    const members = [teammate('a', 'UTC'), teammate('b', 'UTC')];
    const team: Team = {
      source: 'file',
      members,
      rotation: { members: ['a', 'b'], from: '2026-11-18', everyDays: 1 },
    };
    const { rows } = teamViewModel({ team, at: thursday, zone: 'UTC', me: null, notice: null });
    assert.deepEqual(
      rows.map((row) => isOnCall(row, thursday)),
      [false, true],
    );
  });

  it('keeps apart two people of one name', () => {
    const twins = modelOf([teammate('a', 'UTC'), teammate('a', 'UTC')], thursday);
    assert.equal(new Set(twins.rows.map(({ id }) => id)).size, 2);
  });

  it('makes initials of two words at most', () => {
    assert.deepEqual(['pune-dev', 'Ada', 'Ana Maria de Souza', ''].map(initialsOf), ['PD', 'A', 'AS', '']);
  });
});

describe('My day as the axis of all bands', () => {
  it('has 23 or 25 hours when clocks change, and its labels where the clock shows them', () => {
    const model = modelOf([teammate('me', 'Europe/Berlin')], Date.UTC(2026, 9, 25, 12));
    const axis = axisAt(Date.UTC(2026, 9, 25, 12), model.me.offsets, false);
    assert.equal(axis.length, 25 * 60);
    assert.deepEqual(
      axis.ticks.map(({ percent }) => Math.round(percent)),
      [0, 28, 52, 76, 100],
    );
    const spring = modelOf([teammate('me', 'Europe/Berlin')], Date.UTC(2026, 2, 29, 12));
    assert.equal(axisAt(Date.UTC(2026, 2, 29, 12), spring.me.offsets, false).length, 23 * 60);
  });

  it('cuts spans at its edges and leaves out those of other days', () => {
    const axis = { start: 0, end: 24 * hour };
    const spans = [
      { start: -6 * hour, end: 6 * hour },
      { start: 18 * hour, end: 30 * hour },
      { start: 24 * hour, end: 25 * hour },
    ];
    assert.deepEqual(bandOf(axis, spans), [
      { from: 0, size: 25 },
      { from: 75, size: 25 },
    ]);
  });

  it('says AM and PM where my locale does', () => {
    const at = Date.UTC(2026, 10, 19);
    const texts = [0, 1, 12, 13.5].map((hours) => timeText(clockAt(at + hours * hour, 0), true));
    assert.deepEqual(texts, ['12:00\u00a0AM', '1:00\u00a0AM', '12:00\u00a0PM', '1:30\u00a0PM']);
    const { me } = modelOf([teammate('me', 'UTC')], at);
    assert.deepEqual(
      axisAt(at, me.offsets, true).ticks.map(({ label }) => label),
      ['12a', '6a', '12p', '6p', '12a'],
    );
  });

  it('shows where hours meet, and the nights of the other side of the world', () => {
    const spans = (...list: [number, number][]) =>
      list.map(([from, to]) => ({ start: from * hour, end: to * hour }));
    assert.deepEqual(shared(spans([9, 12], [13, 17]), spans([11, 14], [20, 22])), spans([11, 12], [13, 14]));
    const { me, rows } = modelOf([teammate('me', 'UTC'), teammate('auckland', 'Pacific/Auckland')], thursday);
    const axis = axisAt(thursday, me.offsets, false);
    const nights = bandOf(axis, nightsOf(axis, rows[1]?.offsets ?? []));
    // From 22:00 to 06:00 there is from 09:00 to 17:00 by UTC.
    assert.deepEqual(
      nights.map(({ from, size }) => [from, Math.round(size * 3)]),
      [[37.5, 100]],
    );
    assert.deepEqual(nightsOf(axis, []), []);
  });

  it('changes zones at the end of a journey', () => {
    const later = { from: Date.UTC(2026, 10, 21, 15), zone: 'Europe/Lisbon' };
    const team: Team = { source: 'file', members: [teammate('me', 'Europe/Lisbon')] };
    const { me, rows } = teamViewModel({
      team,
      at: thursday,
      zone: 'Asia/Tokyo',
      me: 0,
      notice: null,
      later,
    });
    for (const offsets of [me.offsets, rows[0]?.offsets ?? []]) {
      assert.equal(offsetAt(offsets, later.from - 1), 540);
      assert.equal(offsetAt(offsets, later.from), 0);
    }
  });

  it('begins at midnight on the day of a clock change, however far from UTC', () => {
    const sunday = Date.UTC(2026, 3, 4, 20);
    const { me } = modelOf([teammate('me', 'Pacific/Auckland')], sunday);
    assert.deepEqual(localDay(sunday, me.offsets), {
      start: Date.UTC(2026, 3, 4, 11),
      end: Date.UTC(2026, 3, 5, 12),
    });
  });

  it('shows the same time of my day some days later, over a clock change too', () => {
    const saturday = Date.UTC(2026, 9, 24, 14);
    const { me } = modelOf([teammate('me', 'Europe/Berlin')], saturday);
    const later = daysLater(saturday, 1, me.offsets);
    assert.equal(later, Date.UTC(2026, 9, 25, 15));
    assert.equal(daysLater(later, -1, me.offsets), saturday);
  });

  it('begins at my midnight in any zone', () => {
    for (const zone of zones) {
      const { me } = modelOf([teammate('me', zone)], thursday);
      const { start } = localDay(thursday, me.offsets);
      assert.equal(timeText(clockAt(start, offsetAt(me.offsets, start) ?? NaN), false), '00:00');
    }
  });
});

describe('A duration', () => {
  it('is minutes below an hour, and hours with two digits of minutes above', () => {
    assert.deepEqual([1, 24 * 60_000, hour, hour + 1, 3 * hour + 24 * 60_000].map(durationText), [
      '1 min',
      '24 min',
      '1 h',
      '1 h 01',
      '3 h 24',
    ]);
  });
});
