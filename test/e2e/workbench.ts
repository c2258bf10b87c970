// Drives the whole workbench as a person would. A suite opens one and closes it:
//
//   const workbench = await openWorkbench({ folder, theme: 'light', settings: { 'github-enterprise.uri': url } });
//   await workbench.palette('Baton: Draft Handoff Note');     runs a command by its title
//   await workbench.view('Baton');                            opens a container of the activity bar
//   const team = await workbench.webview('#people');          the frame whose page matches a selector
//   await team.getByRole('button', { name: 'Draft' }).click() a frame is playwright's: locators wait by themselves
//   await workbench.notification(/could not/, 'Show Log');    waits for a notification, presses its button
//   await workbench.dialog(/wants to sign in/, 'Allow');      the same for a modal dialog
//   await workbench.pick('Announcements');                    chooses in the quick input that is open
//   await workbench.open('lib/ledger.js'); await workbench.tab(/Handoff/);
//   await workbench.editorShows(/State/); await workbench.type('next: …'); await workbench.press('Control+End');
//   await workbench.pressIn(row, /Accept/);                   presses what is drawn while the pointer is over a row
//   await workbench.axe(team);                                throws what axe-core finds
//   await workbench.picture('team');                          for README, when the run is told to
//   await workbench.close();
//
// Every wait ends in an error that says what was awaited. `page` is playwright's page for whatever is not here.
import { strict as assert } from 'node:assert';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { root } from '../vscode/install';
import type { Running } from '../vscode/server';
import { axe } from './axe';
import { Notifications } from './notifications';
import { QuickInput } from './quickInput';
import { rememberedEditors } from './rememberedEditors';
import { smallPng } from './smallPng';
import { moment, patience, until } from './until';
import { webview } from './webviews';

export type Theme = 'dark' | 'light' | 'hc-dark' | 'hc-light';

/** One window of VS Code, and what a person does in it. */
export class Workbench {
  /** What the palette, quick open and the like show. */
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;

