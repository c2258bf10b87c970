import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { TeamViewModel } from '../../src/protocol';
import { teamViewModel } from '../../src/features/team/viewModel';
import { sixZonesModel, teammate, thursday } from '../unit/team-view/sample';
import { axe, launch, showPage, type Shown } from './webview/browser';

describe('The Team view in a browser', () => {
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
    await page.sends({ type: 'member', id: 'lisbon-dev' });
    const row = page.page.locator('.row', { hasText: 'denver-dev' });
    await row.hover();
    assert.deepEqual(await axe(page), []);
    await row.getByRole('button', { name: 'Ask denver-dev' }).click();
    await page.sends({ type: 'member', id: 'denver-dev' });
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
    await page.sends({ type: 'group', group: 'even' });
    await page.send({
      type: 'model',
      model: teamViewModel({ ...facts, arrangement: { ...arrangement, group: 'even' } }),
    });
    await page.page.locator('.row').nth(4).waitFor({ state: 'detached' });
    assert.equal(await listed(), 'You ida ed gus');
    await page.page.getByRole('button', { name: 'Show again' }).click();
    await page.sends({ type: 'command', command: 'showHidden' });
  });

  it('drags on into the next days while the pointer is held beyond the end, and comes back with it', async () => {
    const page = await open();
    const date = () => page.page.locator('.today .date').innerText();
    const box = await page.page.getByRole('slider', { name: 'Time of day' }).boundingBox();
    assert(box);
    const y = box.y + box.height / 2;
    await page.page.mouse.move(box.x + box.width * 0.75, y);
    await page.page.mouse.down();
    await page.page.mouse.move(box.x + box.width + 20, y, { steps: 4 });
    await page.page.waitForFunction(() =>
      /^(Fri|Sat) 2\d Nov/.test(document.querySelector('.date')?.textContent ?? ''),
    );
    await page.page.mouse.move(box.x + box.width / 2, y, { steps: 4 });
    const [day = ''] = (await date()).split(',');
    // Back on the scale, the pointer moves within the day that was reached.
    await page.page.mouse.move(box.x + box.width * 0.25, y, { steps: 4 });
    assert.match(await date(), new RegExp(`^${day}, 0[567]:`));
    await page.page.mouse.up();
    await page.page.mouse.move(box.x + box.width + 60, y);
    const stays = await date();
    await page.page.evaluate('new Promise((resolve) => setTimeout(resolve, 300))');
    assert.equal(await date(), stays);
  });

  it('declares a zone that commits tell with one click, and says where zone data is too old', async () => {
    const facts = { at: Date.UTC(2026, 11, 15, 20), zone: 'UTC', me: 0, notice: null } as const;
    const members = [
      teammate('asha', 'UTC'),
      teammate('bo', 'Europe/Berlin', [9, 17], {
        zoneFrom: 'commits' as const,
        candidates: ['Europe/Berlin'],
      }),
      teammate('vic', 'America/Vancouver'),
    ];
    const model = teamViewModel({ team: { source: 'file', members }, ...facts });
    const rows = model.rows.map((row) => (row.name === 'vic' ? { ...row, rightOffset: 'UTC-07:00' } : row));
    const page = await open({ ...model, rows });
    const row = page.page.locator('.row', { hasText: 'bo' });
    await row.hover();
    await row.getByRole('button', { name: 'Declare the time zone of bo' }).click();
    await page.sends({ type: 'declare', id: 'bo' });
    const vic = page.page.locator('.row', { hasText: 'vic' });
    assert.equal(await vic.locator('.note').innerText(), 'old zone data: UTC-07:00 is right');
    assert.match((await vic.getAttribute('aria-label')) ?? '', /old zone data: UTC-07:00 is right$/);
    assert.equal(await vic.getByRole('button', { name: /^Declare/ }).count(), 0);
    assert.deepEqual(await axe(page), []);
  });

  it('has the clock of twelve hours where the locale has it, and tells of a zone that changed meanwhile', async () => {
    const page = await showPage(
      browser,
      'team',
      { ...sixZonesModel(), hour12: true },
      { at: thursday, locale: 'en-US' },
    );
    shown.push(page);
    assert.equal((await page.sent())[0]?.['hour12'], true);
    assert.equal(await page.page.locator('.row .time').first().innerText(), '6:06\u00a0PM');
    assert.deepEqual(await page.page.locator('.tick').allInnerTexts(), ['12a', '6a', '12p', '6p', '12a']);
    const session = await page.page.context().newCDPSession(page.page);
    await session.send('Emulation.setTimezoneOverride', { timezoneId: 'Asia/Tokyo' });
    await page.page.waitForFunction(
      () =>
        (window as unknown as { sentToHost: { zone?: string }[] }).sentToHost.at(-1)?.zone === 'Asia/Tokyo',
    );
  });

  it('shows initials in place of a picture that cannot be had', async () => {
    const model = sixZonesModel();
    const rows = model.rows.map((row) => ({ ...row, avatar: 'https://webview.test/none.png' }));
    const page = await showPage(browser, 'team', { ...model, rows }, { at: thursday });
    // The policy allows no picture here, which is told to the console and to nobody else.
    await page.page.waitForFunction(() => document.querySelectorAll('.picture').length === 0);
    assert.equal(await page.page.locator('.avatar').first().innerText(), 'PD');
    await page.page.context().close();
  });
});
