import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import type { Frame } from 'playwright-core';

/** Throws one line for each violation that axe-core finds in a frame's page. */
export async function axe(frame: Frame): Promise<void> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await frame.evaluate(source);
  const violations = await frame.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof Axe };
    // The workbench paints what is behind a webview; axe takes what it cannot see for white.
    const root = document.documentElement.style;
    root.backgroundColor = getComputedStyle(document.body).getPropertyValue('--surface');
    // The toolkit takes over a theme's colours in the next frame, and some of them fade.
    for (let frames = 0; frames < 2; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
    const fading = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations === 1);
    await Promise.allSettled(fading.map(({ finished }) => finished));
    const { violations } = await axe.run();
    root.backgroundColor = '';
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' ')})`,
    );
  });
  if (violations.length > 0) throw new Error(`axe-core finds:\n${violations.join('\n')}`);
}
