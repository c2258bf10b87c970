import type { Locator, Page } from 'playwright-core';
import { moment, until } from './until';

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
    await this.open('F1', `>${title}`, this.titled(title));
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
        .fill(asked, { timeout: moment })
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
      await this.leave();
    }
  }

  /** Sees that the palette offers a command with this title, and leaves it. */
  async offers(title: string): Promise<void> {
    await until(this.page, async () => {
      await this.page.keyboard.press('F1');
      try {
        await this.input.fill(`>${title}`, { timeout: moment });
        await this.titled(title).first().waitFor({ timeout: moment });
      } finally {
        await this.leave();
      }
    });
  }

  /** Closes it without an answer; it may be gone already. */
  async leave(): Promise<void> {
    await until(this.page, async () => {
      if (!(await this.input.isVisible())) return;
      await this.input.press('Escape', { timeout: moment });
      await this.input.waitFor({ state: 'hidden', timeout: moment });
    });
  }

  private titled(title: string): Locator {
    return this.rows.filter({ has: this.page.getByText(title, { exact: true }) });
  }

  /** Makes a row the one that Enter takes. */
  private async goTo(row: Locator): Promise<void> {
    await row.waitFor({ timeout: moment });
    const chosen = row.and(this.page.locator('.focused'));
    for (let left = 20; !(await chosen.isVisible()); left--) {
      if (left === 0) throw new Error(`No key leads to ${String(row)}.`);
      await this.input.press('ArrowDown');
    }
  }
}
