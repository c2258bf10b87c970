import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createStateStore } from '../../../src/adapters/state';
import { UserError } from '../../../src/core/errors';
import type { RepositoryState } from '../../../src/core/ports/state';

describe('drafts', () => {
  let root: string;
  let state: RepositoryState;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'baton-drafts-'));
    state = createStateStore(root).of('/repo/.git');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('are ordinary Markdown files, read back as they were written', async () => {
    const text = '# Refunds\r\n\r\nÜber „alles“ 🏁\n';
    const file = await state.writeDraft('2026-11-21-ab12', text);
    assert.equal(path.extname(file), '.md');
    assert.equal(await state.readDraft('2026-11-21-ab12'), text);
    await state.writeDraft('2026-11-21-ab12', 'short');
    assert.equal(await state.readDraft('2026-11-21-ab12'), 'short');
    assert.deepEqual(readdirSync(path.dirname(file)), ['2026-11-21-ab12.md']);
  });

  it('are listed newest first, without what else lies there', async () => {
    const one = await state.writeDraft('one', '1');
    await state.writeDraft('two', '2');
    utimesSync(one, new Date('2020-01-01'), new Date('2020-01-01'));
    const folder = path.dirname(one);
    writeFileSync(path.join(folder, 'two.md.12ab.tmp'), '');
    writeFileSync(path.join(folder, '.hidden.md'), '');
    mkdirSync(path.join(folder, 'folder.md'));
    assert.deepEqual(
      (await state.drafts()).map(({ note }) => note),
      ['two', 'one'],
    );
    assert.equal((await state.drafts())[1]?.modifiedAt, '2020-01-01T00:00:00.000Z');
  });

  it('are gone after deletion, and deleting twice is no error', async () => {
    await state.writeDraft('one', '1');
    await state.deleteDraft('one');
    await state.deleteDraft('one');
    assert.equal(await state.readDraft('one'), null);
    assert.deepEqual(await state.drafts(), []);
  });

  for (const name of [
    '',
    '..',
    '../x',
    'a/b',
    'a\\b',
    '/etc/passwd',
    'a.md',
    'a\0b',
    'C:x',
    'con',
    'LPT1',
    '-x',
    'x'.repeat(81),
    'a\n',
  ])
    it(`refuses the name ${JSON.stringify(name.slice(0, 20))}, and touches nothing`, async () => {
      for (const attempt of [
        () => state.writeDraft(name, 'x'),
        () => state.readDraft(name),
        () => state.deleteDraft(name),
      ])
        await assert.rejects(async () => attempt(), UserError);
      assert.deepEqual(
        readdirSync(root, { recursive: true }).filter((each) => String(each).endsWith('.md')),
        [],
      );
    });
});
