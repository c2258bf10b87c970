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
