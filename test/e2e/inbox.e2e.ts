import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import { branchesOf, isMarked, standingOf } from '../github/inbox';
import { lisbon } from '../start/sampleTeam';
import { colleaguesClone, enterCode, openColleague, signIn } from './colleague';
import { agree, choose } from './reviewPage';
import { openScene, type Scene } from './scene';
import { moment } from './until';
import type { Workbench } from './workbench';

/** Two people, two profiles, two clones: one posts, the other takes over, and the first one sees it. */
describe('A handoff is received', () => {
  let scene: Scene;
  let receiver: Workbench | undefined;
  let clone: string;

  const rowIn = (workbench: Workbench) =>
    workbench.page.locator('.pane-body .monaco-list-row', { hasText: 'Refund retries' }).first();
  const badgeIn = (workbench: Workbench) =>
    workbench.page
      .locator('.activitybar .action-item', { has: workbench.page.locator('[aria-label^="Baton"]') })
      .locator('.badge-content');

  before(async () => {
    scene = await openScene();
    clone = colleaguesClone(scene);
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
    await workbench.draft();
    await workbench.type('x');
    const pattern = /<!-- baton:note .*?-->/;
    const [marker = ''] = pattern.exec(await workbench.editorShows(pattern)) ?? [];
    await workbench.press('Control+A');
    await workbench.type(
      [
        '# Refund retries: done but for one failing test · pune-dev → lisbon-dev',
        '**State:** retries work end to end.\n**Next action:** make the backoff clock injectable',
        '## Shipped\n\n- `9f31c2e` Idempotency keys on refunds',
        '## Working on now\n\n- #1 is open, #2 is waiting for review',
        '## Blocked or unclear\n\n- **Is a retry after a 409 ever right?** → lisbon-dev',
        '## Plans\n\n- If #2 is merged then deploy the refunds',
        '## Do not touch\n\n- `lib/ledger.js`: a migration is half written',
        marker,
        '',
      ].join('\n\n'),
    );
    await workbench.palette('Baton: Post Handoff Note…');
    const review: Frame = await workbench.webview('.review:not([hidden])');
    const button = (name: string) =>
      review.locator('vscode-button:not([hidden]):not([disabled])', { hasText: name });
    scene.standIn.signsIn(lisbon.name);
    await button('Sign In to GitHub…').click();
    await signIn(workbench);
    await review.getByText(`Signed in as ${lisbon.name}`).waitFor();
    // The wrong one of two accounts: it is changed where it is named.
    scene.standIn.signsIn('pune-dev');
    const asked = workbench.page.locator('.monaco-dialog-box');
    // A click while the sign-in before it still ends joins that one: VS Code asks nobody twice at a time.
    await workbench.until(async () => {
      if (await asked.isVisible()) return;
      await review.getByRole('button', { name: 'Change…' }).click({ timeout: moment });
      await asked.waitFor({ timeout: moment });
    });
    await workbench.dialog(/wants to sign in/, 'Allow');
    await workbench.pick('Sign in to another account');
    await enterCode(workbench);
    await review.getByText('Signed in as pune-dev').waitFor();
    await choose(workbench, review, 'Q&A');
    await agree(workbench, review, /Post where everybody can read it/);
    await review.getByText('Idempotency keys on refunds').first().waitFor();
    await workbench.screenshot('receive-1-review');
    const posted = workbench.page.context().waitForEvent('page');
    await button('Post Discussion').click();
    await review.locator('.result', { hasText: 'Posted to' }).waitFor();
    await (await posted).close();
    assert.deepEqual(
      scene.standIn.ledger.discussions.map(({ author }) => author),
      ['pune-dev'],
    );
  });

  it('the other sees that it waits, and reads what to do next first', async () => {
    receiver = await openColleague(scene, clone);
    await receiver.view('Baton');
    await receiver.palette('Baton: Refresh Handoffs');
    await signIn(receiver);
    await rowIn(receiver).waitFor();
    await badgeIn(receiver).getByText('1', { exact: true }).waitFor();
    await rowIn(receiver).click();
    const shown = await receiver.webview('h1:has-text("Next: make the backoff clock injectable")');
    await shown.getByText('not yet accepted').waitFor();
    await receiver.picture('for-me');
  });

  it('catches up: what waits, what is no longer true, which plan fired, what nobody can tell', async () => {
    assert.ok(receiver);
    const { ledger } = scene.standIn;
    const [issue, pull] = ledger.issues;
    assert.ok(issue && pull);
    const at = new Date().toISOString();
    Object.assign(standingOf(pull), { state: 'MERGED', at, by: 'ops-dev' });
    branchesOf(ledger)
      .get('main')
      ?.push({ sha: 'f'.repeat(40), author: 'ops-dev', at, paths: ['lib/ledger.js'] });
    await receiver.palette('Baton: Show What Changed Since I Left');
    const digest = await receiver.webview('h2:has-text("Waits for you")');
    const listed = async (title: string) =>
      (await digest.locator(`h2:has-text("${title}") + ul > li`).allInnerTexts()).join('\n');
    await receiver.until(async () => {
      assert.equal(await digest.locator('h1').innerText(), 'Next: make the backoff clock injectable');
      assert.match(await listed('Waits for you'), /^Refund retries: .*, from pune-dev, /);
      const changed = await listed('No longer true');
      assert.match(changed, /#\u2060?2 is merged by ops-dev/);
      assert.match(changed, /lib\/ledger\.js changed in 1 commit since, last by ops-dev/);
      assert.match(await listed('Plans that were decided'), /Do: deploy the refunds/);
      assert.match(await listed('Blocked'), /^Is a retry after a 409 ever right\? → lisbon-dev/);
      assert.match(await listed('Shipped'), /Idempotency keys on refunds \(pune-dev\)/);
      assert.match(await listed('Nobody can tell'), /9f31c2e or the default branch is not on GitHub/);
      assert.match(await listed('Still true'), /#\u2060?1 is open/);
    });
    await receiver.picture('catch-up');
    await receiver.palette('Baton: Show Open Questions');
    const questions = await receiver.webview('h1:has-text("1 open question")');
    const listedQuestion = questions.locator('li', { hasText: '409 ever right? → lisbon-dev · no deadline' });
    const [, age] = /asked (just now|\d+ min ago) ·/.exec(await listedQuestion.innerText()) ?? [];
    const minutes = Math.floor((Date.now() - Date.parse(ledger.discussions[0]?.createdAt ?? '')) / 60_000);
    const ages = Array.from({ length: minutes + 1 }, (_, minute) =>
      minute === 0 ? 'just now' : `${minute} min ago`,
    );
    assert.ok(age !== undefined && ages.includes(age), `asked ${age}, and at most ${minutes} min ago`);
  });

  it('is warned once who asked not to touch a file', async () => {
    assert.ok(receiver);
    await receiver.open('lib/ledger.js');
    await receiver.focusEditor();
    await receiver.type('// mine\n');
    await receiver.notification(/pune-dev asks not to touch this: “lib\/ledger\.js: a migration is half/);
    await receiver.notifications.clear();
  });

  it('accepts with what was understood, beside what that leaves out', async () => {
    assert.ok(receiver);
    const { page } = receiver;
    await receiver.pressIn(rowIn(receiver), /Accept with Read-Back/);
    await page.locator('.quick-input-message', { hasText: /Not in it:.*half written/ }).waitFor();
    const { input } = receiver.quickInput;
    await receiver.until(async () =>
      assert.equal(await input.inputValue(), 'make the backoff clock injectable'),
    );
    await receiver.picture('read-back');
    await input.press('Enter');
    await page.locator('.quick-input-title', { hasText: '2/2' }).waitFor();
    await receiver.answer('the migration must land first');
    await rowIn(receiver).getByText('accepted by lisbon-dev').waitFor();
    const [discussion] = scene.standIn.ledger.discussions;
    assert.equal(discussion?.comments.length, 1);
    assert.match(discussion.comments[0]?.body ?? '', /^Mine now\.[^]*backoff clock[^]*must land first/);
    await badgeIn(receiver).getByText('1', { exact: true }).waitFor({ state: 'hidden' });
    const isAnswer = () => discussion.comments.some((each) => isMarked(each, scene.standIn.ledger));
    assert.equal(isAnswer(), false, 'it is offered, and not done without being asked');
    await receiver.notification(/Mark the reply as the answer too\?/, 'Mark as Answer');
    await receiver.until(async () => isAnswer());
  });

  it('and the first one sees that it is accepted', async () => {
    const { workbench } = scene;
    await workbench.view('Baton');
    await workbench.palette('Baton: Refresh Handoffs');
    await rowIn(workbench).getByText('accepted by lisbon-dev').waitFor();
    await rowIn(workbench).click();
    const shown = await workbench.webview('h1:has-text("Next: make the backoff clock injectable")');
    await shown.getByText(/accepted by lisbon-dev/).waitFor();
    await shown.getByText('the migration must land first').waitFor();
    await workbench.picture('accepted');
  });

  it('takes it back where it is listed; what the other wrote stays, and nothing waits any more', async () => {
    const { workbench } = scene;
    await rowIn(workbench).click({ button: 'right' });
    await workbench.fromMenu('Retract Posted Note…');
    await workbench.dialog(/Retract “Refund retries/, 'Retract');
    await workbench.notification(/is retracted: what others wrote there stays/);
    const [discussion] = scene.standIn.ledger.discussions;
    assert.match(discussion?.body ?? '', /retracted by its author/);
    assert.match(discussion?.comments[0]?.body ?? '', /^Mine now\./);
    assert.ok(receiver);
    await receiver.palette('Baton: Refresh Handoffs');
    await rowIn(receiver).waitFor({ state: 'detached' });
  });
});
