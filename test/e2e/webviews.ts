import type { Frame, Page } from 'playwright-core';
import { until } from './until';

/** The innermost frame of the webview that is shown and whose page holds `selector`, once there is one. */
export async function webview(page: Page, selector: string): Promise<Frame> {
  let found: Frame | undefined;
  await until(page, async () => {
    for (const frame of webviewsIn(page)) {
      if (!(await isShown(frame, selector).catch(() => false))) continue;
      found = frame;
      return;
    }
    throw new Error(`No webview shows ${selector}.`);
  });
  return found as Frame;
}

/** The inner frames of all webviews that are there now. VS Code puts a webview's page into a frame in a frame. */
function webviewsIn(page: Page): Frame[] {
  return page.frames().filter((frame) => frame.parentFrame()?.url().includes('/webview/') ?? false);
}

/** One that is hidden is about to go: when its tab is shown again, VS Code makes another. */
async function isShown(frame: Frame, selector: string): Promise<boolean> {
  const outer = await frame.parentFrame()?.frameElement();
  return outer !== undefined && (await outer.isVisible()) && (await frame.locator(selector).count()) > 0;
}
