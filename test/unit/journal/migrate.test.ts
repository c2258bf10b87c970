import assert from 'node:assert/strict';
import { journalVersion, migrate } from '../../../src/core/journal/migrate';

describe('an event of another version', () => {
  const steps = { 1: (event: unknown) => ({ second: event }), 2: (event: unknown) => ({ third: event }) };

  it('takes every step from its own version to the current one', () => {
    assert.deepEqual(migrate('x', 1, 3, steps), { third: { second: 'x' } });
    assert.deepEqual(migrate('x', 2, 3, steps), { third: 'x' });
    assert.equal(migrate('x', 3, 3, steps), 'x');
  });

  it('is none when it is newer, or when a step is not known', () => {
    assert.equal(migrate('x', 4, 3, steps), null);
    assert.equal(migrate('x', 0, 3, steps), null);
    assert.equal(migrate('x', Number.NaN, 3, steps), null);
    assert.equal(migrate('x', -1, 3, steps), null);
  });

  it('is none when a step found that it has no successor, and later steps do not see it', () => {
    const seen: unknown[] = [];
    assert.equal(migrate('x', 1, 3, { 1: () => null, 2: (event) => seen.push(event) }), null);
    assert.deepEqual(seen, []);
  });

  it('is what it was when it was written before there were versions', () => {
    assert.deepEqual(migrate({ kind: 'choice' }, 0), { kind: 'choice' });
    assert.equal(migrate({}, journalVersion + 1), null);
  });
});
