import assert from 'node:assert/strict';
import { outsider, withMyTime } from '../../../src/features/team/me';
import { sixZones } from './sample';

const hours = { start: 600, end: 1080 };

describe('my own entry', () => {
  it('has the zone and the hours of my settings, on the days of the team file', () => {
    const compressed = {
      ...sixZones,
      members: sixZones.members.map((member) => ({ ...member, week: { 7: [{ start: 0, end: 60 }] } })),
    };
    const { members } = withMyTime(compressed, 1, { zone: 'Asia/Tokyo', workingHours: hours });
    assert.equal(members[1]?.zone, 'Asia/Tokyo');
    assert.deepEqual(members[1]?.week, { 7: [hours] });
    assert.deepEqual(members[0], compressed.members[0]);
  });

  it('leaves to the team file what my settings do not say', () => {
    const { members } = withMyTime(sixZones, 0, { zone: null, workingHours: null });
    assert.deepEqual(members, sixZones.members);
    const unknown = { ...sixZones, members: sixZones.members.map((each) => ({ ...each, week: null })) };
    const own = withMyTime(unknown, 0, { zone: null, workingHours: hours }).members[0];
    assert.deepEqual(Object.keys(own?.week ?? {}), ['1', '2', '3', '4', '5']);
    assert.equal(own?.zone, 'Asia/Kolkata');
  });

  it('is made of my settings when I am in no team', () => {
    const me = outsider('Asha', 'Asia/Kolkata', hours);
    assert.deepEqual([me.zone, me.zoneFrom, me.week?.[1]], ['Asia/Kolkata', 'declared', [hours]]);
  });
});
