import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import { agree } from './reviewPage';
import { openScene, type Scene } from './scene';
import { moment } from './until';
import type { Theme, Workbench } from './workbench';

const minute = 60_000;
const day = 24 * 60 * minute;
const kinds: Readonly<Record<Theme, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'hc-dark': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light',
};
const themes: readonly Theme[] = ['hc-dark', 'hc-light', 'light', 'dark'];

/** The last Thursday at 12:36 UTC: the sidebar knows a fortnight, and at this moment most of the team works. */
function goodMoment(now: number): number {
  const since = (new Date(now).getUTCDay() + 3) % 7;
  const thursday = Math.floor(now / day) * day - since * day + (12 * 60 + 36) * minute;
  return thursday <= now ? thursday : thursday - 7 * day;
}

/** Sets the clock of the Team view's page; it goes on from there. What is shown then is what Baton knows of that time. */
async function setClock(team: Frame, at: number): Promise<void> {
  await team.evaluate((at) => {
    const clock = Date as typeof Date & { machine?: () => number };
    const machine = (clock.machine ??= Date.now.bind(Date));
    const shift = at - machine();
    Date.now = () => machine() + shift;
  }, at);
}

/** Changes the colour theme of the running window, as a person would. */
async function changeTheme(workbench: Workbench, theme: Theme): Promise<void> {
  const { quickInput } = workbench;
  const { label, shown } = {
    dark: { label: 'Dark Modern', shown: 'vs-dark' },
    light: { label: 'Light Modern', shown: 'vs' },
    'hc-dark': { label: 'Dark High Contrast', shown: 'hc-black' },
    'hc-light': { label: 'Light High Contrast', shown: 'hc-light' },
  }[theme];
  await workbench.palette('Preferences: Color Theme');
  await quickInput.rows.filter({ hasText: 'Modern' }).first().waitFor();
  await quickInput.input.fill(label);
  await workbench.until(async () => {
    if (!(await quickInput.input.isVisible())) return;
    await workbench.pick(new RegExp(`^${label}`), moment);
    await quickInput.input.waitFor({ state: 'hidden', timeout: moment });
  });
  await workbench.page.locator(`.monaco-workbench.${shown}`).waitFor();
}

describe('What a person sees', () => {
  let scene: Scene;
  let workbench: Workbench;
  let team: Frame;
  const moment = goodMoment(Date.now());

  before(async () => {
    scene = await openScene({ settings: { 'breadcrumbs.enabled': false, 'editor.minimap.enabled': false } });
    ({ workbench } = scene);
    await workbench.view('Baton');
    team = await workbench.webview('.row');
    await setClock(team, moment);
    await team.locator('.time', { hasText: '18:06' }).waitFor();
  });
  afterEach(function () {
    return scene.afterTest(this.currentTest);
  });
  after(() => scene?.close());

  /** axe finds nothing in a webview in any theme; a picture of each is kept. */
  const isFine = async (frame: Frame, name: string) => {
    for (const theme of themes) {
      await changeTheme(workbench, theme);
      await frame.locator(`body[data-vscode-theme-kind="${kinds[theme]}"]`).waitFor();
      await workbench.axe(frame);
      await workbench.screenshot(`looks-${name}-${theme}`);
    }
  };

  it('in the Team view is accessible in dark, light and both high-contrast themes', async () => {
    await team.locator('.headline', { hasText: /^\s*3 working/ }).waitFor();
    await team.locator('.today', { hasText: /^\s*Thu .*18:06/ }).waitFor();
    await isFine(team, 'team');
  });

  it('changes on the minute, and no live region speaks', async () => {
    await team.evaluate(listen);
    for (const [passed, time] of [
      [1, '18:07'],
      [2, '18:08'],
    ] as const) {
      await setClock(team, moment + passed * minute);
      await team.locator('.time', { hasText: time }).waitFor();
    }
    assert.deepEqual(await team.evaluate(() => (globalThis as unknown as Heard).heard), []);
  });

  it('beside the team is a note that reads like one', async () => {
    await workbench.draft();
    await workbench.type('retries work end to end; `refund: gives up after 5` still fails.');
    await setClock(team, moment);
    await team.locator('.time', { hasText: '18:06' }).waitFor();
    await workbench.press('Control+Home');
    await workbench.press('Control+S');
    await workbench.page.locator('.codelens-decoration', { hasText: 'Post' }).waitFor();
    await workbench.page.setViewportSize({ width: 1280, height: 860 });
    await workbench.picture('day');
  });

  it('on the review page is accessible in every theme, narrow and wide', async () => {
    await workbench.palette('Baton: Post Handoff Note…');
    const review = await workbench.webview('.review:not([hidden])');
    await isFine(review, 'review');
    await review.locator('vscode-button:not([disabled])', { hasText: 'Sign In' }).click();
    await workbench.dialog(/wants to sign in/, 'Allow');
    const page = workbench.page.context().waitForEvent('page');
    await workbench.dialog(/Your Code/, 'Copy & Continue to Browser');
    await (await page).close();
    await agree(workbench, review, /everybody/);
    await review.locator('vscode-button:not([disabled])', { hasText: 'Post Discussion' }).waitFor();
    await workbench.picture('review');
    await workbench.page.setViewportSize({ width: 720, height: 800 });
    await isFine(review, 'review-narrow');
    await workbench.page.setViewportSize({ width: 1280, height: 860 });
  });

  it('of a bug report is the culprit first', async () => {
    await workbench.palette('View: Close All Editors');
    await workbench.until(async () => assert.deepEqual(await workbench.tabs(), []));
    await workbench.open(scene.sample.trace);
    await workbench.focusEditor();
    await workbench.press('Control+A');
    await workbench.palette('Baton: Report Bug from Stack Trace');
    await workbench.tab(/^# TypeError/);
    await workbench.press('Control+b');
    await workbench.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
    await workbench.picture('report');
  });
});

interface Heard {
  heard: string[];
}

/** Notes what live regions of a page would speak from now on. */
function listen(): void {
  const here = globalThis as unknown as Heard;
  here.heard = [];
  new MutationObserver((records) => {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      const live = element?.closest('[aria-live]:not([aria-live=off]), [role=alert], [role=status]');
      if (live) here.heard.push(live.textContent ?? '');
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
