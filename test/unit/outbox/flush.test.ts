import assert from 'node:assert/strict';
import { CancelledError, UserError } from '../../../src/core/errors';
import { claimLasts } from '../../../src/core/outbox/step';
import { SignedOutError, UnavailableError } from '../../../src/core/ports/github';
import { drop, enqueue, hurry, hurrySignedIn, waiting } from '../../../src/usecases/outbox/enqueue';
import { flush, type Sender } from '../../../src/usecases/outbox/flush';
import { journalInMemory } from '../github/journalInMemory';

const address = { host: 'github.com', owner: 'Pune', name: 'Ledger' };

describe('sending what waits', () => {
  let state: ReturnType<typeof journalInMemory>;
  let now: number;
  let sent: string[];
  let send: Sender;

  beforeEach(() => {
    state = journalInMemory();
    now = Date.UTC(2026, 10, 20, 12);
    sent = [];
    send = ({ id }) => {
      sent.push(id);
      return Promise.resolve({ state: 'sent', url: null });
    };
  });
  const put = (id: string, payload: unknown = {}) =>
    enqueue(state, { id, type: 'discussion', address, title: id, payload }, now);
  const run = (signal?: AbortSignal) =>
    flush(
      {
        state,
        sender: (type) => Promise.resolve(type === 'discussion' ? (...all) => send(...all) : null),
        now: () => now,
      },
      signal,
    );

  it('sends all of it in order, and then nothing is left to wake for', async () => {
    for (const id of ['a', 'b', 'c']) await put(id);
    const { results, wakeAt } = await run();
    assert.deepEqual([sent, results.size, wakeAt], [['a', 'b', 'c'], 3, null]);
    assert.deepEqual(await waiting(state), []);
    await run();
    assert.equal(sent.length, 3);
  });

  it('sends at once what waited for a sign-in only, at the host where somebody signed in', async () => {
    await put('a');
    const healthy = send;
    send = () => Promise.reject(new SignedOutError('Nobody is signed in.'));
    await run();
    const signIn = (...hosts: readonly string[]) =>
      hurrySignedIn(state, (host) => Promise.resolve(hosts.includes(host)), now);
    await signIn('ghe.example');
    assert.deepEqual([(await run()).results.size, (await waiting(state))[0]?.status], [0, 'waiting']);
    await signIn('github.com');
    send = () => Promise.reject(new UnavailableError('Slow down.', new Date(now + 60_000).toISOString()));
    assert.equal((await run()).results.get('a')?.state, 'waiting');
    send = healthy;
    await signIn('github.com');
    assert.equal((await run()).results.size, 0, 'GitHub asked for a pause');
    now += 120_000;
    await run();
    assert.deepEqual(sent, ['a']);
  });

  it('keeps the order when GitHub is away, tries again in time, and says what for', async () => {
    for (const id of ['a', 'b']) await put(id);
    const healthy = send;
    send = () => Promise.reject(new UnavailableError('github.com cannot be reached.'));
    const { wakeAt } = await run();
    assert.ok(wakeAt && wakeAt >= now + 30_000 && wakeAt <= now + 36_000);
    const [first, second] = await waiting(state);
    assert.deepEqual([first?.why, first?.status], ['github.com cannot be reached.', 'waiting']);
    assert.equal(second?.status, 'ready', 'it was not even tried');
    send = healthy;
    await run();
    assert.deepEqual(sent, []);
    now = wakeAt;
    await run();
    assert.deepEqual(sent, ['a', 'b']);
  });

  it('waits as long as GitHub says, and longer each time that it says nothing', async () => {
    await put('a');
    const retryAt = new Date(now + 3_600_000).toISOString();
    send = () => Promise.reject(new UnavailableError('limit', retryAt));
    assert.equal((await run()).wakeAt, now + 3_600_000);
    now += 3_600_000;
    send = () => Promise.reject(new UnavailableError('away'));
    const pauses: number[] = [];
    for (let round = 0; round < 5; round++) {
      const { wakeAt } = await run();
      pauses.push((wakeAt ?? 0) - now);
      now = wakeAt ?? 0;
    }
    for (const [index, pause] of pauses.slice(1).entries())
      assert.ok(pause > (pauses[index] ?? 0) * 1.5, `${pauses.join()}`);
    await hurry(state, 'a', now);
    send = () => Promise.resolve({ state: 'sent', url: null });
    assert.equal((await run()).results.get('a')?.state, 'sent');
  });

  it('lets one of two windows send, also when both begin at once', async () => {
    await put('a');
    await Promise.all([run(), run(), run()]);
    assert.deepEqual(sent, ['a']);
  });

  it('takes over from a window that died, and says so to the sender', async () => {
    await put('a');
    const seen: boolean[] = [];
    // A crash: the window claims and is never heard of again.
    send = () => new Promise(() => {});
    void run();
    while (state.lines.length < 2) await new Promise((resolve) => setImmediate(resolve));
    send = (_, { interrupted }) => {
      seen.push(interrupted);
      return Promise.resolve({ state: 'sent', url: null });
    };
    assert.equal((await run()).wakeAt, now + claimLasts);
    assert.deepEqual(seen, []);
    now += claimLasts;
    await run();
    assert.deepEqual(seen, [true]);
  });

  it('asks a person about what GitHub refuses, and about what nobody expected', async () => {
    await put('a');
    await put('b');
    const odd: unknown[] = [];
    send = ({ id }) => Promise.reject(id === 'a' ? new UserError('You may not.') : new TypeError('odd'));
    const ports = {
      state,
      sender: () => Promise.resolve(send),
      now: () => now,
      failed: (error: unknown) => odd.push(error),
    };
    await flush(ports);
    const entries = await waiting(state);
    assert.deepEqual(
      entries.map(({ status }) => status),
      ['asks', 'asks'],
    );
    assert.equal(entries[0]?.why, 'You may not.');
    assert.equal(odd.length, 1);
    await flush(ports);
    assert.equal(odd.length, 1, 'nothing is tried again by itself');
  });

  it('leaves a kind that it does not know to the version that does', async () => {
    await enqueue(state, { id: 's', type: 'share', address, title: 's', payload: {} }, now);
    await run();
    assert.equal(state.lines.length, 1);
  });

  it('sends nothing more once it is called off', async () => {
    await put('a');
    await put('b');
    const abort = new AbortController();
    send = () => {
      abort.abort();
      return Promise.reject(new CancelledError('cancelled'));
    };
    await run(abort.signal);
    assert.deepEqual(
      (await waiting(state)).map(({ status }) => status),
      ['waiting', 'ready'],
    );
  });

  it('discards and restores what waits', async () => {
    await put('a', { text: 'kept' });
    const dropped = await drop(state, 'a', () => now);
    await run();
    assert.deepEqual([sent, await waiting(state)], [[], []]);
    await dropped.restore();
    assert.equal((await waiting(state))[0]?.payload, '{"text":"kept"}');
    await run();
    assert.deepEqual(sent, ['a']);
    await assert.rejects(
      drop(state, 'a', () => now),
      /not waiting any more/,
    );
  });
});
