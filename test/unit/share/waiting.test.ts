import { strict as assert } from 'node:assert';
import { UnavailableError } from '../../../src/core/ports/github';
import { enqueue, waiting } from '../../../src/usecases/outbox/enqueue';
import { flush, type Sender } from '../../../src/usecases/outbox/flush';
import { waitToShare } from '../../../src/usecases/share/waitingShare';
import { journalInMemory } from '../github/journalInMemory';

const now = Date.UTC(2026, 10, 20, 12);
const address = { host: 'github.com', owner: 'pune', name: 'ledger' };
const order = (url: string) => ({
  share: { login: 'ana', name: 'work' },
  remote: { name: 'origin', url },
  commit: 'a'.repeat(40),
  replace: false,
});
const urls = [
  'https://github.com/pune/ledger.git',
  'git@github.com:pune/ledger.git',
  'https://gitlab.com/pune/ledger.git',
  '/srv/git/ledger.git',
];

describe('A share that waits in the outbox', () => {
  for (const url of urls) {
    it(`to ${url} holds back no note behind it, and no note that waits holds it back`, async () => {
      const state = journalInMemory();
      const note = (id: string) =>
        enqueue(state, { id, type: 'discussion', address, title: id, payload: {} }, now);
      await waitToShare(state, '/home/ana/ledger', order(url), now);
      await note('behind');
      const sent: string[] = [];
      const away: Sender = () => Promise.reject(new UnavailableError('It cannot be reached.'));
      const done: Sender = ({ id }) => (
        sent.push(id.split(' ')[0] ?? ''),
        Promise.resolve({ state: 'sent', url: null })
      );
      const run = (share: Sender, other: Sender) =>
        flush({ state, now: () => now, sender: (type) => Promise.resolve(type === 'share' ? share : other) });
      await run(away, done);
      assert.deepEqual(sent, ['behind']);
      assert.deepEqual(
        (await waiting(state)).map(({ type, status }) => [type, status]),
        [['share', 'waiting']],
      );
      await note('later');
      await run(away, away);
      await waitToShare(state, '/home/ana/ledger', order(url), now);
      await run(done, done);
      assert.deepEqual(sent, ['behind', 'share']);
    });
  }

  it('goes while a slow one to another place is under way, and what follows there too', async () => {
    const state = journalInMemory();
    await waitToShare(state, '/home/ana/ledger', order(urls[0] ?? ''), now);
    for (const id of ['one', 'two'])
      await enqueue(state, { id, type: 'discussion', address, title: id, payload: {} }, now);
    let release = (): void => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    const sent: string[] = [];
    await flush({
      state,
      now: () => now,
      sender: (type) =>
        Promise.resolve(async ({ id }) => {
          if (type === 'share') await slow;
          sent.push(id);
          // Were the second note to wait for the share, this would never be.
          if (id === 'two') release();
          return { state: 'sent', url: null };
        }),
    });
    assert.deepEqual(sent.slice(0, 2), ['one', 'two']);
    assert.equal(sent.length, 3);
  });

  it('keeps nothing secret of the remote’s address on disk', async () => {
    const state = journalInMemory();
    await waitToShare(
      state,
      '/home/ana/ledger',
      order('https://ana:hunter2@github.com/pune/ledger.git'),
      now,
    );
    assert.doesNotMatch(JSON.stringify((await state.read()).events), /hunter2|ana:/);
  });
});
