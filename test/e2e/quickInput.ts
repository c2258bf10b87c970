import type { Locator, Page } from 'playwright-core';
import { until } from './until';

/** VS Code's quick input: the palette, quick open, and whatever else asks there. By keyboard. */
export class QuickInput {
  readonly input: Locator;
  readonly rows: Locator;
  readonly title: Locator;

  constructor(private readonly page: Page) {
    const widget = page.locator('.quick-input-widget');
    this.input = widget.locator('input.input');
    this.rows = widget.locator('.quick-input-list .monaco-list-row');
    this.title = widget.locator('.quick-input-title');
  }

  /** Runs the command with this title, category included. */
  async run(title: string): Promise<void> {
    await this.open(
      'F1',
      `>${title}`,
      this.rows.filter({ has: this.page.getByText(title, { exact: true }) }),
    );
  }

  /**
   * Opens it by its key, and accepts this row of what it offers. What it offers is settled when it opens, and may become
   * true a moment later: then it is opened again.
   */
  async open(key: string, asked: string, row: Locator): Promise<void> {
    const { input, page } = this;
    for (let left = 5; ; left--) {
      await page.keyboard.press(key);
      const accepted = await input
        .fill(asked, { timeout: 10_000 })
        .then(() => this.goTo(row.first()))
        .then(() => input.press('Enter'))
        .then(() =>
          until(page, async () => !(await input.isVisible()) || (await input.inputValue()) !== asked),
        )
        .then(
          () => true,
          () => false,
        );
      if (accepted) return;
      if (left === 0) throw new Error(`"${asked}" never offered ${String(row)}.`);
      await page.keyboard.press('Escape');
      await input.waitFor({ state: 'hidden' });
    }
  }

  /** The titles that the palette offers for some words. */
  async titles(words: string): Promise<string[]> {
    await this.page.keyboard.press('F1');
    await this.input.fill(`>${words}`);
    await this.page.waitForTimeout(500);
    const titles = await this.rows.locator('.label-name').allInnerTexts();
    await this.page.keyboard.press('Escape');
    return titles;
  }

  /** Makes a row the one that Enter takes. */
  private async goTo(row: Locator): Promise<void> {
    await row.waitFor({ timeout: 10_000 });
    const chosen = row.and(this.page.locator('.focused'));
    for (let left = 20; !(await chosen.isVisible()); left--) {
      if (left === 0) throw new Error(`No key leads to ${String(row)}.`);
      await this.input.press('ArrowDown');
    }
  }
}
