import type { Locator, Page } from 'playwright-core';
import type { QuickInput } from './quickInput';
import { moment, until } from './until';

/** VS Code's notifications: a toast goes by itself after ten seconds, and is listed in their centre from then on. */
export class Notifications {
  readonly items: Locator;

  constructor(
    private readonly page: Page,
    private readonly quickInput: QuickInput,
  ) {
    this.items = page.locator('.notification-list-item');
  }

  /** Waits for one with this text; presses its button with this title, if one is named. Returns its message. */
  async saying(text: string | RegExp, button?: string): Promise<string> {
    const item = this.items.filter({ hasText: text }).first();
    let message = '';
    let listed = false;
    await until(this.page, async () => {
      await item.waitFor({ timeout: moment }).catch(async () => {
        await this.list();
        listed = true;
        await item.waitFor({ timeout: moment });
      });
      message = await item.locator('.notification-list-item-message').innerText({ timeout: moment });
      if (button === undefined) return;
      await item.hover({ timeout: moment });
      await item.getByRole('button', { name: button }).click({ timeout: moment });
    });
    // The list lies above what is pressed next.
    if (listed) await this.hideList();
    return message;
  }

  /** The same by keyboard. */
  async press(text: string | RegExp, button: string): Promise<void> {
    const { page } = this;
    const chosen = this.items
      .filter({ hasText: text })
      .getByRole('button', { name: button, exact: true })
      .and(page.locator(':focus'));
    await until(page, async () => {
      await this.list();
      for (let press = 0; press < 12; press++) {
        if ((await chosen.count()) > 0) return page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never reached the button "${button}" of the notification ${String(text)}.`);
    });
  }

  /** Opens the list of all that were not dismissed, with the focus in it. */
  async list(): Promise<void> {
    await this.quickInput.run('Notifications: Show Notifications');
    await this.page.locator('.notifications-center.visible').waitFor({ timeout: moment });
  }

  async clear(): Promise<void> {
    await this.quickInput.run('Notifications: Clear All Notifications');
    await until(this.page, async () => (await this.items.count()) === 0);
  }

  private async hideList(): Promise<void> {
    const list = this.page.locator('.notifications-center.visible');
    // It goes with the last of them.
    if (!(await list.isVisible())) return;
    await this.quickInput.run('Notifications: Hide Notifications');
    await list.waitFor({ state: 'hidden' });
  }
}
