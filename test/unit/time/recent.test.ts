import assert from 'node:assert/strict';
import { rightOffset } from '../../../src/core/time/recent';

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
});
