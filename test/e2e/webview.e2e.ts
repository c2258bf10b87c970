import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { modelOf, sixZonesModel, teammate, thursday } from '../unit/team-view/sample';
import { axe, launch, showPage, type Shown, type ShowOptions } from './webview/browser';
import { review } from './webview/models';
import { themes } from './webview/themes';

const minute = 60_000;
const themeNames = Object.keys(themes) as (keyof typeof themes)[];

describe('The webviews in a browser', () => {
  let browser: Browser;
  const shown: Shown[] = [];
  const open = async (...[name, model, options]: Parameters<typeof show>) => show(name, model, options);
  async function show(
    name: 'team' | 'review',
    model: Parameters<typeof showPage>[2],
    options: ShowOptions = {},
  ): Promise<Shown> {
    const page = await showPage(browser, name, model, options);
    shown.push(page);
    return page;
  }
  const team = (options: ShowOptions = {}) => open('team', sixZonesModel(), { at: thursday, ...options });
  const text = ({ page }: Shown, selector: string) => page.locator(selector).first().innerText();
  const label = ({ page }: Shown, index: number) =>
    page.locator('.row').nth(index).getAttribute('aria-label');

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

  for (const theme of themeNames) {
    it(`give axe nothing to find in the ${theme} theme at any width, and never scroll sideways`, async () => {
      const pages = [await team({ theme }), await open('review', review, { theme })];
      for (const each of pages) {
        // 160 is what a sidebar of 320 has left at 200 % zoom.
        for (const width of [160, 180, 320, 600]) {
          await each.page.setViewportSize({ width, height: 640 });
          if (width > 160) assert.deepEqual(await axe(each), [], `${theme} ${width}`);
          const overflow = await each.page.evaluate('document.documentElement.scrollWidth - innerWidth');
          assert.ok(Number(overflow) <= 0, `${theme} ${width}: ${String(overflow)} px too wide`);
        }
      }
      await pages[1]?.send({ type: 'model', model: { ...review, progress: 'Posting…', problems: [] } });
      assert.deepEqual(pages[1] && (await axe(pages[1])), [], `${theme}, posting`);
    });
  }

  it('give axe nothing to find without anybody to show, from right to left, and in forced colours', async () => {
    const notice = {
      text: 'Nobody committed here lately.',
      action: { title: 'Edit Team', command: 'editTeam' },
    };
    const empty = { ...modelOf([], thursday, { me: null, zone: 'UTC' }), notice } as const;
    const pages = [
      await open('team', empty as Parameters<typeof showPage>[2], { at: thursday }),
      await team({ direction: 'rtl' }),
    ];
    for (const page of pages) assert.deepEqual(await axe(page), []);
    // axe reads the theme's colours, not those that the system forces.
    assert.deepEqual(await axe(await team({ forcedColors: true }), ['color-contrast']), []);
    await pages[0]?.page.getByRole('button', { name: 'Edit Team' }).click();
    await pages[0]?.sends({ type: 'command', command: 'editTeam' });
  });

  it('say one sentence, and offer no empty control, until the team has been read', async () => {
    const { page } = await open('team', null);
    assert.equal(
      (await page.locator('main').innerText()).trim(),
      'Team\n\nReading who is on the team…\n\nDraft Handoff Note',
    );
    assert.equal(await page.getByRole('slider').count(), 0);
    assert.equal(await page.getByRole('button').count(), 1);
  });

  it('report the zone of the machine that the person sits at', async () => {
    const page = await team({ zone: 'Pacific/Auckland' });
    assert.deepEqual((await page.sent())[0], { type: 'ready', zone: 'Pacific/Auckland', hour12: false });
  });

  it('let the keyboard move the time of every row, by quarters and hours, and Home come back to now', async () => {
    const page = await team();
    const slider = page.page.getByRole('slider', { name: 'Time of day' });
    await slider.focus();
    await page.page.keyboard.press('ArrowRight');
    assert.equal(await slider.getAttribute('aria-valuetext'), '18:15');
    assert.match((await label(page, 1)) ?? '', /12:45, starts in 15 minutes/);
    await page.page.keyboard.press('Shift+ArrowRight');
    assert.equal(await slider.getAttribute('aria-valuetext'), '19:15');
    await page.page.keyboard.press('Shift+ArrowLeft');
    assert.equal(await slider.getAttribute('aria-valuetext'), '18:15');
    await page.page.keyboard.press('ArrowLeft');
    await page.page.keyboard.press('ArrowLeft');
    assert.equal(await slider.getAttribute('aria-valuetext'), '17:45');
    assert.equal(await text(page, '.today .date'), 'Thu 19 Nov, 17:45');
    await page.page.keyboard.press('Home');
    assert.equal(await slider.getAttribute('aria-valuetext'), '18:06, now');
  });

  it('turn the arrow keys round where the page runs from right to left', async () => {
    const page = await team({ direction: 'rtl' });
    const slider = page.page.getByRole('slider');
    await slider.focus();
    await page.page.keyboard.press('ArrowLeft');
    assert.equal(await slider.getAttribute('aria-valuetext'), '18:15');
  });

  it('are one tab stop for all rows, with arrow keys inside', async () => {
    const page = await team();
    await page.page.getByRole('slider').focus();
    await page.page.keyboard.press('Tab');
    const focused = () => page.page.evaluate('document.activeElement.getAttribute("aria-label") ?? ""');
    assert.match(String(await focused()), /^You, pune-dev/);
    await page.page.keyboard.press('ArrowDown');
    assert.match(String(await focused()), /^lisbon-dev/);
    await page.page.keyboard.press('End');
    assert.match(String(await focused()), /^saopaulo-dev/);
    await page.page.keyboard.press('Tab');
    assert.equal(await page.page.evaluate('document.activeElement.tagName'), 'VSCODE-BUTTON');
    await page.page.keyboard.press('Enter');
    await page.sends({ type: 'command', command: 'draft' });
  });

  it('follow the clock, touch only what changed, and let the row with the focus stay silent', async () => {
    const page = await team();
    await page.page.locator('.row').first().focus();
    await page.page.evaluate(`
      window.touched = new Set();
      new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target instanceof Element ? target : target.parentElement;
          window.touched.add(element.className);
        }
      }).observe(document.querySelector('.rows'), { subtree: true, childList: true, characterData: true })`);
    const before = await label(page, 0);
    await page.page.clock.setFixedTime(thursday + minute);
    await page.page.locator('.time', { hasText: '18:07' }).waitFor();
    assert.equal(await label(page, 0), before);
    assert.match((await label(page, 1)) ?? '', /starts in 23 minutes/);
    const touched = (await page.page.evaluate('[...window.touched]')) as string[];
    assert.deepEqual(touched.sort(), ['doing', 'time']);
    assert.equal(await page.page.locator('[aria-live]').count(), 0);
  });

  it('are right at once after a night asleep', async () => {
    const page = await team();
    await page.page.clock.setFixedTime(thursday + 12 * 60 * minute);
    await page.page.locator('.today', { hasText: 'Fri 20 Nov, 06:06' }).waitFor();
    assert.match((await label(page, 0)) ?? '', /^You, pune-dev, .*06:06/);
  });

  it('hold three hundred people', async () => {
    const members = Array.from({ length: 300 }, (_, index) =>
      teammate(`person-${index}`, ['Asia/Kolkata', 'Europe/Lisbon', 'America/Denver'][index % 3] ?? 'UTC'),
    );
    const page = await open('team', modelOf(members, thursday), { at: thursday });
    assert.equal(await page.page.locator('.row').count(), 300);
    const slider = page.page.getByRole('slider');
    await slider.focus();
    for (let press = 0; press < 10; press++) await page.page.keyboard.press('ArrowRight');
    assert.equal(await slider.getAttribute('aria-valuetext'), '20:30');
  });

  it('take a hostile note for text: no element of it, no request, and the marker hidden', async () => {
    const markdown =
      '<!-- baton:note x -->\n<img src=x onerror=alert(1)><script>alert(2)</script> **kept**\n\n' +
      '![picture](https://evil.example/pixel.png) [run](command:workbench.action.quit) [js](javascript:alert(3))';
    const page = await open('review', { ...review, markdown }, { width: 900 });
    assert.equal(await page.page.locator('.note-body :is(img, script, a, iframe)').count(), 0);
    const body = await text(page, '.note-body');
    assert.match(body, /kept/);
    assert.match(body, /Image: picture/);
    assert.doesNotMatch(body, /baton:note/);
  });

  it('send what the person chooses on the review page, by keyboard, and keep the focus when the answer comes', async () => {
    const page = await open('review', review, { width: 900 });
    assert.equal(await page.page.evaluate('document.activeElement.className'), 'where');
    const consent = page.page.getByRole('checkbox', { name: /everybody can read it/ });
    await consent.focus();
    await page.page.keyboard.press('Space');
    await page.sends({ type: 'consent', id: 'public', given: true });
    const sections = review.sections.map((each) =>
      each.kind === 'consents'
        ? { ...each, consents: each.consents.map((consent) => ({ ...consent, given: true })) }
        : each,
    );
    await page.send({ type: 'model', model: { ...review, sections, problems: [], canSubmit: true } });
    assert.equal(await page.page.evaluate('document.activeElement.tagName'), 'VSCODE-CHECKBOX');
    await page.page.getByRole('radio', { name: 'Markdown, to copy' }).click();
    await page.sends({ type: 'destination', destination: 'copy' });
    await page.page.getByRole('button', { name: 'Line 9' }).press('Enter');
    await page.sends({ type: 'goTo', line: 9 });
    await page.page.getByRole('button', { name: 'Post Discussion' }).click();
    await page.sends({ type: 'submit' });
  });

  it('offer no second click while a note is being posted, and lead to it afterwards', async () => {
    const ready = { ...review, problems: [], canSubmit: true };
    const page = await open('review', ready, { width: 900 });
    await page.send({ type: 'model', model: { ...ready, progress: 'Posting to pune/ledger…' } });
    await page.page.locator('vscode-button', { hasText: 'Post Discussion' }).click({ force: true });
    assert.ok(!(await page.sent()).some(({ type }) => type === 'submit'));
    const result = { text: 'Posted.', url: 'https://github.com/pune/ledger/discussions/13' };
    await page.send({ type: 'model', model: { ...ready, result } });
    await page.page.keyboard.press('Enter');
    await page.sends({ type: 'openResult' });
  });
});
