import assert from 'node:assert/strict';
import { createGitHub } from '../../src/adapters/github';
import { startStandIn, type StandIn } from '../github/server';
import { faultCampaign, faultKinds } from '../integration/github/faultCampaign';

const portions = 20;

// BATON_SEED=… repeats a run; BATON_RUNS=… makes it shorter.
describe('thousands of fault sequences', () => {
  const seed = Number(process.env['BATON_SEED'] ?? Date.now() % 1_000_000_000);
  const runs = Number(process.env['BATON_RUNS'] ?? 2_000);
  const ends = new Map<string, number>();
  let struck: ReadonlyMap<string, number> = new Map();
  const own = new Map<string, number>();
  let standIn: StandIn;

  before(async () => {
    console.log(`      seed ${seed}, ${runs} sequences`);
    standIn = await startStandIn();
    // The first request builds the schema and loads the client: no fault's time is spent on that.
    await createGitHub(standIn.url, standIn.token('pune-dev'), 0).viewer();
  });
  after(() => standIn.close());

  // Portions, so that a long run shows that it moves.
  for (let portion = 0; portion < portions; portion++) {
    it(`leave every note posted once, visibly waiting, or asked about (${portion + 1} of ${portions})`, async () => {
      const report = await faultCampaign(standIn, { runs: Math.ceil(runs / portions), seed: seed + portion });
      for (const [end, count] of report.ends) ends.set(end, (ends.get(end) ?? 0) + count);
      // The stand-in counts on, the campaign counts from nothing.
      for (const [kind, count] of report.struck)
        if (standIn.struck.has(kind as never)) own.set(kind, count);
        else own.set(kind, (own.get(kind) ?? 0) + count);
      struck = own;
    });
  }

  it('meet every kind of fault often enough to mean something', () => {
    console.log(`      ends: ${[...ends].map(([end, count]) => `${end} ${count}`).join(', ')}`);
    console.log(`      faults: ${faultKinds.map((kind) => `${kind} ${struck.get(kind) ?? 0}`).join(', ')}`);
    const least = Math.min(50, runs / 40);
    for (const kind of faultKinds) assert.ok((struck.get(kind) ?? 0) >= least, kind);
  });
});
