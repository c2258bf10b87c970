import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import {
  changesOf,
  dayOfIso,
  instantOfWall,
  rulesOf,
  startOfDay,
  weekdayOf,
} from '../../../src/core/time/rules';
import { callings } from '../../../src/core/time/callings';
import { suggestZones, zoneAdvice } from '../../../src/core/time/suggest';
import { formatOffset, isZone, offsetZoneName, zoneNames, zoneOf } from '../../../src/core/time/zone';

const utc = (text: string): number => Date.parse(`${text}Z`);

describe('zone names', () => {
  it('takes every zone of the runtime, by the name that IANA uses today', () => {
    const names = zoneNames();
    assert.deepEqual(
      names.filter((name) => !isZone(name)),
      [],
    );
    assert(names.includes('Asia/Kolkata') && !names.includes('Asia/Calcutta'));
    assert(names.includes('Europe/Kyiv') && !names.includes('Europe/Kiev'));
  });

  it('takes former names, links and offsets', () => {
    for (const name of ['Asia/Calcutta', 'US/Pacific', 'UTC', 'Etc/GMT+5', 'UTC+05:30', 'UTC-14:00', 'CET'])
      assert(isZone(name), name);
  });

  it('refuses abbreviations, offsets in other spellings, wrong case and nonsense', () => {
    for (const name of [
      'IST',
      'PST',
      'BST',
      'UTC+5',
      'UTC+5:30',
      '+05:30',
      'GMT+2',
      'UTC+14:30',
      'UTC+05:60',
    ])
      assert(!isZone(name), name);
    for (const name of [
      'europe/berlin',
      'EUROPE/BERLIN',
      'Europe/berlin',
      'Europe/Berln',
      '',
      'local',
      'SystemV/PST8',
    ])
      assert(!isZone(name), name);
    assert(!isZone('A'.repeat(100_000)));
  });

  it('computes with an offset alone', () => {
    assert.equal(zoneOf('UTC-03:30').offset(0), -210);
    assert.equal(offsetZoneName(-210), 'UTC-03:30');
    assert.equal(formatOffset(0), '+00:00');
    assert.equal(formatOffset(345), '+05:45');
    assert.equal(formatOffset(-30), '-00:30');
    assert.throws(() => zoneOf('Europe/Berln'), /not a time zone: Europe\/Berln/);
  });
});

describe('a zone typed wrong', () => {
  const cases: readonly (readonly [string, readonly string[], boolean])[] = [
    ['Europe/Berln', ['Europe/Berlin'], false],
    ['Amercia/New_York', ['America/New_York'], false],
    ['berlin', ['Europe/Berlin'], false],
    ['Zürich', ['Europe/Zurich'], false],
    ['Sao Paulo', ['America/Sao_Paulo'], false],
    ['Asia/Bangalore', ['Asia/Kolkata'], false],
    ['Pacific Standard Time', ['America/Los_Angeles'], false],
    ['W. Europe Standard Time', ['Europe/Berlin', 'Europe/Vienna', 'Europe/Rome'], true],
    ['IST', ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'], true],
    ['UTC+5:30', ['UTC+05:30'], false],
    ['+0530', ['UTC+05:30'], false],
    ['GMT-3', ['UTC-03:00'], false],
    ['San Fransisco', ['America/Los_Angeles'], false],
    ['Mubmai', ['Asia/Kolkata'], false],
    ['xyzzy', [], false],
    ['hello world', [], false],
    ['UTC+25', [], false],
  ];
  for (const [text, zones, ambiguous] of cases) {
    it(`"${text}" proposes ${zones.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(suggestZones(text), { zones, ambiguous });
      assert(zones.every(isZone));
    });
  }

  it('says that an abbreviation is ambiguous, and what it may be', () => {
    assert.equal(
      zoneAdvice('IST'),
      `"IST" is not a time zone's name: IST is Asia/Kolkata, Europe/Dublin or Asia/Jerusalem. Write one of them.`,
    );
    assert.match(zoneAdvice('Europe/Berln'), /Did you mean Europe\/Berlin\?$/);
    assert.match(zoneAdvice('xyzzy'), /Write an IANA name such as Europe\/Lisbon/);
  });

  it('is found in a list of zones by what people call its place', () => {
    const called = callings();
    for (const name of ['IST', 'Bangalore', 'Mumbai', 'India'])
      assert(called('Asia/Kolkata').includes(name), name);
    assert(called('America/Los_Angeles').includes('San Francisco'));
    assert.deepEqual(called('Antarctica/Troll'), []);
    assert(![...zoneNames()].some((zone) => called(zone).some((name) => name.includes('.'))));
  });

  it('takes names that every object has for nonsense', () => {
    for (const text of ['constructor', 'toString', '__proto__', 'valueOf'])
      assert.match(zoneAdvice(text), /Write an IANA name such as Europe\/Lisbon/, text);
  });

  it('reads the names that Windows shows', () => {
    assert.deepEqual(suggestZones('(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi').zones, ['Asia/Kolkata']);
    assert.deepEqual(suggestZones('(UTC-08:00) Pacific Time (US & Canada)').zones, ['America/Los_Angeles']);
    assert.deepEqual(suggestZones('(UTC+01:00) Nowhere, Xyzzyx').zones, []);
  });

  it('does not stall on a text of a megabyte', () => {
    assert.deepEqual(suggestZones(`${'a '.repeat(500_000)}`).zones, []);
  });
});

