// What a person does who has no mouse. Everything here goes through the keyboard of playwright's page.
import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench';

/** Presses Tab until the control with this name has the focus inside a webview. */
export async function tabTo({ page }: Workbench, frame: Frame, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let press = 0; press < 40; press++) {
    const focused = await focusIn(frame);
    if (focused !== null && name.test(focused)) return;
    passed.push(focused ?? 'outside');
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${String(name)}; it passed ${passed.join(' | ')}`);
}

/** The text or label of what has the focus in a webview; null when the focus is elsewhere. */
function focusIn(frame: Frame): Promise<string | null> {
  return frame.evaluate(() => {
    const { activeElement } = document;
    if (!document.hasFocus() || !activeElement || activeElement === document.body) return null;
    return activeElement.getAttribute('aria-label') ?? activeElement.textContent;
  });
}

/** Presses a button of the newest toast. */
export async function pressButton(workbench: Workbench, name: string): Promise<void> {
  const { page } = workbench;
  await workbench.palette('Notifications: Focus Notification Toast');
  for (let press = 0; press < 12; press++) {
    const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    if (focused === name) return page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached the button "${name}" of the notification.`);
}
