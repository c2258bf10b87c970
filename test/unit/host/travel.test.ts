import assert from 'node:assert/strict';
import { travelOf, travelText, zoneSetAt } from '../../../src/host/travel';

describe('the setting of my own zone', () => {
  const tokyo = 'Asia/Tokyo until 2026-12-04, then Europe/Lisbon';
  const at = (time: string): Date => new Date(time);

  it('is a zone, or the one of the machine', () => {
    assert.equal(zoneSetAt('auto', at('2026-11-20T12:00Z')), null);
    assert.equal(zoneSetAt('Europe/Lisbon', at('2026-11-20T12:00Z')), 'Europe/Lisbon');
  });

  it('holds until the end of a day there, and then goes back', () => {
    assert.equal(zoneSetAt(tokyo, at('2026-12-04T14:59:59Z')), 'Asia/Tokyo');
    assert.equal(zoneSetAt(tokyo, at('2026-12-04T15:00:00Z')), 'Europe/Lisbon');
    assert.equal(zoneSetAt('Asia/Tokyo until 2026-12-04', at('2026-12-05T00:00Z')), null);
  });

  it('reads back what it writes, and takes nothing else for travel', () => {
    for (const travel of [
      { zone: 'Asia/Tokyo', until: '2026-12-04', then: null },
      { zone: 'UTC+05:30', until: '2026-12-04', then: 'Europe/Lisbon' },
    ])
      assert.deepEqual(travelOf(travelText(travel)), travel);
    for (const text of [
      'Asia/Tokyo',
      'Asia/Tokyo until soon',
      'until 2026-12-04',
      'Asia/Tokyo until 2026-12-04, then',
    ])
      assert.equal(travelOf(text), null, text);
    assert.equal(zoneSetAt('Nowhere until 2026-12-04', at('2026-11-20T12:00Z')), null);
  });
});
