import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import type { MemberNow } from '../../../src/core/team/model';
import { whoToAsk } from '../../../src/usecases/report/whoToAsk';
import { createSandbox, type Sandbox } from '../git/sandbox';

describe('who to ask about a fault', () => {
  let box: Sandbox;
  before(() => {
    box = createSandbox();
    fs.mkdirSync(path.join(box.root, '.github'));
    fs.mkdirSync(path.join(box.root, 'lib'));
    fs.writeFileSync(
      path.join(box.root, '.github/CODEOWNERS'),
      '* @acme/all\n/lib/ @asha @acme/ledger jo@example.com\n',
    );
    fs.writeFileSync(path.join(box.root, 'lib/ledger.js'), 'x\n');
    box.git('add', '.');
    box.git(
      'commit',
      '-qm',
      'one\n\nReviewed-by: Bo Larsen <bo@example.com>\nReviewed-by: Asha Rao <asha@example.com>',
    );
  });
  after(() => box.remove());

  const asha = {
    member: { name: 'Asha Rao', login: 'asha', emails: ['asha@example.com'] },
    state: 'working',
  } as unknown as MemberNow;
  const ask = (file: string, members: readonly MemberNow[] = []) =>
    whoToAsk({ folder: box.root, path: file, members }, { git: createGit(), files: createFiles() });

  it('is its owners by CODEOWNERS, then who reviewed it, and never its author', async () => {
    const found = await ask('lib/ledger.js');
    assert.deepEqual(
      found.map(({ name, why }) => [name, why]),
      [
        ['@asha', 'owner'],
        ['@acme/ledger', 'owner'],
        ['jo@example.com', 'owner'],
        ['Bo Larsen', 'reviewer'],
        ['Asha Rao', 'reviewer'],
      ],
    );
  });
  it('names each person once, with where they stand now', async () => {
    const found = await ask('lib/ledger.js', [asha]);
    assert.deepEqual(
      found.map(({ name, member }) => [name, member?.state ?? null]),
      [
        ['@asha', 'working'],
        ['@acme/ledger', null],
        ['jo@example.com', null],
        ['Bo Larsen', null],
      ],
    );
  });
  it('is the last rule that fits, and nobody without one', async () => {
    assert.deepEqual(
      (await ask('other.js')).map(({ name }) => name),
      ['@acme/all'],
    );
  });
});
