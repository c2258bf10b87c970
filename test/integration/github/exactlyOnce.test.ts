import assert from 'node:assert/strict';
import { createGitHub } from '../../../src/adapters/github';
import { startStandIn, type StandIn } from '../../github/server';
import { faultCampaign } from './faultCampaign';

describe('a note against a failing GitHub', () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn();
    // The first request builds the schema and loads the client.
    await createGitHub(standIn.url, standIn.token('pune-dev'), 0).viewer();
  });
  after(() => standIn.close());

  it('ends up posted once, visibly waiting, or asked about, and never twice', async () => {
    const { ends } = await faultCampaign(standIn, { runs: 25, seed: 20261121 });
    // Sequences that reach only one of these would prove little.
    for (const end of ['posted', 'unchanged', 'undecided']) assert.ok((ends.get(end) ?? 0) > 0, end);
  });
});
