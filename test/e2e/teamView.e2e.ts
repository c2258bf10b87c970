import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { TeamViewModel } from '../../src/protocol';
import { teamViewModel } from '../../src/features/team/viewModel';
import { sixZonesModel, teammate, thursday } from '../unit/team-view/sample';
import { axe, launch, showPage, type Shown } from './webview/browser';

describe('The Team view in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  const shown: Shown[] = [];
  const open = async (model: TeamViewModel = sixZonesModel()): Promise<Shown> => {
    const page = await showPage(browser, 'team', model, { at: thursday });
    shown.push(page);
    return page;
  };

  before(async () => {
    browser = await launch();
  });
  afterEach(async () => {
    for (const each of shown.splice(0)) {
      assert.deepEqual(each.complaints, []);
      await each.page.context().close();
    }
  });
  after(() => browser.close());

  it('opens what can be done about a teammate by Enter on the row and by a click', async () => {
    const page = await open();
    await page.page.locator('.row').nth(1).focus();
    await page.page.keyboard.press('Enter');
    assert.deepEqual((await page.sent()).at(-1), { type: 'member', id: 'lisbon-dev' });
    const row = page.page.locator('.row', { hasText: 'denver-dev' });
    await row.hover();
    assert.deepEqual(await axe(page), []);
    await row.getByRole('button', { name: 'Ask denver-dev' }).click();
    assert.deepEqual((await page.sent()).at(-1), { type: 'member', id: 'denver-dev' });
  });

  it('travels along the days of the week by keyboard and by buttons, as far as it knows, and Home comes back', async () => {
    const page = await open();
    const date = () => page.page.locator('.today .date').innerText();
    const slider = page.page.getByRole('slider', { name: 'Time of day' });
    const label = (name: string) => page.page.locator('.row', { hasText: name }).getAttribute('aria-label');
    await slider.focus();
    await page.page.keyboard.press('PageUp');
    assert.equal(await date(), 'Fri 20 Nov, 18:06');
    assert.equal(await slider.getAttribute('aria-valuetext'), 'Friday 20 Nov, 18:06');
    await page.page.keyboard.press('PageUp');
    assert.match((await label('lisbon-dev')) ?? '', /12:36, day off until Monday/);
    await page.page.getByRole('button', { name: 'Next day' }).click();
    await page.page.getByRole('button', { name: 'Next day' }).click();
    assert.equal(await date(), 'Mon 23 Nov, 18:06');
    // The bands show that day: nobody works Sunday night until Monday morning, as Wednesday night until Thursday.
    const bands = await page.page.locator('.row', { hasText: 'lisbon-dev' }).locator('.span').count();
    assert.equal(bands, 1);
    await slider.focus();
    for (let press = 0; press < 6; press++) await page.page.keyboard.press('Shift+ArrowRight');
    assert.equal(await date(), 'Tue 24 Nov, 00:06');
    for (let press = 0; press < 20; press++) await page.page.keyboard.press('PageUp');
    assert.equal(await date(), 'Thu 3 Dec, 00:06');
    await page.page.keyboard.press('Home');
    assert.equal(await date(), 'Thu 19 Nov, 18:06');
    await page.page.keyboard.press('PageDown');
    assert.equal(await date(), 'Wed 18 Nov, 18:06');
    assert.match((await label('saopaulo-dev')) ?? '', /on leave/);
    await page.page.getByRole('button', { name: 'Back to now' }).click();
    assert.equal(await date(), 'Thu 19 Nov, 18:06');
  });

  it('lists a group, whom a filter finds, and nobody who is hidden; me and whom I pinned come first', async () => {
    const names = ['asha', 'bo', 'cy', 'di', 'ed', 'flo', 'gus', 'hal', 'ida'];
    const members = names.map((name, index) =>
      teammate(name, 'UTC', [9, 17], { groups: index % 2 === 0 ? ['even'] : ['odd'] }),
    );
    const arrangement = { pinned: ['ida'], hidden: ['cy'], group: null };
    const facts = {
      team: { source: 'file', members },
      at: thursday,
      zone: 'UTC',
      me: 0,
      notice: null,
    } as const;
    const page = await open(teamViewModel({ ...facts, arrangement }));
    const listed = async () => (await page.page.locator('.row .name').allTextContents()).join(' ');
    assert.equal(await listed(), 'You ida bo di ed flo gus hal');
    assert.deepEqual(await axe(page), []);
    await page.page.getByRole('textbox', { name: 'Filter' }).fill('d');
    assert.equal(await listed(), 'ida bo di ed flo hal');
    await page.page.getByRole('textbox', { name: 'Filter' }).fill('');
    await page.page.getByRole('combobox', { name: 'Group' }).click();
    await page.page.getByRole('option', { name: 'even' }).click();
    assert.deepEqual((await page.sent()).at(-1), { type: 'group', group: 'even' });
    await page.send({
      type: 'model',
      model: teamViewModel({ ...facts, arrangement: { ...arrangement, group: 'even' } }),
    });
    await page.page.locator('.row').nth(4).waitFor({ state: 'detached' });
    assert.equal(await listed(), 'You ida ed gus');
    await page.page.getByRole('button', { name: 'Show again' }).click();
    assert.deepEqual((await page.sent()).at(-1), { type: 'command', command: 'showHidden' });
  });
});
