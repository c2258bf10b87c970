// What code-headless.cjs does. It takes the flags by which @vscode/test-electron starts VS Code:
//   --extensionDevelopmentPath=DIR --extensionTestsPath=FILE [--user-data-dir=…] [FOLDER]
// and boots VS Code's server and a headless Chromium instead. BATON_VSCODE names the version. Exits with the
// suite's code, or with 70 when there was none: VS Code did not boot, or the suite did not end in time.
import { resolve } from 'node:path';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { ensureChromium, flags } from './chromium';
import { installServer } from './install';
import { temporaryFolder } from './processes';
import { startServer } from './server';
import { current } from './versions';

const bootMs = Number(process.env['BATON_BOOT_TIMEOUT'] ?? 180) * 1000;
const suiteMs = Number(process.env['BATON_SUITE_TIMEOUT'] ?? 600) * 1000;
const noOutcome = 70;

/** Known noise of a server whose optional natives are left out. */
const noise =
  /Could not locate the bindings file|vsda|spdlog|watchdog|Failed to load resource|\[otel\.|AI Features|WebGL/i;

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const flag = (name: string) =>
    args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => resolve(arg.slice(name.length + 3)));
  const extensions = flag('extensionDevelopmentPath');
  const [tests] = flag('extensionTestsPath');
  const trust = args.includes('--disable-workspace-trust') && process.env['BATON_ASK_FOR_TRUST'] !== '1';
  if (extensions.length === 0 || !tests) {
    console.error('Say what to run: --extensionDevelopmentPath=DIR --extensionTestsPath=FILE');
    return 2;
  }
  const say = (line: string) => console.log(line);
  const server = await installServer(process.env['BATON_VSCODE'] ?? current, say);
  const browser = await ensureChromium(say);
  const folder = args.find((arg) => !arg.startsWith('-')) ?? temporaryFolder('baton-folder-').path;

  const code = await startServer(server, {
    askForTrust: !trust,
    ...(process.env['BATON_VERBOSE'] ? { log: (line: string) => console.log(`[server] ${line}`) } : {}),
  });
  const window = await chromium.launch({
    executablePath: browser.executable,
    args: [...flags],
    env: { ...process.env, ...browser.env } as Record<string, string>,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  // What VS Code says while it boots is of interest only when it does not come to the suite.
  let early: string[] | null = [];
  try {
    const page = await window.newPage({ viewport: { width: 1280, height: 800 } });
    let timer: NodeJS.Timeout | undefined;
    const outcome = new Promise<number>((resolve, reject) => {
      const limit = (ms: number, what: string) => {
        clearTimeout(timer);
        timer = setTimeout(() => reject(new Error(`${what} within ${ms / 1000} s`)), ms);
      };
      limit(bootMs, 'VS Code did not start its tests');
      const hear = (type: string, values: unknown[]) => {
        const line = format(...values);
        if (line.startsWith('Running in VS Code')) {
          early = null;
          limit(suiteMs, 'The suite did not end');
        }
        if (early) early.push(line);
        else if (!noise.test(line)) (type === 'error' ? process.stderr : process.stdout).write(`${line}\n`);
      };
      void page.exposeFunction('codeAutomationLog', hear);
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
      page.once('crash', () => reject(new Error('The window crashed')));
      window.once('disconnected', () => reject(new Error('Chromium ended before the suite')));
    });
    outcome.catch(() => undefined);
    if (process.env['BATON_VERBOSE']) page.on('console', (message) => say(`[window] ${message.text()}`));
    const payload: [string, string][] = [
      ...extensions.map((path): [string, string] => ['extensionDevelopmentPath', code.remote(path)]),
      ['extensionTestsPath', code.remote(tests)],
      ['skipWelcome', 'true'],
    ];
    await page.goto(code.address(resolve(folder), payload), { timeout: bootMs });
    try {
      return await outcome;
    } finally {
      clearTimeout(timer);
      for (const line of early ?? []) console.log(line);
    }
  } finally {
    await window.close();
    await code.close();
  }
}

// Whoever started this may be killed without a word; then nobody waits for the outcome.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(noOutcome);
}, 1000).unref();

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(noOutcome);
  },
);
