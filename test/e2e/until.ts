import type { Page } from 'playwright-core';

/** In milliseconds, for whatever is awaited and has no limit of its own: it comes much sooner, but on a busy machine. */
export const patience = 60_000;

/** Waits until something holds; a page that is just being drawn anew does not hold it yet. */
export async function until(page: Page, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + patience; ; await page.waitForTimeout(100)) {
    const refused = await holds().then(
      (held) => (held ? null : 'it does not hold'),
      (error: unknown) => String(error),
    );
    if (refused === null) return;
    if (Date.now() > end) throw new Error(`It never came about: ${String(holds)}: ${refused}`);
  }
}
