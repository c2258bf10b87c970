import assert from 'node:assert/strict';
import { createCollaborators } from '../../../src/adapters/github/collaborators';
import { startStandIn, type StandIn } from '../../github/server';

describe('who works on a repository, by GitHub', () => {
  let standIn: StandIn;
  const asked = (login: string, name = 'ledger') =>
    createCollaborators(standIn.url, standIn.token(login), 1).of({
      host: standIn.url,
      owner: 'baton-sample',
      name,
    });

  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());

  it('is told to those who may write, and to the others as far as they may know', async () => {
    const [first] = await asked('pune-dev');
    assert.equal(typeof first?.login, 'string');
    standIn.ledger.writers.delete('ops-dev');
    const logins = (await asked('ops-dev')).map(({ login }) => login);
    assert.deepEqual(logins.sort(), [...standIn.ledger.writers].sort());
  });

  it('is refused in a sentence where there is no such repository', async () => {
    await assert.rejects(asked('pune-dev', 'nothing'), /nothing/);
  });
});
