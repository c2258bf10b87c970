import assert from 'node:assert/strict';
import { myZone, rememberReportedZone } from '../../../src/host/myZone';

/** What VS Code remembers, as a map. */
function memory(given: Readonly<Record<string, unknown>> = {}) {
  const kept = new Map(Object.entries(given));
  return {
    kept,
    get: (key: string) => kept.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    keys: () => [...kept.keys()],
  } as unknown as Parameters<typeof rememberReportedZone>[0] & { readonly kept: Map<string, unknown> };
}

describe('my own zone', () => {
  const machine = 'UTC';

  it('is what I set, else that of the machine I sit at, else what the team file says of me, else the host’s', async () => {
    const reported = memory();
    await rememberReportedZone(reported, 'Asia/Kolkata');
    const team = 'Europe/Lisbon';
    assert.equal(myZone({ setting: 'Asia/Tokyo', memory: reported, team, machine }), 'Asia/Tokyo');
    assert.equal(myZone({ setting: null, memory: reported, team, machine }), 'Asia/Kolkata');
    assert.equal(myZone({ setting: null, memory: memory(), team, machine }), 'Europe/Lisbon');
    assert.equal(myZone({ setting: null, memory: memory(), team: null, machine }), 'UTC');
    assert.equal(myZone({ setting: null, memory: memory(), machine: 'Asia/Seoul' }), 'Asia/Seoul');
  });

  it('passes over what is no zone, wherever it stands', async () => {
    const nonsense = memory({ 'baton.reportedZone': 7 });
    assert.equal(myZone({ setting: 'Mars/Base', memory: nonsense, team: 'x', machine: '' }), 'UTC');
  });

  it('is remembered from the machine I sit at only when that names one, and written only when it changes', async () => {
    const remembered = memory();
    await rememberReportedZone(remembered, null);
    await rememberReportedZone(remembered, 'Mars/Base');
    assert.equal(remembered.kept.size, 0);
    await rememberReportedZone(remembered, 'Asia/Kolkata');
    await rememberReportedZone(remembered, null);
    assert.deepEqual([...remembered.kept.values()], ['Asia/Kolkata']);
  });
});
