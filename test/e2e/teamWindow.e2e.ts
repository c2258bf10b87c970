import { strict as assert } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openScene, type Scene } from './scene';
import type { Workbench } from './workbench';

describe('The Team view in its window', () => {
  let scene: Scene;
  let workbench: Workbench;

  before(async () => {
    scene = await openScene({ settings: { 'baton.statusBar.enabled': true } });
    ({ workbench } = scene);
    await workbench.view('Baton');
  });
  afterEach(function () {
    return scene.afterTest(this.currentTest);
  });
  after(() => scene?.close());

  const names = async (): Promise<string[]> =>
    (await workbench.webview('.row')).locator('.row .name').allInnerTexts();
  const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
    await workbench.until(async () => assert.ok(await holds(), `It never came about that ${what}.`));
  };
  const menuOf = async (name: string): Promise<void> => {
    const team = await workbench.webview('.row');
    await team.locator('.row', { hasText: name }).hover();
    await team.getByRole('button', { name: `Ask ${name}` }).click();
    await workbench.quickInput.rows.first().waitFor();
  };

  it('says in the status bar how many work and who is next', async () => {
    const item = workbench.page.locator('.statusbar-item', { hasText: /\d working/ });
    await workbench.until(async () =>
      assert.match(await item.innerText(), /\d working · \S+ next in (\d+ min|\d+ h( \d\d)?|\d+ d)$/),
    );
  });

  it('keeps whom I pinned and hid when the window is loaded anew', async () => {
    await menuOf('denver-dev');
    await workbench.pick('Pin to the Top');
    await until('denver-dev comes behind me', async () => (await names())[1] === 'denver-dev');
    await menuOf('berlin-dev');
    await workbench.pick('Hide');
    await until('berlin-dev is hidden', async () => !(await names()).includes('berlin-dev'));
    await workbench.reload(scene.sample.branch);
    await workbench.view('Baton');
    await until(
      'the rows are as they were',
      async () => (await names()).join() === 'You,denver-dev,lisbon-dev',
    );
    const team = await workbench.webview('.row');
    await team.getByRole('button', { name: 'Show again' }).click();
    await until('berlin-dev is back', async () => (await names()).includes('berlin-dev'));
  });

  it('saves a time to meet as a calendar file where the dialog says', async () => {
    await workbench.palette('Baton: Find Meeting Time…');
    await workbench.quickInput.rows.filter({ hasText: 'berlin-dev' }).first().click();
    await workbench.press('Enter');
    await workbench.pick('30 min');
    await workbench.quickInput.rows
      .filter({ hasText: /Berlin/ })
      .first()
      .waitFor();
    await workbench.quickInput.rows.first().click();
    await workbench.pick('Save as Calendar File (.ics)…');
    const file = join(scene.sample.root, 'meeting.ics');
    await workbench.quickInput.title.filter({ hasText: 'Save as Calendar File' }).waitFor();
    // The dialog proposes a place once it has looked round, and takes a key only then.
    await until('a place is proposed', async () => (await workbench.quickInput.input.inputValue()) === file);
    await workbench.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await until('the file is there', async () => (await readFile(file, 'utf8')).length > 0);
    const text = await readFile(file, 'utf8');
    assert.match(text, /^BEGIN:VCALENDAR\r\n/);
    assert.match(text, /\r\nDTSTART:\d{8}T\d{6}Z\r\nDTEND:\d{8}T\d{6}Z\r\n/);
    assert.match(text.replace(/\r\n /g, ''), /DESCRIPTION:.*berlin-dev/);
    assert.match(text, /\r\nEND:VCALENDAR\r\n$/);
  });

  it('writes a zone that commits tell into the team file with one click', async () => {
    const file = join(scene.sample.root, '.baton/team.yml');
    const text = (await readFile(file, 'utf8')).replace('    zone: Europe/Berlin\n', '    # in the north\n');
    await writeFile(file, text);
    const team = await workbench.webview('.row');
    const declare = team.getByRole('button', { name: 'Declare the time zone of berlin-dev' });
    await until(
      'the commits are asked',
      async () => (await declare.count()) === 1 && !(await declare.isHidden()),
    );
    await team.locator('.row', { hasText: 'berlin-dev' }).hover();
    await declare.click();
    await until('it is written', async () =>
      /zone: Europe\/Berlin # from commits/.test(await readFile(file, 'utf8')),
    );
    const lines = (await readFile(file, 'utf8'))
      .split('\n')
      .filter((line) => !line.includes('# from commits'));
    assert.deepEqual(lines, text.split('\n'));
    await workbench.screenshot('team-declared');
  });
});
