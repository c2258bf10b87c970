import { chromium, type Browser } from 'playwright-core';
import { makePackage } from '../package/vsix';
import { ensureChromium, flags } from '../vscode/chromium';
import { installServer, root } from '../vscode/install';
import { startServer } from '../vscode/server';
import { current } from '../vscode/versions';
import { slowDown } from './slow';
import { patience } from './until';
import { Workbench, type Theme } from './workbench';

const themes: Record<Theme, string> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'hc-dark': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
};

export interface WorkbenchOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** Default: `package`, the VSIX as it would be published, installed; `sources` loads the checkout's dist. */
  readonly extension?: 'package' | 'sources' | 'none';
  readonly version?: string;
  readonly theme?: Theme;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Leaves workspace trust to VS Code, which asks when the folder opens. */
  readonly askForTrust?: boolean;
  /** The environment of the extension host; HOME is a fresh folder unless given here. */
  readonly env?: Readonly<Record<string, string>>;
  readonly width?: number;
  readonly height?: number;
  /** The zone of the machine that the person sits at; the extension host keeps its own (TZ in `env`). */
  readonly timezone?: string;
}

/** Opens VS Code on a folder, in a fresh profile, with Baton installed. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const say = (line: string) => console.log(line);
  const source = options.extension ?? 'package';
  const vsix = source === 'package' ? [process.env['BATON_VSIX'] ?? (await makePackage()).file] : [];
  const server = await installServer(options.version ?? current, say);
  const found = await ensureChromium(say);
  const code = await startServer(server, {
    vsix,
    settings: {
      'workbench.colorTheme': themes[options.theme ?? 'dark'],
      // An editor that takes the focus late would close what a test is choosing in.
      'workbench.quickOpen.closeOnFocusLost': false,
      // What a terminal shows is read from the page.
      'terminal.integrated.gpuAcceleration': 'off',
      ...options.settings,
    },
    askForTrust: options.askForTrust ?? false,
    // With its driver for tests VS Code hides every toast that a person would see.
    development: source === 'sources',
    env: options.env ?? {},
  });
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({
      executablePath: found.executable,
      timeout: patience,
      args: [...flags],
      env: { ...process.env, ...found.env } as Record<string, string>,
    });
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
      // English with a clock of 24 hours.
      locale: 'en-GB',
      ...(options.timezone ? { timezoneId: options.timezone } : {}),
    });
    context.setDefaultTimeout(patience);
    slowDown(context);
    const page = await context.newPage();
    const payload: [string, string][] =
      source === 'sources' ? [['extensionDevelopmentPath', code.remote(root)]] : [];
    await page.goto(code.address(options.folder, [...payload, ['skipWelcome', 'true']]));
    const workbench = new Workbench(page, code, browser, options.folder);
    await workbench.ready();
    return workbench;
  } catch (error) {
    await browser?.close();
    await code.close();
    throw error;
  }
}
