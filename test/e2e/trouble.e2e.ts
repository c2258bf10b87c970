import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { agree } from './reviewPage';
import { openScene, type Scene } from './scene';
import type { Workbench } from './workbench';

describe('Bad input in a whole workbench', () => {
  let scene: Scene;
  let workbench: Workbench;

  before(async () => {
    scene = await openScene();
    ({ workbench } = scene);
  });
  afterEach(function () {
    return scene.afterTest(this.currentTest);
  });
  after(() => scene?.close());

  const signIn = async () => {
    const review = await workbench.webview('.review:not([hidden])');
    await review.locator('vscode-button:not([disabled])', { hasText: 'Sign In' }).click();
    await workbench.dialog(/wants to sign in/, 'Allow');
    const page = workbench.page.context().waitForEvent('page');
    await workbench.dialog(/Your Code/, 'Copy & Continue to Browser');
    await (await page).close();
    await review.getByText('Signed in as pune-dev').waitFor();
    return review;
  };

  it('a selection and a clipboard without a stack trace get one sentence', async () => {
    await workbench.open('README.md');
    await workbench.focusEditor();
    await workbench.press('Control+A');
    await workbench.palette('Baton: Report Bug from Stack Trace');
    const said = await workbench.notification(/stack trace/);
    assert.equal(
      said,
      'There is no stack trace in the selection or the clipboard. Select or copy one and try again.',
    );
    await workbench.notifications.clear();
  });

  it('Discussions that are disabled leave the other destinations', async () => {
    scene.standIn.ledger.hasDiscussions = false;
    await workbench.palette('Baton: Draft Handoff Note');
    await workbench.note();
    await workbench.palette('Baton: Post Handoff Note…');
    const review = await signIn();
    await review
      .locator('.why', { hasText: /Discussions/ })
      .first()
      .waitFor();
    const places = review.locator('section', { has: review.getByRole('heading', { name: 'Where it goes' }) });
    await workbench.until(async () => {
      const free = await places.locator('vscode-radio:not([disabled])').allInnerTexts();
      assert.deepEqual(
        free.map((text) => text.trim()),
        ['A comment on a pull request or issue', 'Markdown, to copy', 'A prefilled page in the browser'],
      );
    });
    await workbench.screenshot('trouble-1-no-discussions');
    await review.getByRole('button', { name: 'Cancel' }).click();
    await workbench.page.getByRole('tab', { name: /Review and Post/ }).waitFor({ state: 'detached' });
  });

  it('a GitHub that is gone while posting keeps the note where it can be sent again', async () => {
    scene.standIn.ledger.hasDiscussions = true;
    await workbench.note();
    await workbench.palette('Baton: Post Handoff Note…');
    const review = await workbench.webview('.review:not([hidden])');
    await agree(workbench, review, /everybody/);
    await review.locator('vscode-button:not([disabled])', { hasText: 'Post Discussion' }).waitFor();
    await scene.standIn.close();
    await review.locator('vscode-button', { hasText: 'Post Discussion' }).click();
    const problems = review.locator('.problems li');
    await problems.filter({ hasText: 'The note waits' }).waitFor();
    await workbench.screenshot('trouble-2-offline');
    const said = (await problems.allInnerTexts()).join('\n');
    assert.match(
      said,
      /^http:\/\/127\.0\.0\.1:\d+ cannot be reached\. Check the network and try again\. The note waits in the Handoffs view/,
    );
    await workbench.view('Baton');
    await workbench.page.locator('.monaco-list-row', { hasText: 'Waiting to Send' }).waitFor();
    await workbench.page.locator('.monaco-list-row', { hasText: /tried again at/ }).waitFor();
    await workbench.screenshot('trouble-2-waiting');
    await workbench.note();
    await workbench.editorShows(/\*\*State:\*\*/);
  });

  it('a folder without a repository is told so, in the view and when drafting', async () => {
    const plain = join(scene.folder, 'plain');
    await mkdir(plain);
    await writeFile(join(plain, 'notes.txt'), 'no repository here\n');
    await workbench.visit(plain);
    await workbench.view('Baton');
    const team = await workbench.webview('.notice:not([hidden])');
    const notice = team.locator('.notice', { hasText: /^There is no git repository in plain\. / });
    await notice.waitFor();
    assert.equal(await team.getByRole('slider').count(), 0);
    await workbench.palette('Baton: Draft Handoff Note');
    assert.equal(
      await workbench.notification(/repository/),
      'There is no git repository in plain. Open the folder of a repository, or run "git init" there, and try again.',
    );
    await workbench.screenshot('trouble-3-no-repository');
  });
});

describe('A folder that is not trusted', () => {
  let scene: Scene;
  let calls: string;

  before(async () => {
    const shims = await mkdtemp(join(tmpdir(), 'baton-e2e-git-'));
    calls = join(shims, 'calls');
    await writeFile(join(shims, 'git'), `#!/bin/sh\necho "$@" >> '${calls}'\n`, { mode: 0o755 });
    const path = `${shims}${delimiter}${process.env['PATH'] ?? ''}`;
    await promisify(execFile)('git', ['--version'], { env: { PATH: path } });
    assert.equal(await readFile(calls, 'utf8'), '--version\n', 'a call of git is seen');
    await rm(calls);
    scene = await openScene({ askForTrust: true, withTeamFile: false, env: { PATH: path } });
  });
  afterEach(function () {
    return scene.afterTest(this.currentTest);
  });
  after(async () => {
    await scene?.close();
    await rm(join(calls, '..'), { recursive: true, force: true });
  });

  it('is told that no git is run there, and none is', async () => {
    const { workbench } = scene;
    await workbench.page.locator('.statusbar').getByText('Restricted Mode').waitFor();
    await workbench.view('Baton');
    const team = await workbench.webview('.notice:not([hidden])');
    const said = /Baton does not run git in a folder that you have not trusted/;
    await team.locator('.notice', { hasText: said }).waitFor();
    await team.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    await workbench.palette('Baton: Draft Handoff Note');
    await workbench.notification(said);
    await workbench.screenshot('trouble-4-not-trusted');
    await assert.rejects(readFile(calls), 'git was run');
  });

  it('has its stack traces read, and runs nothing of a report', async () => {
    const { workbench } = scene;
    await workbench.notifications.clear();
    await workbench.open(scene.sample.trace);
    await workbench.focusEditor();
    await workbench.press('Control+A');
    await workbench.palette('Baton: Report Bug from Stack Trace');
    await workbench.notification(/git was not asked, because this folder is not trusted/);
    await workbench.page
      .getByRole('tab', { name: /^# TypeError/ })
      .first()
      .click();
    await workbench.palette('Baton: Verify Reproduction…');
    await workbench.notification(/Baton does not run git in a folder that you have not trusted/);
    // The palette goes; an input that asks for a command would stay.
    await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await workbench.screenshot('trouble-5-not-verified');
    await assert.rejects(readFile(calls), 'git was run');
  });
});
