import assert from 'node:assert/strict';
import { startStandIn } from '../github/server';
import { faultCampaign, faultKinds } from '../unit/github/faultCampaign';

// BATON_SEED=… repeats a run; BATON_RUNS=… makes it shorter.
describe('thousands of fault sequences', () => {
  it('leave every note posted once, visibly waiting, or asked about', async () => {
    const seed = Number(process.env['BATON_SEED'] ?? Date.now() % 1_000_000_000);
    const runs = Number(process.env['BATON_RUNS'] ?? 2_000);
    console.log(`      seed ${seed}, ${runs} sequences`);
    const standIn = await startStandIn();
    try {
      const { ends, struck } = await faultCampaign(standIn, { runs, seed });
      console.log(`      ends: ${[...ends].map(([end, count]) => `${end} ${count}`).join(', ')}`);
      console.log(`      faults: ${[...struck].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
      // In a whole campaign every kind of fault strikes often enough to mean something.
      if (runs >= 2_000) for (const kind of faultKinds) assert.ok((struck.get(kind) ?? 0) >= 50, kind);
    } finally {
      await standIn.close();
    }
  });
});
