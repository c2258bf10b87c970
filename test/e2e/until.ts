import type { Page } from 'playwright-core';

/** In milliseconds, for whatever is awaited and has no limit of its own: it comes much sooner, but on a busy machine. */
export const patience = 120_000;

/** In milliseconds, for one of several tries at the same. */
export const moment = 10_000;

/**
 * Waits until something holds: until it throws nothing, and does not resolve to false. A page that is just being drawn
 * anew does not hold it yet. What it threw last is thrown in the end.
 */
export async function until(page: Page, holds: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + patience; ; await page.waitForTimeout(100)) {
    const refused = await holds().then(
      (held) => (held === false ? new Error(`It never came about: ${String(holds)}`) : null),
      (error: unknown) => error,
    );
    if (refused === null) return;
    if (Date.now() > end) throw refused;
  }
}
