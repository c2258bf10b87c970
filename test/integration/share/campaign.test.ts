import { campaign } from './campaign';

describe('A share picked up elsewhere', () => {
  it('has the same status and the same bytes, and leaves its author’s repository as it was, for random changes', async function () {
    this.timeout(300_000);
    await campaign(3);
  });
});
