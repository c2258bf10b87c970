import assert from 'node:assert/strict';
import { createSecretScanner } from '../../../src/adapters/secrets';
import { createRedactor } from '../../../src/core/secrets/redactor';
import { harmless, secretSamples } from '../../bench/secretSamples';

describe('the labelled set of secrets', () => {
  it('is hidden whole, and what is harmless stays as it is', () => {
    const samples = secretSamples();
    const left = samples.filter(({ text, secret }) => createRedactor().text(text).includes(secret));
    assert.deepEqual([...new Set(left.map(({ kind }) => kind))], []);
    for (const line of harmless) assert.equal(createRedactor().text(line), line);
  });
  it('is hidden by placeholders that another round leaves alone', () => {
    for (const { text } of secretSamples(1)) {
      const redactor = createRedactor();
      const once = redactor.text(text);
      assert.equal(redactor.text(once), once);
    }
  });
});

describe('a long word', () => {
  const hidden = (word: string): boolean =>
    createRedactor().text(`error near ${word} here`).includes('[token-');
  it('is a key where its letters look thrown', () => {
    assert.ok(hidden(`${'aB3xK9'.repeat(7)}Q`));
    assert.ok(hidden(`pk-${'qZ7mT2'.repeat(8)}.${'Vb4'.repeat(7)}`));
  });
  it('is a name where people or compilers made it up', () => {
    for (const name of [
      'getServerSidePropsForRefundRetryPage2WithCurrency',
      '_ZNSt6vectorIiSaIiEE17_M_realloc_insertIJRKiEEEvN9__gnu_cxx17__normal_iteratorIPiS1_EEDpOT_',
      '_RNvXs1_NtCs8kQ9_6ledger4readNtB5_6LedgerNtNtCs4fQ_4core3fmt7Display3fmt',
      'com.example.shop.RefundRetryServiceImpl$$Lambda$1432',
      'shop-worker-7d9c6f5b8d-x2k4q_2026-11-21T08-12-44',
      'sha512-Swi4N7Edy1Eqq82GxgEECXSSLyn6GOb5htRFPzBDdUkECGXtlf12ynO5oJSpWK',
      'app-3f2b9c1d4e5f60718293a4b5c6d7e8f901234567.js',
      'commit-3f2b9c1d4e5f60718293a4b5c6d7e8f901234567',
    ])
      assert.ok(!hidden(name), name);
  });
});

describe('secretlint beside the rules', () => {
  it('tells values, and is not switched off by a comment in the text', async () => {
    const scanner = createSecretScanner();
    const secret = `xoxb-${'1234567890'}-${'1234567890'}-${'aB3'.repeat(8)}`;
    const found = await scanner.find(`# secretlint-disable\n<!-- secretlint-disable -->\ntoken ${secret}\n`);
    assert.ok(found.some(({ value }) => value.includes(secret)));
  });
  it('hides a value that only it knows, wherever it stands', () => {
    const redactor = createRedactor([{ kind: 'token', value: 'plain-words-only' }]);
    assert.equal(redactor.text('a plain-words-only b plain-words-only'), 'a [token-1] b [token-1]');
    assert.deepEqual(redactor.hidden(), [
      { kind: 'token', placeholder: '[token-1]', count: 2, value: 'plain-words-only' },
    ]);
  });
});
