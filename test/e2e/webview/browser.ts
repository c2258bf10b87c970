import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type Page, chromium } from 'playwright-core';
import type { ReviewModel, TeamViewModel } from '../../../src/protocol';
import { ensureChromium, flags } from '../../vscode/chromium';
import { slowDown } from '../slow';
import { patience, until } from '../until';
import { type Theme, themes } from './themes';

const dist = join(__dirname, '../../../dist/webview');
const origin = 'https://webview.test';

/** The same policy as src/host/page.ts gives; what the page needs beyond it fails here as it would there. */
const policy = `default-src 'none'; style-src ${origin}; script-src ${origin}`;

export interface Shown {
  readonly page: Page;
  /** What the page sent to the extension so far. */
  sent(): Promise<readonly Record<string, unknown>[]>;
  /** Waits until what the page sent last is this. */
  sends(message: Readonly<Record<string, unknown>>): Promise<void>;
  send(message: unknown): Promise<void>;
  /** Errors and refused requests. */
  readonly complaints: readonly string[];
}

export interface ShowOptions {
  readonly theme?: keyof typeof themes;
  readonly width?: number;
  readonly height?: number;
  /** Epoch milliseconds at which the page's clock stands. */
  readonly at?: number;
  readonly direction?: 'ltr' | 'rtl';
  readonly forcedColors?: boolean;
  readonly scale?: number;
  readonly zone?: string;
  /** Default: English with a clock of 24 hours. */
  readonly locale?: string;
}

export async function launch(): Promise<Browser> {
  const found = await ensureChromium((line) => console.error(line));
  return chromium.launch({
    executablePath: found.executable,
    timeout: patience,
    args: [...flags],
    env: { ...(process.env as Record<string, string>), ...found.env },
  });
}

/** Opens a built page as VS Code would, with a model, and stands in for the extension. */
export async function showPage(
  browser: Browser,
  name: 'team' | 'review',
  model: TeamViewModel | ReviewModel | null,
  options: ShowOptions = {},
): Promise<Shown> {
  const { theme = 'dark', width = 320, height = 640, direction = 'ltr', scale = 1 } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    forcedColors: options.forcedColors ? 'active' : 'none',
    reducedMotion: 'reduce',
    locale: options.locale ?? 'en-GB',
    ...(options.zone ? { timezoneId: options.zone } : {}),
  });
  context.setDefaultTimeout(patience);
  slowDown(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`refused: ${request.url()}`));
  // The clock shows this time and stands; timers still run, so that the page notices when it is set.
  if (options.at !== undefined) await page.clock.setFixedTime(options.at);
  await page.route(`${origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/')
      await route.fulfill({ contentType: 'text/html', body: shell(name, themes[theme], direction) });
    else if (path === '/host.js')
      await route.fulfill({ contentType: 'text/javascript', body: hostScript(themes[theme]) });
    else
      await route.fulfill({
        path: join(dist, path),
        contentType: path.endsWith('.css') ? 'text/css' : 'text/javascript',
      });
  });
  await page.goto(`${origin}/`);
  // Listeners are called in the order in which they came, so this one is called when the page has dealt with it.
  const send = (message: unknown) =>
    page.evaluate(
      (data) =>
        new Promise<void>((resolve) => {
          window.addEventListener('message', () => resolve(), { once: true });
          window.postMessage(data, '*');
        }),
      message,
    );
  if (model) await send({ type: 'model', model });
  // The toolkit's elements render on the next frame.
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => resolve()))');
  const sent = (): Promise<readonly Record<string, unknown>[]> => page.evaluate('window.sentToHost');
  return {
    page,
    send,
    sent,
    sends: (message) => until(page, async () => assert.deepEqual((await sent()).at(-1), message)),
    complaints,
  };
}

function shell(name: string, theme: Theme, direction: string): string {
  return `<!DOCTYPE html><html lang="en" dir="${direction}"><head><meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <link rel="stylesheet" href="/${name}.css" /><title>${name}</title></head>
    <body class="${theme.bodyClass}"><script src="/host.js"></script><script src="/${name}.js"></script></body></html>`;
}

/** What VS Code does before a page's own script: theme variables, the page's background, and the channel. */
function hostScript({ variables }: Theme): string {
  return `
    const root = document.documentElement.style;
    for (const [name, value] of Object.entries(${JSON.stringify(variables)})) root.setProperty(name, value);
    window.sentToHost = [];
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.sentToHost.push(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
      setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
    });
    document.addEventListener('DOMContentLoaded', () => {
      document.body.style.backgroundColor = getComputedStyle(document.body).getPropertyValue('--surface');
    });`;
}

/** axe-core's findings, one line each; `without` names rules that do not apply. */
export async function axe({ page }: Shown, without: readonly string[] = []): Promise<readonly string[]> {
  const source = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source);
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify({ rules })})`)) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.replaceAll('\n', ' ')}`),
  );
}
