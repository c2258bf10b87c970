import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { statePlaceholder } from '../../src/core/handoff/note';
import { git } from './colleague';
import { openScene, type Scene } from './scene';
import type { Workbench } from './workbench';

const question = 'Is a retry after a 409 ever right?';

describe('What is added while working', () => {
  let scene: Scene;
  let workbench: Workbench;

  before(async () => {
    scene = await openScene();
    ({ workbench } = scene);
    await workbench.view('Baton');
    await workbench.pane('Added Items');
  });
  afterEach(function () {
    return scene.afterTest(this.currentTest);
  });
  after(() => scene?.close());

  const items = (page = workbench.page): Locator =>
    page
      .locator('.pane', { has: page.locator('.pane-header', { hasText: 'Added Items' }) })
      .locator('.monaco-list-row');
  const row = (text: string | RegExp): Locator => items().filter({ hasText: text });
  const prompt = (): Locator => workbench.page.locator('.quick-input-message');
  const choose = async (kind: string): Promise<void> => {
    await workbench.quickInput.rows.filter({ hasText: kind }).first().waitFor();
    await workbench.answer(kind);
    await prompt().filter({ hasText: 'One line' }).waitFor();
  };
  const said = async (line: string): Promise<void> => {
    await workbench.answer(line);
    await row(line.slice(0, 20)).waitFor();
  };

  it('is kept from two keys, a kind and a line, with the place in the code', async () => {
    await workbench.open('lib/backoff.js');
    await workbench.focusEditor();
    await workbench.press('Control+Home');
    await workbench.press('ArrowDown');
    const began = Date.now();
    await workbench.press('Control+K');
    await workbench.press('h');
    await choose('Question');
    await prompt()
      .filter({ hasText: /Place: lib\/backoff\.js:2/ })
      .waitFor();
    await said(`${question} → payments-dev by 2031-01-02T10:00`);
    console.log(`      from the keys to the disk: ${Date.now() - began} ms, the person's own thinking aside`);
    await row(question)
      .filter({ hasText: /→ payments-dev · lib\/backoff\.js:2/ })
      .waitFor();
  });

  it('is kept from the menus of the editor and of a terminal, from there without a place', async () => {
    await workbench.focusEditor();
    await workbench.page.locator('.monaco-editor .view-lines').first().click({ button: 'right' });
    await workbench.fromMenu('Add to Handoff…');
    await choose('Decision');
    await prompt()
      .filter({ hasText: /with its why: "…, because …"\. .*Place: lib\/backoff\.js:\d+/ })
      .waitFor();
    await said('Full jitter, not fixed steps');
    await workbench.palette('Terminal: Create New Terminal');
    const terminal = workbench.page.locator('.terminal-wrapper .xterm-screen').first();
    await terminal.waitFor();
    await terminal.click({ button: 'right' });
    await workbench.fromMenu('Add to Handoff…');
    await choose('Dead end');
    assert.doesNotMatch(await prompt().innerText(), /Place:/);
    await said('Fake timers do not reach the worker');
    await workbench.until(async () => assert.equal(await items().count(), 3));
    await workbench.screenshot('items-1-added');
  });

  it('is changed many at once, deleted and brought back, by keyboard', async () => {
    await row('Full jitter').click();
    await row('Fake timers').click({ modifiers: ['ControlOrMeta'] });
    await workbench.press('F2');
    await workbench.quickInput.rows.first().waitFor();
    await workbench.answer('Next step');
    for (const text of ['Full jitter', 'Fake timers'])
      await items().filter({ hasText: text }).locator('.codicon-arrow-right').waitFor();
    await row('Fake timers').click();
    await workbench.press('Delete');
    await row('Fake timers').waitFor({ state: 'detached' });
    await workbench.notification('The item is deleted.', 'Undo');
    await row('Fake timers').waitFor();
    await row('Full jitter').click();
    await workbench.press('F2');
    await choose('Decision');
    await workbench.answer('Full jitter, because the bank throttles');
    await row('Full jitter, because the bank throttles').locator('.codicon-law').waitFor();
  });

  it('survives a window that is gone, and is seen in all that are open', async () => {
    const second = await workbench.another();
    await second.view('Baton');
    await second.pane('Added Items');
    await items(second.page).filter({ hasText: question }).waitFor();
    await items(second.page).filter({ hasText: 'Fake timers' }).click();
    await second.press('Delete');
    await row('Fake timers').waitFor({ state: 'detached' });
    // No goodbye: as when a window crashes.
    await second.page.close();
    await workbench.reload(scene.sample.branch);
    await workbench.view('Baton');
    await workbench.pane('Added Items');
    await row(question).waitFor();
    await workbench.until(async () => assert.equal(await items().count(), 2));
  });

  it('lands in the note, which has its buttons, and outlives a reload with what was written and not saved by hand', async () => {
    const written = /^\*\*State:\*\* retries work\.$/m;
    await workbench.draft();
    await workbench.type('retries work.');
    const { page } = workbench;
    for (const name of ['Refresh', 'Post…', 'Copy'])
      await page.locator('.codelens-decoration a', { hasText: name }).first().waitFor();
    const title = page.locator('.editor-group-container.active .editor-actions');
    for (const name of ['Refresh Handoff Note', 'Copy Handoff Note', 'Post Handoff Note…'])
      await title.getByRole('button', { name }).waitFor();
    await workbench.saves(written);
    await workbench.remembersEditor(/note-[0-9a-f]+\.md/);
    await workbench.reload(scene.sample.branch);
    await workbench.note();
    const note = await workbench.editorShows(written);
    assert.match(
      note,
      /^- \*\*Is a retry after a 409 ever right\?\*\* \(`lib\/backoff\.js:2`, not pushed yet: `function nextDelay\(.+`\) → payments-dev, by /m,
    );
    assert.match(note, /^- Full jitter, because the bank throttles/m);
    assert.ok(!note.includes(statePlaceholder));
    // What has come since shows that it was drafted again.
    git(scene.sample.root, 'commit', '-q', '--allow-empty', '-m', 'Say what a 409 means');
    await page.locator('.codelens-decoration a', { hasText: 'Refresh' }).first().click();
    assert.match(await workbench.editorShows(/Say what a 409 means/), written);
    // Last, the note is brought to the front with what is still missing selected.
    await workbench.noteAwaitsAuthor();
    await workbench.screenshot('items-2-note');
  });

  it('is asked for where only the author knows: the answer lands in the note', async () => {
    await workbench.palette('Baton: Post Handoff Note…');
    const review = await workbench.webview('.review:not([hidden])');
    const asked = review.locator('.question');
    await asked.first().waitFor();
    await asked
      .first()
      .filter({ hasText: /What is the one thing to do next\?/ })
      .waitFor();
    const texts = () => asked.locator('vscode-text-field').allInnerTexts();
    const [first = '', ...more] = await texts();
    assert.ok(more.length <= 2, [first, ...more].join(' | '));
    const field = asked.filter({ hasText: first }).locator('vscode-text-field input');
    await field.fill('merge #142.');
    await field.press('Enter');
    await review.locator('.note-body', { hasText: 'Next action: merge #142.' }).waitFor();
    await workbench.until(async () =>
      assert.ok(!(await texts()).includes(first), 'what is answered is gone'),
    );
    const [second = ''] = await texts();
    await asked.filter({ hasText: second }).locator('vscode-button', { hasText: 'Skip' }).click();
    await workbench.until(async () =>
      assert.ok(!(await texts()).includes(second), 'what is skipped is gone'),
    );
    await workbench.screenshot('items-3-questions');
    await workbench.axe(review);
  });
});
