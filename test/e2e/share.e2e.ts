import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { bytesOf, status } from '../integration/share/sandbox';
import { lisbon } from '../start/sampleTeam';
import { colleaguesClone, git, openColleague, signIn } from './colleague';
import { agree, choose } from './reviewPage';
import { openScene, type Scene } from './scene';
import { Workbench } from './workbench';

/** Two people, two profiles, two clones: what one leaves half done, the other stands in after one click. */
describe('Work in progress travels', () => {
  let scene: Scene;
  let receiver: Workbench | undefined;
  let clone: string;
  let url: string;
  let window: Workbench;

  /** Of what git does not ignore. */
  const bytes = (root: string) => {
    const names = new Set(
      git(root, '-c', 'core.quotePath=false', 'ls-files', '-co', '--exclude-standard').split('\n'),
    );
    return Object.fromEntries(Object.entries(bytesOf(root)).filter(([name]) => names.has(name)));
  };

  before(async () => {
    scene = await openScene();
    const { root } = scene.sample;
    writeFileSync(join(root, 'README.md'), 'Staged, not committed.\n');
    git(root, 'add', 'README.md');
    mkdirSync(join(root, 'notes'), { recursive: true });
    writeFileSync(join(root, 'notes', 'half a thought.txt'), 'untracked\n');
    clone = colleaguesClone(scene);
  });
  afterEach(async function () {
    await scene.afterTest(this.currentTest);
    if (this.currentTest?.state === 'failed') {
      await receiver?.screenshot('failed-share-receiver');
      await window?.screenshot('failed-share-window');
    }
  });
  after(async () => {
    await receiver?.close();
    await scene?.close();
  });

  it('one shares a snapshot from the review page, with the note, and is asked because the repository is public', async () => {
    const { workbench } = scene;
    await workbench.draft();
    await workbench.type('retries work; one test fails.');
    const drafted = await workbench.editorText();
    const place = 'It fails at `lib/backoff.js:3`.\n\n```sh\ntouch was-run && npm test\n```';
    const text = /^## Pick it up here$/m.test(drafted)
      ? drafted.replace(/^## Pick it up here$/m, `## Pick it up here\n\n${place}`)
      : drafted.replace('<!-- baton:note', `## Pick it up here\n\n${place}\n\n<!-- baton:note`);
    await workbench.press('Control+A');
    await workbench.type(text.replace(/^(# .* → ).*$/m, `$1${lisbon.name}`));
    await workbench.palette('Baton: Post Handoff Note…');
    const review: Frame = await workbench.webview('.review:not([hidden])');
    const button = (name: string) =>
      review.locator('vscode-button:not([hidden]):not([disabled])', { hasText: name });
    await button('Sign In to GitHub…').click();
    await signIn(workbench);
    await review.getByText('Signed in as pune-dev').waitFor();
    await review.getByText(/Only on this machine: \d+ commits? and \d+ changed files\./).waitFor();
    await choose(workbench, review, 'Announcements');
    await review.getByRole('radio', { name: /Share a snapshot of everything/ }).click();
    await review.getByText('This repository is PUBLIC: everybody can read a snapshot of it.').waitFor();
    await agree(workbench, review, /Post where everybody can read it/);
    assert.equal(await button('Post Discussion').count(), 0, 'a snapshot in public needs a yes of its own');
    await agree(workbench, review, /Share a snapshot of my work/);
    await review.locator('.share-warning').scrollIntoViewIfNeeded();
    await workbench.screenshot('share');
    const posted = workbench.page.context().waitForEvent('page');
    await button('Post Discussion').click();
    await review.locator('.result', { hasText: 'Posted to' }).waitFor();
    await (await posted).close();
    const [discussion] = scene.standIn.ledger.discussions;
    assert.match(discussion?.body ?? '', /baton pickup pune-dev\/refund-retry/);
    assert.match(discussion?.body ?? '', /git fetch origin refs\/baton\/pune-dev\/refund-retry/);
    url = discussion?.url ?? '';
    assert.notEqual(git(scene.sample.bare, 'for-each-ref', 'refs/baton/pune-dev'), '');
  });

  it('the other gives the address of the note, and is asked how to go on', async () => {
    receiver = await openColleague(scene, clone);
    await receiver.view('Baton');
    const { page } = receiver;
    await receiver.pressIn(page.locator('.pane-header', { hasText: 'Handoffs' }), /^Start Here/);
    await receiver.answer(url);
    await signIn(receiver);
    await receiver.quickInput.rows.filter({ hasText: 'Open in a new worktree' }).waitFor();
    await receiver.screenshot('share-start-here');
    await receiver.quickInput.leave();
  });

  it('or presses Start Here where the note waits, and stands where the first one left: same files, same state', async () => {
    assert.ok(receiver);
    const { page } = receiver;
    await receiver.palette('Baton: Refresh Handoffs');
    const row = page.locator('.pane-body .monaco-list-row', { hasText: 'Retry with backoff' }).first();
    await receiver.pressIn(row, /^Start Here/);
    await receiver.quickInput.rows.filter({ hasText: 'Open in a new worktree' }).waitFor();
    const next = page.context().waitForEvent('page');
    await receiver.pick('Open in a new worktree');
    const opened: Page = await next;
    window = new Workbench(opened, receiver.code, page.context().browser() as never, clone);
    await window.ready();
    const worktree = `${clone}-refund-retry`;
    assert.equal(status(worktree), status(scene.sample.root));
    assert.deepEqual(bytes(worktree), bytes(scene.sample.root));
    assert.equal(git(worktree, 'rev-parse', '--abbrev-ref', '@{upstream}'), 'origin/refund-retry');
  });

  it('at the right line, with the note beside it and the command typed and not run', async () => {
    // It is in front by itself.
    await window.page.locator('.tab.active', { hasText: 'backoff.js' }).waitFor();
    await window.page.getByRole('tab', { name: /refund-retry\.md/ }).waitFor();
    await window.notification(/You stand where pune-dev\/refund-retry was left\./);
    await window.page.getByText(/Ln 3, Col 1/).waitFor();
    // A text to read: drafting it again, or posting it, is its author's.
    const lenses = window.page.locator('.codelens-decoration a');
    await lenses.filter({ hasText: 'Start Here' }).waitFor();
    assert.equal(await lenses.filter({ hasText: 'Refresh' }).count(), 0);
    const terminal = window.page.locator('.terminal-wrapper .xterm-screen').first();
    await terminal.waitFor();
    const { page } = window;
    await page.locator('.terminal-wrapper .xterm-rows', { hasText: 'touch was-run && npm test' }).waitFor();
    await window.notifications.clear();
    await window.picture('start-here');
    const ran = join(`${clone}-refund-retry`, 'was-run');
    assert.equal(existsSync(ran), false, 'nothing of a handoff is run');
    await terminal.click();
    await page.locator('.terminal-wrapper .xterm.focus').waitFor();
    await window.press('Enter');
    await window.until(async () => existsSync(ran));
  });

  it('and the first one sees at the next start who picked it up', async () => {
    const { workbench } = scene;
    await workbench.visit(scene.sample.root);
    await workbench.notification(/lisbon-dev picked up “refund-retry”/);
  });
});
