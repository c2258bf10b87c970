import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openScene, type Scene } from './scene';
import type { Workbench } from './workbench';

const run = promisify(execFile);

describe('The note of a day that ended with a red test', () => {
  let scene: Scene;
  let workbench: Workbench;
  let note: string;

  before(async () => {
    scene = await openScene({
      settings: { 'baton.activity.record': 'on', 'baton.activity.recordTerminal': true },
    });
    ({ workbench } = scene);
    const git = (...args: string[]) => run('git', args, { cwd: scene.sample.root });
    await git('commit', '-qam', 'test(refund): gives up after 5');
    await git('push', '-q', 'origin', scene.sample.branch);
  });
  afterEach(function () {
    return scene.afterTest(this.currentTest);
  });
  after(() => scene?.close());

  it('knows what failed in the terminal, and shows what it recorded', async () => {
    const { page } = workbench;
    // What ends before Baton has started nobody can tell it.
    await workbench.palette('Baton: Show Recorded Activity');
    await workbench.tab(/Recorded Activity/);
    await workbench.palette('Terminal: Create New Terminal');
    const terminal = page.locator('.terminal-wrapper .xterm-screen').first();
    await terminal.waitFor();
    await terminal.click();
    // The shell tells of its commands once its integration has begun, which its decorations show.
    await page.locator('.terminal-wrapper .terminal-command-decoration').first().waitFor();
    await page.locator('.terminal-wrapper .xterm.focus').waitFor();
    await workbench.type('npm test');
    await workbench.press('Enter');
    // Outcomes are gathered for a moment before they are written; the page tells what is written.
    await workbench.until(async () => {
      await workbench.palette('Baton: Show Recorded Activity');
      await workbench.tab(/Recorded Activity/);
      assert.match(await workbench.editorText(), /Command `npm test` ended with status 1/);
    });
  });

  it('holds commands that lead from nothing to that failure, as they are pasted', async () => {
    await workbench.palette('Baton: Draft Handoff Note');
    await workbench.note();
    note = await workbench.editorShows(/## Pick it up here[^]*```sh\n/);
    const [, section = ''] = note.split('## Pick it up here');
    const [, commands = ''] = /```sh\n([^]*?)\n```/.exec(section) ?? [];
    assert.match(commands, /git clone .*\n?[^]*refund-retry[^]*npm test/, note);
    const elsewhere = join(scene.folder, 'elsewhere');
    await mkdir(elsewhere);
    // The one thing that the next person's machine has: a way to where the repository is hosted.
    const { bare, remoteUrl } = scene.sample;
    await writeFile(join(elsewhere, '.gitconfig'), `[url "${bare}"]\n\tinsteadOf = ${remoteUrl}\n`);
    const env = {
      PATH: process.env['PATH'],
      HOME: elsewhere,
      NO_COLOR: '1',
      npm_config_update_notifier: 'false',
    };
    const ended = await run('bash', ['-c', commands], { cwd: elsewhere, env }).then(
      () => assert.fail('the commands met no failure'),
      (error: unknown) => error as { code: number; stdout: string; stderr: string },
    );
    assert.notEqual(ended.code, 0);
    const said = ended.stdout + ended.stderr;
    assert.match(said, /not ok \d+ - refund: gives up after 5|✖ refund: gives up after 5/, said);
    assert.doesNotMatch(said, /fatal:|command not found/, said);
    assert.match(note, /`npm test`/);
  });
});
