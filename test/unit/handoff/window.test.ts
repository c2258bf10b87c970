import assert from 'node:assert/strict';
import { handoffWindow } from '../../../src/core/handoff/window';
import { usualDays, usualHours, weekOf } from '../../../src/core/team/hours';
import { isoOf } from '../../../src/core/time/format';
import { DateTime } from '../../../src/core/time/luxon';

const week = weekOf(usualHours, usualDays);

function window(
  until: string,
  more: { since?: string; last?: string; zone?: string; nights?: boolean } = {},
) {
  const found = handoffWindow({
    since: more.since === undefined ? null : DateTime.fromISO(more.since),
    until: DateTime.fromISO(until),
    lastHandoff: more.last === undefined ? null : DateTime.fromISO(more.last),
    zone: more.zone ?? 'Europe/Lisbon',
    week: more.nights ? weekOf([{ start: 1320, end: 1800 }], usualDays) : week,
  });
  return [isoOf(found.since), isoOf(found.until), found.reason];
}

describe('what a note speaks of', () => {
  it('is what was asked for, shown in my zone', () => {
    assert.deepEqual(window('2026-11-20T18:00Z', { since: '2026-11-18T00:00Z', zone: 'Asia/Kolkata' }), [
      '2026-11-18T05:30:00+05:30',
      '2026-11-20T23:30:00+05:30',
      'flag',
    ]);
  });

  it('is else everything since the last handoff, unless that lies ahead', () => {
    const last = '2026-11-19T17:05:00+00:00';
    assert.deepEqual(window('2026-11-20T18:00Z', { last }), [
      last,
      '2026-11-20T18:00:00+00:00',
      'last-handoff',
    ]);
    assert.equal(window('2026-11-19T12:00Z', { last })[2], 'working-day');
  });

  it('is else the working day that began last, from its midnight in my zone', () => {
    const since = (until: string, zone?: string) => window(until, zone === undefined ? {} : { zone })[0];
    assert.equal(since('2026-11-20T18:00Z'), '2026-11-20T00:00:00+00:00');
    assert.equal(since('2026-11-20T18:00Z', 'Asia/Kolkata'), '2026-11-20T00:00:00+05:30');
    // A Monday before work, a Saturday and a Sunday look back to Friday.
    for (const until of ['2026-11-23T08:00Z', '2026-11-21T12:00Z', '2026-11-22T23:00Z']) {
      assert.equal(since(until), '2026-11-20T00:00:00+00:00', until);
    }
    assert.equal(since('2026-11-23T09:30Z'), '2026-11-23T00:00:00+00:00');
  });

  it('is for a night shift the day on which the shift began', () => {
    assert.equal(window('2026-11-20T05:00Z', { nights: true })[0], '2026-11-19T00:00:00+00:00');
  });
});
