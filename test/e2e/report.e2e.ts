import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIssue } from '@github/issue-parser';
import type { Frame } from 'playwright-core';
import { setIssues } from '../github/issues';
import { addIssue } from '../github/world';
import { tabTo } from './keyboard';
import { openScene, type Scene } from './scene';
import type { Workbench } from './workbench';

const form = `name: Bug
description: Something is broken
title: '[Bug] '
labels: [bug]
body:
  - type: textarea
    id: what
    attributes: { label: What happened? }
    validations: { required: true }
  - type: textarea
    id: steps
    attributes: { label: Steps to reproduce }
  - type: input
    id: region
    attributes: { label: Which region? }
    validations: { required: true }
  - type: dropdown
    id: severity
    attributes: { label: Severity, options: [Low, 'High, customers see it'] }
    validations: { required: true }
  - type: checkboxes
    id: rules
    attributes:
      label: Before you send
      options:
        - { label: I looked for a known issue, required: true }
`;

/** From a trace in an editor to an issue, and back to it, without a mouse wherever Baton draws. */
describe('A stack trace becomes an issue', () => {
  let scene: Scene;
  let workbench: Workbench;
  let review: Frame;
  let known: number;

  before(async () => {
    // A key moves by a whole line, however wide the editor is.
    scene = await openScene({ settings: { '[markdown]': { 'editor.wordWrap': 'off' } } });
    ({ workbench } = scene);
    const { root, trace } = scene.sample;
    const folder = join(root, '.github/ISSUE_TEMPLATE');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'bug.yml'), form);
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root });
    git('add', '.github');
    git('commit', '-qm', 'Ask for what a bug needs', '--', '.github');
    setIssues(scene.standIn.ledger, { templates: { 'bug.yml': form } });
    const log = readFileSync(trace, 'utf8').replace(
      'Error: refund r-17 failed',
      'Error: refund r-17 of jo@example.com at 10.20.30.40 failed',
    );
    writeFileSync(trace, log);
    known = addIssue(scene.standIn.world, scene.standIn.ledger, {
      author: 'ops-dev',
      title: 'Worker dies on an unknown refund',
      body: `Seen again:\n\n\`\`\`\n${log.slice(log.indexOf('Error: refund')).replaceAll('r-17', 'r-99')}\n\`\`\``,
    }).number;
  });
  afterEach(function () {
    return scene.afterTest(this.currentTest);
  });
  after(() => scene?.close());

  const issues = () => scene.standIn.ledger.issues.filter(({ body }) => body.includes('<!-- baton:report '));
  const button = (name: string) =>
    review.locator('vscode-button:not([hidden]):not([disabled])', { hasText: name });
  const press = async (name: RegExp, key = 'Enter') => {
    await tabTo(workbench, review, name);
    await workbench.press(key);
  };
  /** What a person reads of a page in the browser is elsewhere: it is closed again. */
  const closing = async (act: () => Promise<void>): Promise<void> => {
    const opened = workbench.page.context().waitForEvent('page');
    await act();
    await (await opened).close();
    await workbench.page.bringToFront();
  };
  /** `nth`: which of the reports that are open it is to be. */
  const reportIt = async (nth: number): Promise<void> => {
    await workbench.open(scene.sample.trace);
    await workbench.focusEditor();
    await workbench.press('Control+A');
    await workbench.palette('Baton: Report Bug from Stack Trace');
    // VS Code opens what nobody has saved once more where the cursor is, when the group beside it is slow to come.
    const beside = workbench.page.locator('.editor-group-container').nth(1);
    const tab = beside.getByRole('tab', { name: /^# TypeError/ }).nth(nth);
    await tab.click({ position: { x: 12, y: 12 } });
    await beside.locator('.monaco-editor.focused').waitFor();
  };
  const showReview = async (): Promise<void> => {
    await workbench.palette('Baton: Create Issue from Report…');
    review = await workbench.webview('.review:not([hidden])');
  };

  const closeReview = async (): Promise<void> => {
    await press(/^Close$/);
    await workbench.page.getByRole('tab', { name: /Review and Report/ }).waitFor({ state: 'detached' });
  };
  /** Above the hidden lines of the report, which stands in the second group. */
  const writeAtTheEnd = async (text: string): Promise<void> => {
    const active = workbench.page.locator('.editor-group-container.active');
    await workbench.focusEditor(2);
    await active.locator('.monaco-editor.focused').waitFor();
    for (const key of ['Control+End', 'ArrowUp', 'ArrowUp']) await workbench.press(key);
    await workbench.type(`\n${text}\n`);
    await active.locator('.view-line', { hasText: text }).waitFor();
  };

  it('is a report beside the trace, the conclusion first, with nothing in it that others should not read', async () => {
    await reportIt(0);
    const report = await workbench.editorShows(
      /^# TypeError: Cannot read properties of undefined \(reading 'amount'\) in Ledger\.read/,
      2,
    );
    assert.match(report, /\*\*Where:\*\* \[`lib\/ledger\.js:7`\]\(http[^)]+#L7\) `return row\.amount;`/);
    assert.doesNotMatch(report, /jo@example|10\.20\.30|berlin-dev\/src/);
    await workbench.screenshot('report-1-document');
  });

  it('whose author looks at what is hidden, and allows one of it', async () => {
    // The list takes the palette's place.
    await workbench.palette('Baton: Show What the Report Hides…');
    const { rows } = workbench.quickInput;
    await rows.filter({ hasText: 'jo@example.com' }).waitFor();
    await workbench.screenshot('report-2-hidden');
    const address = rows.filter({ hasText: '10.20.30.40' }).getByRole('checkbox');
    await address.click();
    await workbench.until(() => address.isChecked());
    await workbench.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await workbench.quickInput.input.waitFor({ state: 'hidden' });
    const report = await workbench.editorShows(/10\.20\.30\.40/, 2);
    assert.doesNotMatch(report, /jo@example/);
  });

  it('is reviewed before anybody signs in, in the form that the checkout has, without code that is not pushed', async () => {
    await writeAtTheEnd('Asked bo@example.com about it.');
    await showReview();
    await button('Sign In to GitHub…').waitFor();
    const body = review.locator('.note-body');
    await body.filter({ hasText: /Which region\?\s*No response/ }).waitFor();
    await body.filter({ hasText: /code left out/ }).waitFor();
    const found = review.locator('section', { has: review.getByRole('heading', { name: 'Left out' }) });
    await workbench.until(async () => {
      const left = await found.locator('vscode-checkbox').allInnerTexts();
      assert.equal(left.length, 1, `what was allowed is not asked about again: ${left.join(', ')}`);
    });
    assert.deepEqual(scene.standIn.operations, [], 'GitHub was asked nothing');
    await workbench.axe(review);
    await workbench.screenshot('report-3-review');
  });

  it('asks for what the form requires, and offers the issue that is known', async () => {
    await press(/^Sign In to GitHub/);
    const dialogs = workbench.page.locator('.monaco-dialog-box');
    await dialogs.filter({ hasText: /wants to sign in/ }).waitFor();
    await workbench.press('Enter');
    await dialogs.filter({ hasText: /Your Code/ }).waitFor();
    await closing(() => workbench.press('Enter'));
    await review.getByText('Signed in as pune-dev').waitFor();
    await review.getByText(new RegExp(`#${known} Worker dies on an unknown refund`)).waitFor();
    await button(`Add My Environment to #${known}`).waitFor();
    await review.locator('.problems', { hasText: 'The form asks for: Which region?' }).waitFor();
    assert.equal(await button('Create Issue').count(), 0);
    // In the order of the page: the focus is at its top again.
    await press(/everybody can read it/, 'Space');
    await press(/I looked for a known issue/, 'Space');
    await tabTo(workbench, review, /^Which region\?$/);
    await workbench.type('eu-west-1');
    await workbench.press('Enter');
    await review.locator('.note-body', { hasText: 'eu-west-1' }).waitFor();
    await tabTo(workbench, review, /^Severity$/);
    await workbench.press('Enter');
    await workbench.press('End');
    await workbench.press('Enter');
    await review.locator('.note-body', { hasText: 'High, customers see it' }).waitFor();
    await button('Create Issue').waitFor();
    await workbench.axe(review);
    await workbench.screenshot('report-4-form');
    assert.deepEqual(issues(), []);
  });

  it('exists once, as GitHub renders the form', async () => {
    await closing(() => press(/^Create Issue$/));
    await review.locator('.result', { hasText: 'Posted to baton-sample/ledger.' }).waitFor();
    const [issue, ...more] = issues();
    assert.ok(issue);
    assert.deepEqual(more, []);
    assert.match(issue.title, /^\[Bug\] TypeError: Cannot read properties.* at 10\.20\.30\.40 /);
    assert.deepEqual(issue.labels, ['bug']);
    assert.match(issue.body, /<!-- baton:fingerprint v\d+:[0-9a-f]{16} -->/);
    assert.match(issue.body, /10\.20\.30\.40/);
    assert.doesNotMatch(issue.body, /jo@example|bo@example|Write here/);
    const parsed = parseIssue(issue.body, form) as Record<string, unknown>;
    assert.equal(parsed['region'], 'eu-west-1');
    assert.match(issue.body, /### Severity\n\nHigh, customers see it\n/);
    assert.match(String(parsed['steps']), /node pay\.js/);
    await workbench.screenshot('report-5-posted');
  });

  it('is edited, not made again, when its author changes the report', async () => {
    await closeReview();
    await writeAtTheEnd('It happens on Mondays.');
    await showReview();
    await review.getByText('Signed in as pune-dev').waitFor();
    // What was answered is not asked again; whether everybody may read it is.
    await review.locator('.note-body', { hasText: 'eu-west-1' }).waitFor();
    await press(/everybody can read it/, 'Space');
    await button('Update Issue').waitFor();
    await workbench.screenshot('report-6-update');
    await closing(() => press(/^Update Issue$/));
    await review.locator('.result', { hasText: 'Updated in baton-sample/ledger.' }).waitFor();
    assert.equal(issues().length, 1);
    assert.match(issues()[0]?.body ?? '', /It happens on Mondays\.[^]*eu-west-1/);
    assert.equal(issues()[0]?.edits.length, 1);
    await closeReview();
  });

  it('of which the next report says that it is known, and adds its environment there', async () => {
    await workbench.focusEditor(1);
    await reportIt(1);
    await showReview();
    const own = issues()[0]?.number ?? 0;
    await review.getByText('the same fault, open').waitFor();
    await press(/everybody can read it/, 'Space');
    await press(new RegExp(`^Add My Environment to #${own}$`));
    await review.getByRole('heading', { name: `Comment on #${own}` }).waitFor();
    await button('Post Comment').waitFor();
    await workbench.screenshot('report-7-known');
    await closing(() => press(/^Post Comment$/));
    await review.locator('.result', { hasText: 'Posted to baton-sample/ledger.' }).waitFor();
    assert.equal(issues().length, 1);
    const [comment, ...more] = issues()[0]?.comments ?? [];
    assert.deepEqual(more, []);
    assert.match(comment?.body ?? '', /^The same here\.\n\n\*\*Environment:\*\*/);
  });
});
