import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseEvent } from '../../../src/core/journal/parse';
import { events } from './arbitraries';

const task = { kind: 'task-ended', at: '2026-11-21T10:00:00Z', name: 'unit', exitCode: 1, folder: '/w' };

describe('reading an event', () => {
  it('gives back every event that Baton writes, after its way through JSON', () => {
    fc.assert(
      fc.property(events, (event) => {
        assert.deepEqual(parseEvent(JSON.parse(JSON.stringify(event))), JSON.parse(JSON.stringify(event)));
      }),
    );
  });

  it('answers null to anything else, and never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => parseEvent(value) === null));
    for (const value of [
      null,
      1,
      'x',
      [],
      {},
      { kind: 'toString' },
      { kind: '__proto__' },
      { kind: 'hasOwnProperty' },
    ])
      assert.equal(parseEvent(value), null);
  });

  it('refuses an event in which a field is missing or of the wrong type', () => {
    for (const field of Object.keys(task)) {
      const without = Object.fromEntries(Object.entries(task).filter(([name]) => name !== field));
      assert.equal(parseEvent(without), null, `without ${field}`);
      assert.equal(parseEvent({ ...task, [field]: { wrong: true } }), null, `wrong ${field}`);
    }
    assert.equal(parseEvent({ ...task, exitCode: 1.5 }), null);
  });

  it('does not take a field from a prototype', () => {
    assert.equal(parseEvent(Object.create(task)), null);
  });

  it('leaves fields alone that it does not know', () => {
    assert.deepEqual(parseEvent({ ...task, later: [1] }), { ...task, later: [1] });
  });

  it('takes an instant with an offset, and none that is a time on some wall or no time at all', () => {
    const at = (text: string) => parseEvent({ ...task, at: text });
    for (const good of ['2026-11-21T10:00:00.000Z', '2026-11-21T10:00Z', '2026-11-21T15:30:00+05:30'])
      assert.ok(at(good), good);
    for (const bad of [
      '2026-11-21T10:00:00',
      '2026-11-21',
      '2026-13-01T00:00:00Z',
      'now',
      '',
      `${'9'.repeat(50_000)}Z`,
    ])
      assert.equal(at(bad), null, bad.slice(0, 30));
  });
});
