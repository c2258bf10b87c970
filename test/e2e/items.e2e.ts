import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { statePlaceholder } from '../../src/core/handoff/note';
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
    await header().click();
  });
  afterEach(function () {
    return scene.afterTest(this.currentTest);
  });
  after(() => scene?.close());

  const header = (): Locator => workbench.page.locator('.pane-header', { hasText: 'Added Items' });
  const items = (page = workbench.page): Locator =>
    page
      .locator('.pane', { has: page.locator('.pane-header', { hasText: 'Added Items' }) })
      .locator('.monaco-list-row');
  const row = (text: string | RegExp): Locator => items().filter({ hasText: text });
  const prompt = (): Locator => workbench.page.locator('.quick-input-message');
  const choose = async (kind: string): Promise<void> => {
    await workbench.quickInput.rows.filter({ hasText: kind }).first().waitFor();
    await workbench.quickInput.input.fill(kind);
    await workbench.press('Enter');
    await prompt().filter({ hasText: 'One line' }).waitFor();
  };
  const reload = async (): Promise<void> => {
    await workbench.page.reload();
    await workbench.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await workbench.page.locator('.statusbar', { hasText: 'refund-retry' }).waitFor();
  };
  const said = async (line: string): Promise<void> => {
    await workbench.type(line);
    await workbench.press('Enter');
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
    await workbench.quickInput.input.fill('Next step');
    await workbench.press('Enter');
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
    await workbench.quickInput.input.fill('Full jitter, because the bank throttles');
    await workbench.press('Enter');
    await row('Full jitter, because the bank throttles').locator('.codicon-law').waitFor();
  });

  it('survives a window that is gone, and is seen in all that are open', async () => {
    const second = await workbench.page.context().newPage();
    await second.goto(workbench.page.url());
    await second.locator('.monaco-workbench .part.statusbar').waitFor();
    await second.locator('.activitybar').getByRole('tab', { name: 'Baton' }).first().click();
    const pane = second.locator('.pane-header', { hasText: 'Added Items' });
    await pane.waitFor();
    if ((await pane.getAttribute('aria-expanded')) !== 'true') await pane.click();
    await items(second).filter({ hasText: question }).waitFor();
    await items(second).filter({ hasText: 'Fake timers' }).click();
    await second.keyboard.press('Delete');
    await row('Fake timers').waitFor({ state: 'detached' });
    // No goodbye: as when a window crashes.
    await second.close();
    await reload();
    await workbench.view('Baton');
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
    await reload();
    await workbench.note();
    const note = await workbench.editorShows(written);
    assert.match(
      note,
      /^- \*\*Is a retry after a 409 ever right\?\*\* \(`lib\/backoff\.js:2`, not pushed yet: `function nextDelay\(.+`\) → payments-dev, by /m,
    );
    assert.match(note, /^- Full jitter, because the bank throttles/m);
    assert.ok(!note.includes(statePlaceholder));
    await page.locator('.codelens-decoration a', { hasText: 'Refresh' }).first().click();
    await workbench.editorShows(written);
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
    const texts = await asked.locator('vscode-text-field').allInnerTexts();
    assert.ok(texts.length <= 3, texts.join(' | '));
    const count = texts.length;
    await asked.first().locator('vscode-text-field input').fill('merge #142.');
    await asked.first().locator('vscode-text-field input').press('Enter');
    await review.locator('.note-body', { hasText: 'Next action: merge #142.' }).waitFor();
    await asked.first().locator('vscode-button', { hasText: 'Skip' }).click();
    await review.waitForFunction((before) => document.querySelectorAll('.question').length < before, count);
    await workbench.screenshot('items-3-questions');
    await workbench.axe(review);
  });
});
