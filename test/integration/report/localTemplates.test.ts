import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGit } from '../../../src/adapters/git';
import { readRules } from '../../../src/core/report/issue/rules';
import { localTemplates } from '../../../src/usecases/report/localTemplates';

describe('the forms that a checkout has', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'baton-templates-'));
    const folder = join(root, '.github/ISSUE_TEMPLATE');
    await mkdir(join(folder, 'old'), { recursive: true });
    await writeFile(join(root, 'secret.txt'), 'name: Not a form\nbody: [{}]\n');
    await writeFile(
      join(folder, 'bug.yml'),
      'name: Bug\nbody:\n  - { type: input, attributes: { label: Serial } }\n',
    );
    await writeFile(join(folder, 'config.yml'), 'blank_issues_enabled: false\n');
    await writeFile(join(folder, 'old', 'nested.yml'), 'name: Nested\n');
    await symlink('../../secret.txt', join(folder, 'linked.md'));
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root });
    git('init', '-q');
    git('add', '.');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'forms');
    await writeFile(join(folder, 'bug.yml'), 'name: Half written\n');
    await writeFile(join(folder, 'new.yml'), 'name: New\n');
  });
  after(() => rm(root, { recursive: true, force: true }));

  it('are read as they are committed, without a sign-in, and no link is followed', async () => {
    const repository = await createGit().open(root);
    assert.ok(repository);
    const files = await localTemplates(repository);
    assert.deepEqual(files.map(({ name }) => name).sort(), ['bug.yml', 'config.yml', 'linked.md']);
    assert.ok(!files.some(({ text }) => text.includes('Not a form')));
    const { templates, blankAllowed } = readRules(files);
    assert.deepEqual([templates.find(({ file }) => file === 'bug.yml')?.name, blankAllowed], ['Bug', false]);
  });
  it('are the single template of old where there are no others, the one in .github before any', async () => {
    const checkout = (...paths: string[]) => ({
      files: () => Promise.resolve(paths),
      textAt: (_: string, path: string) => Promise.resolve(`text of ${path}`),
    });
    const nameIn = async (...paths: string[]) =>
      (await localTemplates(checkout(...paths))).map(({ name }) => name);
    assert.deepEqual(await nameIn('docs/issue_template.md', 'a.js', 'Issue_Template.md'), [
      '/Issue_Template.md',
    ]);
    assert.deepEqual(await nameIn('ISSUE_TEMPLATE', '.github/ISSUE_TEMPLATE.md'), [
      '/.github/ISSUE_TEMPLATE.md',
    ]);
    assert.deepEqual(await nameIn('docs/issue_template.txt'), ['/docs/issue_template.txt']);
    assert.deepEqual(await nameIn('.github/ISSUE_TEMPLATE/a.md', 'ISSUE_TEMPLATE.md'), ['a.md']);
    assert.deepEqual(await nameIn('src/issue_template.md', 'issue_template.ts'), []);
  });
  it('are none where there are none', async () => {
    const repository = {
      files: () => Promise.resolve(['a.js']),
      textAt: () => Promise.reject(new Error('no')),
    };
    assert.deepEqual(await localTemplates(repository), []);
  });
});
