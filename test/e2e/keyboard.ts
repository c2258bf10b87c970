// What a person does who has no mouse. Everything here goes through the keyboard of playwright's page.
import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench';

/** Runs a command by its title in the palette. */
export async function runCommand(workbench: Workbench, title: string): Promise<void> {
  const { page, quickInput } = workbench;
  for (let left = 3; ; left--) {
    // Enter takes the first row, so that must be the command before it is pressed.
    await workbench.offered(quickInput.rows.first().filter({ hasText: title }), () =>
      page.keyboard.insertText(title),
    );
    // An editor that took the focus meanwhile would take Enter too.
    if (
      await quickInput.input.evaluate((input) => input === document.activeElement && input.checkVisibility())
    )
      break;
    if (left === 0) throw new Error(`The palette never kept the focus for "${title}".`);
  }
  await page.keyboard.press('Enter');
  await quickInput.input.waitFor({ state: 'hidden' });
}

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
  await runCommand(workbench, 'Notifications: Focus Notification Toast');
  for (let press = 0; press < 12; press++) {
    const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    if (focused === name) return page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached the button "${name}" of the notification.`);
}
