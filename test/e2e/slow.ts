import type { BrowserContext, Page } from 'playwright-core';

/**
 * Makes all pages of a browser's context as much slower as BATON_E2E_SLOW says (4: a quarter of the speed), so that what
 * holds by luck on a fast machine is seen to fail.
 */
export function slowDown(context: BrowserContext): void {
  const rate = Number(process.env['BATON_E2E_SLOW'] ?? 1);
  if (!(rate > 1)) return;
  context.on('page', (page) => void throttle(page, rate));
}

async function throttle(page: Page, rate: number): Promise<void> {
  try {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate });
  } catch {
    // A page that is closed meanwhile needs no more time.
  }
}
