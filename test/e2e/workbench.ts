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
//   await workbench.axe(team);                                throws what axe-core finds
//   await workbench.picture('team');                          for README, when the run is told to
//   await workbench.close();
//
// Every wait ends in an error that says what was awaited. `page` is playwright's page for whatever is not here.
import { strict as assert } from 'node:assert';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { root } from '../vscode/install';
import type { Running } from '../vscode/server';
import { axe } from './axe';
import { QuickInput } from './quickInput';
import { rememberedEditors } from './rememberedEditors';
import { smallPng } from './smallPng';
import { patience, until } from './until';

export type Theme = 'dark' | 'light' | 'hc-dark' | 'hc-light';

/** One window of VS Code, and what a person does in it. */
export class Workbench {
  /** What the palette, quick open and the like show. */
  readonly quickInput: QuickInput;

  constructor(
    readonly page: Page,
    readonly code: Running,
    private readonly browser: Browser,
    readonly folder: string,
  ) {
    this.quickInput = new QuickInput(page);
  }

  /** Opens another folder in the same window. */
  async visit(folder: string): Promise<void> {
    await this.page.goto(this.code.address(folder, [['skipWelcome', 'true']]));
    await this.ready();
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

  /** The titles that the palette offers for some words. */
  paletteTitles(words: string): Promise<string[]> {
    return this.quickInput.titles(words);
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
  async pick(text: string | RegExp): Promise<void> {
    await this.quickInput.rows.filter({ hasText: text }).first().click();
  }

  /** Types into the quick input that is open and accepts it. */
  async answer(text: string): Promise<void> {
    await this.quickInput.input.waitFor();
    await this.quickInput.input.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Waits for a notification with this text; presses the button with this title, if one is named. */
  async notification(text: string | RegExp, button?: string): Promise<string> {
    const item = this.page.locator('.notification-list-item').filter({ hasText: text }).first();
    await item.waitFor();
    const message = await item.locator('.notification-list-item-message').innerText();
    if (button !== undefined) {
      await item.hover();
      await item.getByRole('button', { name: button }).click();
    }
    return message;
  }

  /** Chooses in the context menu that is open. */
  async fromMenu(title: string): Promise<void> {
    await this.page.locator('.monaco-menu .action-label', { hasText: title }).hover();
    // A menu takes no click until the one that opened it is over.
    await this.page.waitForTimeout(500);
    await this.press('Enter');
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
    await tab.waitFor();
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.page
      .locator('.sidebar .composite.title')
      .filter({ hasText: new RegExp(title, 'i') })
      .waitFor();
  }

  /** The innermost frame of the webview whose page holds `selector`, once it does. */
  async webview(selector: string, timeout = patience): Promise<Frame> {
    const until = Date.now() + timeout;
    while (Date.now() < until) {
      for (const frame of this.webviews()) {
        const holds = await frame
          .locator(selector)
          .count()
          .then(
            (count) => count > 0,
            () => false,
          );
        if (holds) return frame;
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`No webview shows ${selector} within ${timeout / 1000} s.`);
  }

  /** The inner frames of all webviews that are there now. VS Code puts a webview's page into a frame in a frame. */
  webviews(): Frame[] {
    return this.page.frames().filter((frame) => frame.parentFrame()?.url().includes('/webview/') ?? false);
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
    await this.focusEditor(group);
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Control+C');
    let text = '';
    await this.until(
      async () => (text = await this.page.evaluate(() => navigator.clipboard.readText())) !== '',
    );
    await this.page.keyboard.press('Control+U');
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
    const address = new URL((await editor.getAttribute('data-uri')) ?? '');
    const file = decodeURIComponent(address.pathname);
    await this.until(async () => assert.match(await readFile(file, 'utf8'), pattern));
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

  /** Changes the colour theme of the running window, as a person would. */
  async theme(theme: Theme): Promise<void> {
    const label = {
      dark: 'Dark Modern',
      light: 'Light Modern',
      'hc-dark': 'Dark High Contrast',
      'hc-light': 'Light High Contrast',
    }[theme];
    await this.palette('Preferences: Color Theme');
    await this.quickInput.rows.filter({ hasText: 'Modern' }).first().waitFor();
    await this.quickInput.input.fill(label);
    await this.pick(new RegExp(`^${label}`));
    const shown = { dark: 'vs-dark', light: 'vs', 'hc-dark': 'hc-black', 'hc-light': 'hc-light' }[theme];
    await this.page.locator(`.monaco-workbench.${shown}`).waitFor();
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
