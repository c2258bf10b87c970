import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/errors';
import {
  clockText,
  dayAndClock,
  formatLength,
  isoOf,
  placeOf,
  postedTime,
} from '../../../src/core/time/format';
import { parseTime } from '../../../src/core/time/parse';
import { instantIn } from '../../../src/core/time/zone';

const read = (text: string, zone = 'Europe/Lisbon'): string => isoOf(parseTime(text, zone, '--at'));

describe('a time on the command line', () => {
  it('with an offset is that instant, shown in the zone', () => {
    assert.equal(read('2026-07-01T18:00+05:30'), '2026-07-01T13:30:00+01:00');
    assert.equal(read('2026-07-01T12:30:15.250Z'), '2026-07-01T13:30:15.250+01:00');
    assert.equal(read('2026-07-01 18:00:00+0530'), '2026-07-01T13:30:00+01:00');
  });

  it('without an offset is a wall time of the zone', () => {
    assert.equal(read('2026-07-01T18:00'), '2026-07-01T18:00:00+01:00');
    assert.equal(read('2026-07-01T18:00', 'UTC+05:30'), '2026-07-01T18:00:00+05:30');
  });

  it('that is a date is the first instant of the day', () => {
    assert.equal(read('2026-11-19'), '2026-11-19T00:00:00+00:00');
    assert.equal(read('2018-11-04', 'America/Sao_Paulo'), '2018-11-04T01:00:00-02:00');
  });

  it('in a repeated hour is its first coming, in a gap is moved forward', () => {
    assert.equal(read('2026-10-25T01:30'), '2026-10-25T01:30:00+01:00');
    assert.equal(read('2026-03-29T01:30'), '2026-03-29T02:30:00+01:00');
  });

  it('that is nonsense names itself and the flag', () => {
    for (const text of [
      '',
      'tomorrow',
      '2026-02-30',
      '2026-13-01',
      '2026-11-19T25:00',
      '18:00',
      '2026',
      '1'.repeat(1e6),
    ])
      assert.throws(
        () => parseTime(text, 'UTC', '--since'),
        (error) =>
          error instanceof UserError &&
          error.message.startsWith(`--since: "${text.slice(0, 60)}" is not a time.`),
        text.slice(0, 20),
      );
  });
});

describe('a time in a posted text', () => {
  const at = instantIn(Date.parse('2026-11-20T10:00Z'), 'UTC');

  it('names the place and UTC', () => {
    assert.equal(postedTime(at, 'Europe/Lisbon'), 'Fri 10:00 Lisbon (10:00 UTC)');
    assert.equal(postedTime(at, 'America/Argentina/Buenos_Aires'), 'Fri 07:00 Buenos Aires (10:00 UTC)');
    assert.equal(postedTime(at, 'UTC+05:30'), 'Fri 15:30 UTC+05:30 (10:00 UTC)');
    assert.equal(postedTime(at, 'UTC'), 'Fri 10:00 UTC');
  });

  it("says UTC's weekday where it differs", () => {
    assert.equal(postedTime(at.plus({ hours: 12 }), 'Asia/Kolkata'), 'Sat 03:30 Kolkata (Fri 22:00 UTC)');
  });

  it('says the date where the weekday would not do', () => {
    assert.equal(
      postedTime(at.plus({ days: 7 }), 'Europe/Lisbon', at),
      'Fri 27 Nov 10:00 Lisbon (10:00 UTC)',
    );
    assert.equal(postedTime(at.plus({ days: 3 }), 'Europe/Lisbon', at), 'Mon 10:00 Lisbon (10:00 UTC)');
  });

  it('always carries an offset in JSON', () => {
    assert.equal(isoOf(at), '2026-11-20T10:00:00+00:00');
    assert.equal(placeOf('Etc/GMT+5'), 'Etc/GMT+5');
    assert.equal(placeOf('Asia/Calcutta'), 'Kolkata', 'as Chromium still calls it');
  });

  it('of the day is of 24 hours or of twelve, as the reader has it', () => {
    const clocks = ['00:05', '09:30', '12:00', '23:59'].map((time) =>
      parseTime(`2026-11-20T${time}`, 'UTC', ''),
    );
    assert.deepEqual(
      clocks.map((time) => clockText(time, false)),
      ['00:05', '09:30', '12:00', '23:59'],
    );
    assert.deepEqual(
      clocks.map((time) => clockText(time, true)),
      ['12:05\u00a0AM', '9:30\u00a0AM', '12:00\u00a0PM', '11:59\u00a0PM'],
    );
    assert.equal(dayAndClock(clocks[3] ?? assert.fail(), true), 'Fri 11:59\u00a0PM');
  });

  it('rounds lengths up to whole minutes', () => {
    assert.equal(formatLength(24 * 60_000 - 1), '24 min');
    assert.equal(formatLength(3 * 3_600_000 + 5 * 60_000), '3 h 05');
    assert.equal(formatLength(50 * 3_600_000), '2 d 2 h');
  });
});
