import { randomInt } from 'node:crypto';
import { campaign } from '../integration/share/campaign';

/** So many, and beginning where: another campaign, or the same again. */
const runs = Number(process.env['BATON_RUNS'] ?? 1_000);
const seed = Number(process.env['BATON_SEED'] ?? randomInt(2 ** 31));

describe('A thousand random working trees', () => {
  it('are picked up as they were shared', async function () {
    this.timeout(0);
    console.log(`      ${runs} trees, seed ${seed}`);
    await campaign(runs, seed);
  });
});
