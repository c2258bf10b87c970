import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ledgerOf, withLedger, type ReportLedger } from '../../../src/core/report/keptLedger';
import { ReportLedgers } from '../../../src/features/report/ledgers';

const now = Date.parse('2026-11-21T10:00:00Z');
const day = 86_400_000;
const ledger = (value = 'jo@example.com', allowed: readonly string[] = []): ReportLedger => ({
  hidden: [{ kind: 'email', placeholder: '[email-1]', count: 2, value }],
  allowed,
  folder: '/repositories/shop',
  suspect: 'a1b2c3d',
  path: 'lib/ledger.js',
});

describe('what is kept of what a report hides', () => {
  it('is the same when it is read, is of that report alone, and can be forgotten', () => {
    const one = withLedger(undefined, 'r-1', ledger(), now);
    const both = withLedger(one, 'r-2', ledger('10.1.2.3', ['x']), now);
    assert.deepEqual(ledgerOf(both, 'r-1', now), { ...ledger(), id: 'r-1', at: now });
    assert.deepEqual(ledgerOf(both, 'r-2', now)?.allowed, ['x']);
    assert.equal(ledgerOf(both, 'r-3', now), null);
    const left = withLedger(both, 'r-1', null, now);
    assert.ok(left && !left.includes('jo@example.com'));
    assert.equal(withLedger(left, 'r-2', null, now), undefined);
  });
  it('is forgotten after thirty days, and when twenty others were kept since', () => {
    const one = withLedger(undefined, 'r-1', ledger(), now);
    assert.notEqual(ledgerOf(one, 'r-1', now + 29 * day), null);
    assert.equal(ledgerOf(one, 'r-1', now + 30 * day), null);
    assert.ok(!withLedger(one, 'r-2', ledger('other'), now + 30 * day)?.includes('jo@example.com'));
    let many = one;
    for (let index = 2; index <= 21; index += 1) many = withLedger(many, `r-${index}`, ledger('other'), now);
    assert.equal(ledgerOf(many, 'r-1', now), null);
    assert.notEqual(ledgerOf(many, 'r-2', now), null);
  });
  it('gives way, the oldest first, where it would be long; one that is too long alone is not kept', () => {
    const long = 'x'.repeat(150_000);
    const two = withLedger(withLedger(undefined, 'r-1', ledger(long), now), 'r-2', ledger(long), now);
    assert.deepEqual([ledgerOf(two, 'r-1', now), ledgerOf(two, 'r-2', now)?.hidden[0]?.value], [null, long]);
    assert.equal(withLedger(undefined, 'r-1', ledger(long.repeat(2)), now), undefined);
  });
  it('is nothing where the store holds nonsense', () => {
    const nonsense = ['', '[', '7', 'null', '{}', '[null,7,{}]', '[{"id":"r-1","at":"now"}]'];
    for (const text of nonsense) assert.equal(ledgerOf(text, 'r-1', now), null);
    const odd = JSON.stringify([{ id: 'r-1', at: now, hidden: [7, { kind: 'x' }], allowed: [7, 'y'] }]);
    assert.deepEqual(ledgerOf(odd, 'r-1', now)?.hidden, []);
    assert.deepEqual(ledgerOf(odd, 'r-1', now)?.allowed, ['y']);
    fc.assert(
      fc.property(fc.json(), (text) => {
        ledgerOf(text, 'r-1', now);
        assert.notEqual(ledgerOf(withLedger(text, 'r-1', ledger(), now), 'r-1', now), null);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the store of what reports hide', () => {
  const storage = () => {
    const entries = new Map<string, string>();
    const wait = () => new Promise((resolve) => setImmediate(resolve));
    return {
      entries,
      get: async (key: string) => {
        await wait();
        return entries.get(key);
      },
      store: async (key: string, value: string) => {
        await wait();
        entries.set(key, value);
      },
      delete: async (key: string) => {
        await wait();
        entries.delete(key);
      },
    };
  };
  it('loses none of several that are kept at once, and is empty when all are forgotten', async () => {
    const store = storage();
    const ledgers = new ReportLedgers(
      store,
      (error) => assert.fail(String(error)),
      () => now,
    );
    const ids = ['r-1', 'r-2', 'r-3'];
    await Promise.all(ids.map((id) => ledgers.keep(id, ledger(id))));
    for (const id of ids) assert.equal((await ledgers.read(id))?.hidden[0]?.value, id);
    await Promise.all(ids.map((id) => ledgers.keep(id, null)));
    assert.equal(store.entries.size, 0);
  });
  it('that cannot be read or written stands in nobody’s way, and the failure names no value', async () => {
    const failures: string[] = [];
    const refuse = () => Promise.reject(new Error('locked'));
    const ledgers = new ReportLedgers({ get: refuse, store: refuse, delete: refuse }, (error) =>
      failures.push(String(error)),
    );
    await ledgers.keep('r-1', ledger());
    assert.equal(await ledgers.read('r-1'), null);
    assert.deepEqual(failures, ['Error: locked', 'Error: locked']);
  });
});
