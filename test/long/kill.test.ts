import { startStandIn, type StandIn } from '../github/server';
import { KillSweep } from '../integration/github/kill/sweep';

describe('SIGKILL at every operation of a post', () => {
  let standIn: StandIn;
  let sweep: KillSweep;
  let operations: { readonly first: number; readonly update: number };
  before(async () => {
    standIn = await startStandIn();
    sweep = new KillSweep(standIn);
    operations = await sweep.count();
    console.log(`      operations: ${operations.first} of a first post, ${operations.update} of an update`);
  });
  after(async () => {
    sweep?.close();
    await standIn?.close();
  });

  const swept = async (count: number, one: (n: number) => Promise<string>): Promise<void> => {
    const ends = new Map<string, number>();
    for (let n = 1; n <= count; n++) {
      const end = await one(n);
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    console.log(`      ${count} kills: ${[...ends].map(([end, times]) => `${end} ${times}`).join('; ')}`);
    sweep.checkWritten();
  };

  for (const mode of ['before', 'after'] as const) {
    it(`leaves a first post there once, killed ${mode} it`, () =>
      swept(operations.first, (n) => sweep.first(n, mode)));
    it(`leaves an update there, killed ${mode} it`, () =>
      swept(operations.update, (n) => sweep.update(n, mode, false)));
  }
  it('replaces nothing that somebody else wrote, killed before it', () =>
    swept(operations.update, (n) => sweep.update(n, 'before', true)));
});
