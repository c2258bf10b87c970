import assert from 'node:assert/strict';
import fc from 'fast-check';
import { remind, type ReminderInput } from '../../../src/core/reminder/schedule';
import { DateTime } from '../../../src/core/time/luxon';

const zone = 'Europe/Lisbon';
const on = (iso: string, inZone = zone): DateTime => DateTime.fromISO(iso, { zone: inZone });
const input = (iso: string, more: Partial<ReminderInput> = {}): ReminderInput => ({
  now: on(iso),
  hours: { start: 540, end: 1020 },
  dismissed: null,
  notified: null,
  handedOver: null,
  debugging: false,
  ...more,
});
// 2026-11-20 is a Friday.
const friday = '2026-11-20';

describe('the reminder', () => {
  it('is shown in the last twenty minutes of a working day, and at no other time', () => {
    const shown = (time: string): boolean => remind(input(`${friday}T${time}`)).shown;
    assert.deepEqual(['16:39:59', '16:40:00', '16:59:59', '17:00:00'].map(shown), [false, true, true, false]);
    assert.equal(remind(input('2026-11-21T16:45')).shown, false, 'Saturday');
  });

  it('says when to ask again: at the start of the next window, or when this one is over', () => {
    const next = (iso: string): string => remind(input(iso)).next.toISO();
    assert.equal(next(`${friday}T09:00`), '2026-11-20T16:40:00.000+00:00');
    assert.equal(next(`${friday}T16:45`), '2026-11-20T17:00:00.000+00:00');
    assert.equal(next(`${friday}T17:00`), '2026-11-23T16:40:00.000+00:00');
  });

  it('notifies once a day, and not in the middle of debugging', () => {
    const at = `${friday}T16:45`;
    assert.deepEqual([remind(input(at)).notify, remind(input(at)).day], [true, friday]);
    const again = remind(input(at, { notified: friday }));
    assert.deepEqual([again.notify, again.shown], [false, true]);
    assert.equal(remind(input(at, { notified: '2026-11-19' })).notify, true);
    const busy = remind(input(at, { debugging: true }));
    assert.deepEqual([busy.notify, busy.shown], [false, false]);
  });

  it('stays away for the day when it was closed, or when the handoff was posted since work began', () => {
    const at = `${friday}T16:45`;
    assert.equal(remind(input(at, { dismissed: friday })).shown, false);
    assert.equal(remind(input(at, { dismissed: '2026-11-19' })).shown, true);
    assert.equal(remind(input(at, { handedOver: on(`${friday}T15:00`) })).shown, false);
    assert.equal(remind(input(at, { handedOver: on('2026-11-19T17:05') })).shown, true);
  });

  it('counts work over midnight to the day on which it began', () => {
    const hours = { start: 1320, end: 1320 + 480 };
    const night = remind(input('2026-11-21T05:45', { hours }));
    assert.deepEqual([night.shown, night.day], [true, friday]);
    assert.equal(remind(input('2026-11-23T05:45', { hours })).shown, false, 'Sunday night');
    assert.equal(remind(input('2026-11-21T05:45', { hours, dismissed: friday })).shown, false);
  });

  it('goes by the clock on the wall when the clocks change', () => {
    // In Israel they change in the night to Friday, 2026-03-27: an hour is missing from this night's work.
    const now = on('2026-03-27T05:45', 'Asia/Jerusalem');
    const { shown, next } = remind({ ...input(friday), now, hours: { start: 1320, end: 1800 } });
    assert.deepEqual([shown, next.toISO()], [true, '2026-03-27T06:00:00.000+03:00']);
  });

  it('never sleeps past a moment at which it would be shown', () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 21 });
    const zones = fc.constantFrom('Europe/Lisbon', 'America/Denver', 'Asia/Kolkata', 'Australia/Lord_Howe');
    const spans = fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 60, max: 900 }));
    fc.assert(
      fc.property(
        minutes,
        zones,
        spans,
        fc.integer({ min: 1, max: 60 * 24 * 4 }),
        (from, inZone, [start, length], step) => {
          const now = on('2026-03-20T00:00', inZone).plus({ minutes: from });
          const hours = { start, end: start + length };
          const { next, shown } = remind({ ...input(friday), now, hours });
          assert.ok(next > now);
          const later = now.plus({ minutes: step });
          if (later < next) assert.equal(remind({ ...input(friday), now: later, hours }).shown, shown);
        },
      ),
      { numRuns: 100 },
    );
  });
});
