import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { TeamViewModel } from '../../src/protocol';
import { sixZonesModel, thursday } from '../unit/team-view/sample';
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
});
