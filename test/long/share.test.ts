import { campaign } from '../unit/share/campaign';

describe('A thousand random working trees', () => {
  it('are picked up as they were shared', async function () {
    this.timeout(0);
    await campaign(1_000);
  });
});