  constructor(
    readonly page: Page,
    readonly code: Running,
    private readonly browser: Browser,
    readonly folder: string,
  ) {
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page, this.quickInput);
  }

  /** Loads the window anew, and waits until its extensions run: git tells them of the branch. */
  async reload(branch: string): Promise<void> {
    await this.page.reload();
    await this.page.locator('.monaco-workbench .part.statusbar', { hasText: branch }).waitFor();
  }

  /** Opens another folder in the same window. */
  async visit(folder: string): Promise<void> {
    await this.page.goto(this.code.address(folder, [['skipWelcome', 'true']]));
    await this.ready();
  }

  /** One more window on the same folder, for the same person. */
  async another(): Promise<Workbench> {
    const page = await this.page.context().newPage();
    await page.goto(this.page.url());
    return new Workbench(page, this.code, this.browser, this.folder);
  }

  /** Waits until the window is drawn and its remote connection stands. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await this.page.locator('.explorer-folders-view, .empty-view').first().waitFor();
  }

  /** Opens the palette and runs the command with this title, category included, by keyboard alone. */
  palette(title: string): Promise<void> {
    return this.quickInput.run(title);
  }

  /** Waits until something holds: until it throws nothing, and does not resolve to false. */
  until(holds: () => Promise<unknown>): Promise<void> {
    return until(this.page, holds);
  }

  /** Throws one line for each violation that axe-core finds in a frame's page. */
  axe(frame: Frame): Promise<void> {
    return axe(frame);
  }

  /** Chooses the row with this text in the quick input that is open. */
  async pick(text: string | RegExp, timeout = patience): Promise<void> {
    await this.quickInput.rows.filter({ hasText: text }).first().click({ timeout });
  }

  /** Types into the quick input that is open and accepts it. */
  async answer(text: string): Promise<void> {
    await this.quickInput.input.fill(text);
    await this.quickInput.input.press('Enter');
  }

  /** Waits for a notification with this text; presses the button with this title, if one is named. */
  notification(text: string | RegExp, button?: string): Promise<string> {
    return this.notifications.saying(text, button);
  }

  /** Chooses in the context menu that is open. */
  async fromMenu(title: string): Promise<void> {
    const item = this.page.locator('.monaco-menu .action-item', { hasText: title });
    await this.until(async () => {
      // A pointer that was there already enters nothing.
      await this.page.mouse.move(0, 0);
      await item.hover({ timeout: moment });
      await item.and(this.page.locator('.focused')).waitFor({ timeout: moment });
    });
    // A menu takes no click until the one that opened it is over, but a key.
    await this.press('Enter');
    await item.waitFor({ state: 'hidden' });
  }

  /** Presses a button that is drawn while the pointer is over what holds it: a row of a tree, the title of a pane. */
  async pressIn(holder: Locator, name: RegExp): Promise<void> {
    await this.until(async () => {
      await this.page.mouse.move(0, 0);
      await holder.hover({ timeout: moment });
      await holder.getByRole('button', { name }).first().click({ timeout: moment });
    });
  }

  /** Waits for a modal dialog with this text and presses its button. */
  async dialog(text: string | RegExp, button: string): Promise<void> {
    const box = this.page.locator('.monaco-dialog-box').filter({ hasText: text });
    await box.waitFor();
    await box.getByRole('button', { name: button, exact: true }).click();
  }

  /** Opens a view container by its title in the activity bar. */
  async view(title: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: title }).first();
    const shown = this.page.locator('.sidebar .composite.title').filter({ hasText: new RegExp(title, 'i') });
    // A click on the tab of what is shown hides it: that of what VS Code is just bringing back, too.
    await this.until(async () => {
      if (await shown.isVisible()) return;
      await tab.click({ timeout: moment });
      await shown.waitFor({ timeout: moment });
    });
  }

  /** Opens a pane of the side bar by its title. */
  async pane(title: string): Promise<void> {
    const header = this.page.locator('.sidebar .pane-header', { hasText: title });
    await this.until(async () => {
      if ((await header.getAttribute('aria-expanded', { timeout: moment })) === 'true') return true;
      await header.click({ timeout: moment });
      return false;
    });
  }

  /** The innermost frame of the webview that is shown and whose page holds `selector`, once there is one. */
  webview(selector: string): Promise<Frame> {
    return webview(this.page, selector);
  }

  /** Opens a file by quick open: of the folder, or by its absolute path (which finds ignored files too). */
  async open(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    await this.quickInput.open('Control+P', path, this.quickInput.rows.filter({ hasText: name }));
    await this.tab(name);
    await this.shows(`[data-uri$="/${name}"]`);
  }

  /** Waits for an editor's tab with this name and shows it. */
  async tab(name: string | RegExp): Promise<void> {
    const tab = this.page.locator('.tabs-container').getByRole('tab', { name }).first();
    await tab.waitFor();
    // At its icon: tabs may still move, and what closes one is at its other end.
    await tab.click({ position: { x: 12, y: 12 } });
  }

  /** Drafts the note, and waits until the cursor is where its author writes. */
  async draft(): Promise<void> {
    await this.palette('Baton: Draft Handoff Note');
    await this.noteAwaitsAuthor();
  }

  /** Waits until a note is there with what only its author can say selected. */
  async noteAwaitsAuthor(): Promise<void> {
    await this.note();
    await this.page.locator('.statusbar-item', { hasText: /\(\d+ selected\)/ }).waitFor();
  }

  /** Goes to the note that was drafted, and sees that keys go to it. */
  async note(): Promise<void> {
    await this.tab('Handoff note');
    await this.page
      .locator('.editor-group-container.active .tab.active', { hasText: 'Handoff note' })
      .waitFor();
    await this.shows('.focused[data-uri*="/drafts/"]');
  }

  /** Waits until the active editor is one that matches: a tab is shown before its text, in the same editor. */
  private async shows(editor: string): Promise<void> {
    await this.page.locator(`.editor-group-container.active .monaco-editor${editor}`).waitFor();
  }

  /** The names of the tabs that are open. */
  async tabs(): Promise<string[]> {
    return this.page.locator('.tabs-container .tab .label-name').allInnerTexts();
  }

  /** The whole text of a group's active editor, by way of the clipboard; the cursor returns to where it was. */
  async editorText(group = 1): Promise<string> {
    const copied = () => this.page.evaluate(() => navigator.clipboard.readText());
    let text = '';
    await this.until(async () => {
      await this.focusEditor(group);
      await this.page.evaluate(() => navigator.clipboard.writeText(''));
      await this.page.keyboard.press('Control+A');
      await this.page.keyboard.press('Control+C');
      for (const end = Date.now() + moment; text === '' && Date.now() < end;) text = await copied();
      await this.page.keyboard.press('Control+U');
      return text !== '';
    });
    return text;
  }

  /** The whole text of a group's active editor, once it is as told. */
  async editorShows(pattern: RegExp, group = 1): Promise<string> {
    let text = '';
    await this.until(async () => assert.match((text = await this.editorText(group)), pattern));
    return text;
  }

  /** Sees that keys go to the active editor of a group, counted from the left. */
  async focusEditor(group = 1): Promise<void> {
    const focused = this.page
      .locator('.editor-group-container')
      .nth(group - 1)
      .locator('.monaco-editor.focused');
    await this.until(async () => {
      await this.page.keyboard.press(`Control+${group}`);
      return focused.waitFor({ timeout: 3_000 }).then(() => true);
    });
  }

  /**
   * Waits until the file of the active editor holds what matches. Its tab does not say so: what is saved a second later
   * by itself never counts as unsaved there, and is lost when the window goes within that second.
   */
  async saves(pattern: RegExp): Promise<void> {
    const editor = this.page.locator('.editor-group-container.active .monaco-editor[data-uri]').first();
    await this.until(async () => {
      const address = new URL((await editor.getAttribute('data-uri', { timeout: moment })) ?? '');
      assert.match(await readFile(decodeURIComponent(address.pathname), 'utf8'), pattern);
    });
  }

  /**
   * Waits until VS Code has written down that an editor of this file is open. It does so every few seconds when it has
   * nothing else to do and its window has the focus, and a window that is loaded anew shows what is written.
   */
  async remembersEditor(file: RegExp): Promise<void> {
    await this.page.bringToFront();
    await this.until(async () => file.test(await this.page.evaluate(rememberedEditors)));
  }

  /** Enters text where the cursor is, at once: nothing is completed or indented. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** Presses a key as playwright names it, like `Control+End`. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Saves a screenshot into out/e2e, which git ignores; returns its path. */
  async screenshot(name: string): Promise<string> {
    const file = join(root, 'out/e2e', `${name}.png`);
    await mkdir(join(root, 'out/e2e'), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }

  /** A screenshot that README shows: into media/readme when the run has `--update-pictures`, else beside the others. */
  async picture(name: string): Promise<string> {
    await this.page.mouse.move(0, 0);
    // What fades in is there by then.
    await this.page.waitForTimeout(500);
    if (process.env['BATON_UPDATE_PICTURES'] !== '1') return this.screenshot(name);
    const file = join(root, 'media/readme', `${name}.png`);
    await mkdir(join(root, 'media/readme'), { recursive: true });
    await writeFile(file, smallPng(await this.page.screenshot()));
    return file;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.code.close();
  }
}