describe('wall-clock time', () => {
  it('moves a time that a gap skips forward by the gap', () => {
    // Berlin, 29 March 2026: 02:00 is followed by 03:00.
    assert.equal(instantOfWall(utc('2026-03-29T02:30'), rulesOf('Europe/Berlin')), utc('2026-03-29T01:30'));
  });

  it('takes a repeated hour for its first coming', () => {
    assert.equal(instantOfWall(utc('2026-10-25T02:30'), rulesOf('Europe/Berlin')), utc('2026-10-25T00:30'));
    // Lord Howe repeats half an hour.
    assert.equal(
      instantOfWall(utc('2026-04-05T01:45'), rulesOf('Australia/Lord_Howe')),
      utc('2026-04-04T14:45'),
    );
  });

  it('begins a day whose midnight is skipped at one', () => {
    const day = dayOfIso('2018-11-04') ?? 0;
    assert.equal(startOfDay(day, rulesOf('America/Sao_Paulo')), utc('2018-11-04T03:00'));
  });

  it('has no beginning for a date that the zone skipped', () => {
    const rules = rulesOf('Pacific/Apia');
    assert.equal(startOfDay(dayOfIso('2011-12-30') ?? 0, rules), null);
    assert.equal(startOfDay(dayOfIso('2011-12-31') ?? 0, rules), utc('2011-12-30T10:00'));
  });

  it('reads only dates that exist', () => {
    assert.equal(dayOfIso('2024-02-29'), 19_782);
    assert.equal(weekdayOf(19_782), 4);
    assert.equal(weekdayOf(-1), 3);
    for (const date of ['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00'])
      assert.equal(dayOfIso(date), null, date);
  });

  it('finds every change of zones that changed twice within a week, as Temporal does', () => {
    for (const [zone, year] of [
      ['America/Recife', 2000],
      ['America/Lima', 1986],
      ['Africa/Casablanca', 2025],
      ['Australia/Lord_Howe', 2026],
    ] as const) {
      const expected: number[] = [];
      let time = Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(zone);
      const first = time.epochMilliseconds;
      const end = time.add({ years: 2 }).epochMilliseconds;
      for (;;) {
        const next = time.getTimeZoneTransition('next');
        if (!next || next.epochMilliseconds >= end) break;
        expected.push(next.epochMilliseconds);
        time = next;
      }
      const rules = rulesOf(zone);
      assert.deepEqual(changesOf((at) => rules.offsetAt(at), first, end).starts.slice(1), expected, zone);
      assert(expected.length >= 2, zone);
    }
  });
});
