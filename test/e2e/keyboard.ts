// What a person does who has no mouse. Everything here goes through the keyboard of playwright's page.
import type { Frame } from 'playwright-core';
import { patience } from './until';
import type { Workbench } from './workbench';

/** Presses Tab until the control with this name has the focus inside a webview, which has to have the focus already. */
export async function tabTo(workbench: Workbench, frame: Frame, name: RegExp): Promise<void> {
  // Elsewhere Tab is typed into a text, say.
  await workbench.until(async () => (await focusIn(frame)) !== null);
  const passed: string[] = [];
  for (const end = Date.now() + patience; Date.now() < end;) {
    const focused = await focusIn(frame);
    if (focused !== null && name.test(focused)) return;
    passed.push(focused ?? 'outside');
    await workbench.press('Tab');
  }
  throw new Error(`Tab never reached ${String(name)}; it passed ${passed.join(' | ')}`);
}

/** The text or label of what has the focus in a webview, '' for its page; null when the focus is elsewhere. */
function focusIn(frame: Frame): Promise<string | null> {
  return frame.evaluate(() => {
    const { activeElement, body } = document;
    if (!document.hasFocus() || !activeElement) return null;
    if (activeElement === body) return '';
    return activeElement.getAttribute('aria-label') ?? activeElement.textContent;
  });
}
