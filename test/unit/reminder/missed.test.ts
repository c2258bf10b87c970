import assert from 'node:assert/strict';
import fc from 'fast-check';
import { missedDay } from '../../../src/core/reminder/missed';
import { shiftOf } from '../../../src/core/reminder/shift';
import { DateTime } from '../../../src/core/time/luxon';

const zone = 'Asia/Kolkata';
const at = (iso: string): DateTime => DateTime.fromISO(iso, { zone });
const hours = { start: 9 * 60, end: 17 * 60 };
const missed = (
  now: string,
  noted: string | null = null,
  more: { tried?: string; hours?: typeof hours } = {},
) => {
  const found = missedDay({
    now: at(now),
    hours: more.hours ?? hours,
    noted: noted === null ? null : at(noted),
    tried: more.tried ?? null,
  });
  return found && `${found.day} until ${found.until.toFormat("yyyy-MM-dd'T'HH:mm")}`;
};

describe('a day that ended without a note', () => {
  it('is the last working day, from the next morning on', () => {
    assert.equal(missed('2026-11-20T09:10'), '2026-11-19 until 2026-11-19T23:59');
    assert.equal(missed('2026-11-23T09:10'), '2026-11-20 until 2026-11-22T23:59');
  });

  it('is not this one while its author may still be at it', () => {
    assert.equal(missed('2026-11-20T20:59'), '2026-11-19 until 2026-11-19T23:59');
    assert.equal(missed('2026-11-20T21:00'), '2026-11-20 until 2026-11-20T17:00');
  });

  it('is none when a note speaks of it, or one was made for it before', () => {
    assert.equal(missed('2026-11-20T09:10', '2026-11-19T16:50'), null);
    assert.equal(missed('2026-11-20T09:10', '2026-11-19T09:00'), null);
    assert.equal(missed('2026-11-20T09:10', '2026-11-19T08:59'), '2026-11-19 until 2026-11-19T23:59');
    assert.equal(missed('2026-11-20T09:10', null, { tried: '2026-11-19' }), null);
  });

  it('is the day on which the work began, when that goes over midnight', () => {
    const night = { start: 22 * 60, end: 30 * 60 };
    assert.equal(missed('2026-11-20T09:59', null, { hours: night }), '2026-11-18 until 2026-11-19T23:59');
    assert.equal(missed('2026-11-20T10:00', null, { hours: night }), '2026-11-19 until 2026-11-20T06:00');
  });

  it('has always ended, and never on a weekend', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * 24 * 4 }),
        fc.integer({ min: 0, max: 1439 }),
        (quarter, start) => {
          const now = DateTime.fromISO('2026-01-01T00:00', { zone: 'Europe/Berlin' }).plus({
            minutes: quarter * 15,
          });
          const found = missedDay({ now, hours: { start, end: start + 480 }, noted: null, tried: null });
          assert.ok(found && found.until <= now);
          const shift = shiftOf(DateTime.fromISO(found.day, { zone: 'Europe/Berlin' }), {
            start,
            end: start + 480,
          });
          assert.ok(shift && shift.ends <= found.until);
        },
      ),
      { numRuns: 200, seed: 4 },
    );
  });
});

describe('a day’s work', () => {
  const on = (date: string, declared: Parameters<typeof shiftOf>[1]): string | null => {
    const shift = shiftOf(at(date), declared);
    return shift && `${shift.begins.toFormat('EEE HH:mm')}–${shift.ends.toFormat('EEE HH:mm')}`;
  };

  it('is from Monday to Friday by the setting', () => {
    assert.equal(on('2026-11-20', hours), 'Fri 09:00–Fri 17:00');
    assert.equal(on('2026-11-21', hours), null);
  });

  it('is what the team file says: its days, all its spans of a day, and no leave', () => {
    const sunToThu = {
      week: {
        7: [
          { start: 600, end: 780 },
          { start: 840, end: 1080 },
        ],
        4: [{ start: 1320, end: 1800 }],
      },
      leave: [{ from: '2026-11-26', to: '2026-11-27' }],
    };
    assert.equal(on('2026-11-22', sunToThu), 'Sun 10:00–Sun 18:00');
    assert.equal(on('2026-11-19', sunToThu), 'Thu 22:00–Fri 06:00');
    assert.equal(on('2026-11-20', sunToThu), null);
    assert.equal(on('2026-11-26', sunToThu), null);
  });
});
