import { startStandIn, type StandIn } from '../../github/server';
import { KillSweep } from './kill/sweep';

// The whole sweep is in test/long; here a few places of it, so that it cannot rot.
describe('a post that is killed', function () {
  this.timeout(120_000);
  let standIn: StandIn;
  let sweep: KillSweep;
  before(async () => {
    standIn = await startStandIn();
    sweep = new KillSweep(standIn);
  });
  after(async () => {
    sweep?.close();
    await standIn?.close();
  });

  it('leaves the note there once, and the token nowhere', async () => {
    const { first } = await sweep.count();
    await sweep.first(Math.round(first * 0.7), 'after');
    sweep.checkWritten();
  });
});
