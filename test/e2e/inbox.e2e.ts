import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { lisbon } from '../start/sampleTeam';
import { openScene, type Scene } from './scene';
import { openWorkbench, type Workbench } from './workbench';

/** Two people, two profiles, two clones: one posts, the other takes over, and the first one sees it. */
describe('A handoff is received', () => {
  let scene: Scene;
  let receiver: Workbench | undefined;
  let clone: string;

  const git = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, encoding: 'utf8' }).trim();
  const rowIn = (workbench: Workbench) =>
    workbench.page.locator('.pane-body .monaco-list-row', { hasText: 'Refund retries' }).first();
  const signIn = async (workbench: Workbench) => {
    await workbench.dialog(/wants to sign in/, 'Allow');
    const opened = workbench.page.context().waitForEvent('page');
    await workbench.dialog(/Your Code: BATN-2026/, 'Copy & Continue to Browser');
    await (await opened).close();
  };

  before(async () => {
    scene = await openScene();
    const { bare, remoteUrl } = scene.sample;
    clone = join(scene.folder, 'lisbon', 'ledger');
    git(scene.folder, 'clone', '-q', bare, clone);
    git(clone, 'config', 'user.name', lisbon.name);
    git(clone, 'config', 'user.email', lisbon.email);
    git(clone, 'remote', 'set-url', 'origin', remoteUrl);
    git(clone, 'config', `url.${bare}.insteadOf`, remoteUrl);
  });
  afterEach(async function () {
    await scene.afterTest(this.currentTest);
    if (this.currentTest?.state === 'failed') await receiver?.screenshot('failed-inbox-receiver');
  });
  after(async () => {
    await receiver?.close();
    await scene?.close();
  });

  it('one posts a note for the other', async () => {
    const { workbench } = scene;
    await workbench.palette('Baton: Draft Handoff Note');
    await workbench.tab('Handoff note');
    await workbench.type('x');
    const marker = /<!-- baton:note .*?-->/.exec(await workbench.editorText())?.[0] ?? '';
    await workbench.press('Control+A');
    await workbench.type(
      [
        '# Refund retries: done but for one failing test · pune-dev → lisbon-dev',
        '**State:** retries work end to end.\n**Next action:** make the backoff clock injectable',
        '## Do not touch\n\n- `lib/ledger.js`: a migration is half written',
        marker,
        '',
      ].join('\n\n'),
    );
    await workbench.palette('Baton: Post Handoff Note…');
    const review: Frame = await workbench.webview('.review:not([hidden])');
    const button = (name: string) =>
      review.locator('vscode-button:not([hidden]):not([disabled])', { hasText: name });
    await button('Sign In to GitHub…').click();
    await signIn(workbench);
    await review.getByText('Signed in as pune-dev').waitFor({ timeout: 20_000 });
    await review.locator('vscode-dropdown').first().click();
    await review.locator('vscode-option', { hasText: 'Q&A' }).click();
    await review.getByRole('checkbox', { name: /Post where everybody can read it/ }).click();
    const posted = workbench.page.context().waitForEvent('page');
    await button('Post Discussion').click();
    await review.locator('.result', { hasText: 'Posted to' }).waitFor({ timeout: 30_000 });
    await (await posted).close();
    assert.equal(scene.standIn.ledger.discussions.length, 1);
  });

  it('the other sees that it waits, and reads what to do next first', async () => {
    scene.standIn.signsIn(lisbon.name);
    receiver = await openWorkbench({
      folder: clone,
      timezone: 'Europe/Lisbon',
      settings: { 'github-enterprise.uri': scene.standIn.url },
      env: { TZ: 'UTC', VSCODE_PROXY_URI: scene.standIn.url },
    });
    await receiver.view('Baton');
    await receiver.palette('Baton: Refresh Handoffs');
    await signIn(receiver);
    await rowIn(receiver).waitFor({ timeout: 30_000 });
    await receiver.page.locator('.activitybar .badge-content', { hasText: '1' }).waitFor({ timeout: 20_000 });
    await rowIn(receiver).click();
    const shown = await receiver.webview('h1:has-text("Next: make the backoff clock injectable")');
    await shown.getByText('not yet accepted').waitFor();
    await receiver.picture('for-me');
  });

  it('is warned once who asked not to touch a file', async () => {
    assert.ok(receiver);
    await receiver.open('lib/ledger.js');
    await receiver.focusEditor();
    await receiver.type('// mine\n');
    await receiver.notification(/pune-dev asks not to touch this: “lib\/ledger\.js: a migration is half/);
    await receiver.palette('Notifications: Clear All Notifications');
  });

  it('accepts with what was understood, beside what that leaves out', async () => {
    assert.ok(receiver);
    const { page } = receiver;
    await rowIn(receiver).hover();
    await rowIn(receiver)
      .getByRole('button', { name: /Accept with Read-Back/ })
      .click();
    await page.locator('.quick-input-message', { hasText: /Not in it:.*half written/ }).waitFor();
    assert.equal(await receiver.quickInput.input.inputValue(), 'make the backoff clock injectable');
    await receiver.press('Enter');
    await page.locator('.quick-input-title', { hasText: '2/2' }).waitFor();
    await receiver.answer('the migration must land first');
    await rowIn(receiver).getByText('accepted by lisbon-dev').waitFor({ timeout: 30_000 });
    const [discussion] = scene.standIn.ledger.discussions;
    assert.equal(discussion?.comments.length, 1);
    assert.match(discussion.comments[0]?.body ?? '', /^Mine now\.[^]*backoff clock[^]*must land first/);
    await page.locator('.activitybar .badge-content', { hasText: '1' }).waitFor({ state: 'detached' });
  });

  it('and the first one sees that it is accepted', async () => {
    const { workbench } = scene;
    await workbench.view('Baton');
    await workbench.palette('Baton: Refresh Handoffs');
    await rowIn(workbench).getByText('accepted by lisbon-dev').waitFor({ timeout: 30_000 });
  });
});
