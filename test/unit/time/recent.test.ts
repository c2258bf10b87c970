import assert from 'node:assert/strict';
import { isOlder, newerRules, rightOffset } from '../../../src/core/time/recent';

describe('zone data older than the rules', () => {
  const old = { offsetAt: () => -480 };
  const winter = Date.UTC(2026, 11, 15);

  it('is told by the offset it gives, and the right one is named', () => {
    assert.equal(rightOffset('America/Vancouver', winter, old), 'UTC-07:00');
  });

  it('is no trouble before the rules changed, nor where the data knows them, nor in other zones', () => {
    assert.equal(rightOffset('America/Vancouver', Date.UTC(2026, 10, 1, 8), old), null);
    assert.equal(rightOffset('America/Vancouver', winter, { offsetAt: () => -420 }), null);
    assert.equal(rightOffset('America/Los_Angeles', winter, old), null);
  });

  it('is told of Alberta and Morocco too, by their zones’ every name', () => {
    assert.equal(rightOffset('Canada/Mountain', winter, { offsetAt: () => -420 }), 'UTC-06:00');
    assert.equal(rightOffset('Africa/Casablanca', winter, { offsetAt: () => 60 }), 'UTC+00:00');
    assert.equal(rightOffset('Africa/El_Aaiun', winter, { offsetAt: () => 60 }), 'UTC+00:00');
  });

  it('is data of an earlier version, and no other', () => {
    assert.deepEqual(
      ['2025c', '2026b', '2026c', '2027a'].map((version) => isOlder(version, '2026c')),
      [true, true, false, false],
    );
  });

  it('gives way to the rules that are known, from their first instant on, and never to data that knows them', () => {
    const from = Date.UTC(2026, 10, 1, 9);
    const newer = newerRules('America/Vancouver', old);
    assert.equal(newer?.offsetAt(from - 1), -480);
    assert.equal(newer?.offsetAt(from), -420);
    assert.equal(newerRules('America/Vancouver', { offsetAt: () => -420 }), null);
    assert.equal(newerRules('America/Los_Angeles', old), null);
  });
});
