import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { usualTemplate } from '../../../src/core/handoff/template';
import { templateOf } from '../../../src/usecases/readTemplate';

describe('the file of a template', () => {
  let folder: string;
  const root = (name: string): string => join(folder, name);
  const write = (name: string, text: string): void => {
    mkdirSync(join(root(name), '.baton'), { recursive: true });
    writeFileSync(join(root(name), '.baton', 'handoff.md'), text);
  };
  const read = (...names: string[]) => templateOf(names.map(root), createFiles());

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton-template-'));
    mkdirSync(root('none'));
    write('german', '## Erledigt <!-- shipped -->\n');
    write('broken', '## Shipped\n\n## Erledigt\n');
    write('large', `<!-- ${'x'.repeat(70_000)} -->`);
    mkdirSync(join(root('folder'), '.baton', 'handoff.md'), { recursive: true });
    mkdirSync(join(root('link'), '.baton'), { recursive: true });
    symlinkSync(join(root('german'), '.baton', 'handoff.md'), join(root('link'), '.baton', 'handoff.md'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is that of the first repository that has one', async () => {
    const { template, warnings } = await read('none', 'german', 'broken');
    assert.deepEqual(template.sections, [{ key: 'shipped', title: 'Erledigt' }]);
    assert.deepEqual(warnings, []);
    assert.deepEqual(await read('none'), { template: usualTemplate, warnings: [] });
  });

  it('leaves the usual sections when it is broken, and its line is told', async () => {
    const { template, warnings } = await read('broken');
    assert.equal(template, usualTemplate);
    assert.equal(warnings.length, 1);
    assert.match(
      warnings[0] ?? '',
      /broken\/\.baton\/handoff\.md:3: "Erledigt" is no section that Baton knows\. .* The usual sections are used\.$/,
    );
  });

  it('leaves the usual sections when it is too large, a folder, or a link out of the repository', async () => {
    for (const [name, why] of [
      ['large', /cannot be read: it is a folder, or larger than 64 KiB\. The usual/],
      ['folder', /cannot be read/],
      ['link', /leads out of the repository: put the file itself there\. The usual/],
    ] as const) {
      const { template, warnings } = await read(name);
      assert.equal(template, usualTemplate);
      assert.match(warnings.join('\n'), why);
    }
  });
});
