import { strict as assert } from 'node:assert';

// Run by canaryCheck.ts only, which wants to see the whole command fail.
describe('canary', () => {
  it('fails', () => assert.fail('as it should'));
  it('passes', () => assert.ok(true));
});
