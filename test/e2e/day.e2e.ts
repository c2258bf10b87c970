import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import { nextPlaceholder } from '../../src/core/handoff/note';
import { colleagues, pune } from '../start/sampleTeam';
import { agree, choose } from './reviewPage';
import { openScene, type Scene } from './scene';
import { stateOf, timeIn } from './times';
import type { Workbench } from './workbench';

describe('A day with Baton, installed from its package', () => {
  let scene: Scene;
  let workbench: Workbench;
  let review: Frame;

  before(async () => {
    scene = await openScene();
    ({ workbench } = scene);
  });
  afterEach(function () {
    return scene.afterTest(this.currentTest);
  });
  after(() => scene?.close());

  const discussions = () => scene.standIn.ledger.discussions;
  const button = (name: string) =>
    review.locator('vscode-button:not([hidden]):not([disabled])', { hasText: name });
  const post = async () => {
    await agree(workbench, review, /everybody can read it/);
    const opened = workbench.page.context().waitForEvent('page');
    await button('Post Discussion').click();
    return opened;
  };

  it('begins with the local time of each teammate, and who works', async () => {
    await workbench.view('Baton');
    const team = await workbench.webview('.row');
    // The team file is shown before git has said who I am.
    await team.locator('.name', { hasText: /^You$/ }).waitFor();
    const began = Date.now();
    const rows = await team.locator('.row').evaluateAll((nodes) =>
      nodes.map((node) => ({
        name: node.querySelector('.name')?.textContent ?? '',
        time: node.querySelector('.time')?.textContent ?? '',
        state: node.getAttribute('data-state') ?? '',
      })),
    );
    const ended = Date.now();
    assert.equal(rows.length, 4);
    for (const colleague of colleagues) {
      const row = rows.find(({ name }) => name === (colleague === pune ? 'You' : colleague.name));
      assert.ok(row, `${colleague.name} has a row`);
      // The minute may turn while the page is read, and the page notices a moment later.
      const moments = [began - 60_000, began, ended];
      assert.ok(
        moments.some((at) => row.time === timeIn(colleague.zone, at)),
        `${colleague.name}: ${row.time}`,
      );
      assert.ok(
        moments.some((at) => row.state === stateOf(colleague, at)),
        `${colleague.name}: ${row.state}`,
      );
    }
    await workbench.screenshot('day-1-team');
  });

  it('ends with a note that git drafts, with the cursor in what only its author can say', async () => {
    await workbench.draft();
    await workbench.type('retries work end to end; the test of giving up still fails.');
    const note = await workbench.editorShows(
      /^\*\*State:\*\* retries work end to end; the test of giving up still fails\.$/m,
    );
    for (const subject of ['full jitter, not fixed steps', 'Say in the readme how often a refund is tried'])
      assert.ok(note.includes(subject), `${subject} is missing in:\n${note}`);
    assert.match(note, /`refund-retry`, (?:\d commits, )?\d (?:commits )?ahead of `main`, 2 not pushed yet/);
    assert.match(note, /lib\/backoff\.js/);
    await workbench.press('ArrowDown');
    await workbench.press('End');
    for (let press = 0; press < nextPlaceholder.length; press++) await workbench.press('Shift+ArrowLeft');
    await workbench.type('count the first call, then merge #142.');
    await workbench.screenshot('day-2-note');
  });

  it('shows the note as it will look before anything is sent, and GitHub was asked nothing', async () => {
    await workbench.palette('Baton: Post Handoff Note…');
    review = await workbench.webview('.review:not([hidden])');
    await button('Sign In to GitHub…').waitFor();
    const shown = review.locator('.note-body', { hasText: 'State: retries work end to end' });
    await shown.filter({ hasText: 'Next action: count the first call, then merge #142.' }).waitFor();
    assert.doesNotMatch(await shown.innerText(), /<!--/);
    await review.locator('h1', { hasText: /^Post to baton-sample\/ledger on 127\.0\.0\.1:\d+$/ }).waitFor();
    assert.deepEqual(scene.standIn.operations, []);
    await workbench.screenshot('day-3-review');
  });

  it('signs in by VS Code’s own dialogs, and then knows the place: public, its readers, its categories', async () => {
    await button('Sign In to GitHub…').click();
    await workbench.dialog(/wants to sign in/, 'Allow');
    const page = workbench.page.context().waitForEvent('page');
    await workbench.dialog(/Your Code: BATN-2026/, 'Copy & Continue to Browser');
    assert.match(await (await page).locator('h1').innerText(), /Device activation/);
    await (await page).close();
    await review.getByText('Signed in as pune-dev').waitFor();
    await review.locator('.public', { hasText: 'PUBLIC' }).waitFor();
    await review.getByText('7 people watch this repository and get mail.').waitFor();
    await choose(workbench, review, 'Announcements');
    assert.equal(await button('Post Discussion').count(), 0, 'nothing can be posted without a yes');
    await workbench.screenshot('day-4-signed-in');
    assert.deepEqual(discussions(), []);
  });

  it('posts it once, and opens the Discussion', async () => {
    const opened = await post();
    await review.locator('.result', { hasText: 'Posted to baton-sample/ledger.' }).waitFor();
    const [posted, ...more] = discussions();
    assert.deepEqual(more, []);
    await opened.waitForURL(posted?.url ?? '');
    await opened.close();
    assert.equal(posted?.category.name, 'Announcements');
    assert.equal(posted?.author, 'pune-dev');
    assert.match(posted?.title ?? '', /pune-dev → (lisbon|berlin|denver)-dev$/);
    assert.match(posted?.body ?? '', /^\*\*State:\*\* retries work end to end; .* still fails\./);
    assert.match(posted?.body ?? '', /count the first call, then merge #142/);
    assert.match(posted?.body ?? '', /<!-- baton:note [\w-]+ -->/);
    await workbench.screenshot('day-5-posted');
  });

  it('edits the Discussion when the note is posted again, in the category that it remembers', async () => {
    await workbench.note();
    await workbench.focusEditor();
    await workbench.press('Control+Home');
    await workbench.press('ArrowDown');
    await workbench.type('Staging is free.\n');
    await workbench.palette('Baton: Post Handoff Note…');
    // VS Code throws away what a hidden tab showed.
    review = await workbench.webview('.review:not([hidden])');
    await review.getByText('Signed in as pune-dev').waitFor();
    await review.locator('.note-body', { hasText: 'Staging is free' }).waitFor();
    const remembered =
      scene.standIn.ledger.categories.find(({ name }) => name === 'Announcements')?.id ?? '-';
    await workbench.until(async () =>
      assert.equal(
        await review.locator('vscode-dropdown').evaluate((node) => (node as HTMLSelectElement).value),
        remembered,
      ),
    );
    await (await post()).close();
    await review.locator('.result', { hasText: 'Updated in baton-sample/ledger.' }).waitFor();
    assert.equal(discussions().length, 1);
    assert.equal(discussions()[0]?.edits.length, 1);
    assert.match(discussions()[0]?.body ?? '', /^Staging is free\./);
  });

  it('makes a bug report of a selected stack trace, and begins with the culprit', async () => {
    await workbench.open(scene.sample.trace);
    await workbench.focusEditor();
    await workbench.press('Control+Home');
    await workbench.press('ArrowDown');
    await workbench.press('ArrowDown');
    await workbench.press('Control+Shift+End');
    await workbench.palette('Baton: Report Bug from Stack Trace');
    await workbench.tab(/^Untitled|^#/);
    const report = await workbench.editorShows(/TypeError: Cannot read properties of undefined/, 2);
    assert.match(report, /lib\/ledger\.js:7/);
    assert.doesNotMatch(report, /\/home\/berlin-dev/);
    await workbench.screenshot('day-6-report');
  });
});
