// What is chosen on the review page. What GitHub answers meanwhile may draw a part of it anew.
import type { Frame } from 'playwright-core';
import { moment } from './until';
import type { Workbench } from './workbench';

/** Chooses in the page's first list. */
export async function choose(workbench: Workbench, review: Frame, text: string): Promise<void> {
  const list = review.locator('vscode-dropdown').first();
  const option = list.locator('vscode-option', { hasText: text });
  await workbench.until(async () => {
    const wanted = await option.getAttribute('value', { timeout: moment });
    const chosen = () =>
      list.evaluate((node) => (node as HTMLSelectElement).value, null, { timeout: moment });
    if ((await chosen()) === wanted) return true;
    if (!(await option.isVisible())) await list.click({ timeout: moment });
    await option.click({ timeout: moment });
    return false;
  });
}

/** Says the yes that the page asks for, and waits until it counts. */
export async function agree(workbench: Workbench, review: Frame, name: RegExp): Promise<void> {
  const box = review.locator('.form:not([inert])').getByRole('checkbox', { name });
  await workbench.until(async () => {
    if (await box.isChecked({ timeout: moment })) return;
    await box.click({ timeout: moment });
    await box.and(review.locator('[aria-checked="true"]')).waitFor({ timeout: moment });
  });
}
