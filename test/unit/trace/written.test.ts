import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { told } from './told';

interface Written {
  readonly name: string;
  readonly text: string;
  readonly told: readonly unknown[];
}

const file = path.join(import.meta.dirname, '../../fixtures/traces/written.json');
const written = JSON.parse(fs.readFileSync(file, 'utf8')) as Written[];

describe('dialects, as their printers are known to write them', () => {
  for (const { name, text, told: expected } of written) {
    it(`reads ${name}`, () => assert.deepEqual(told(text), expected));
    it(`reads ${name} with Windows line ends`, () =>
      assert.deepEqual(told(text.replaceAll('\n', '\r\n')), expected));
  }
});
