import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { chromium, type Browser, type Page } from 'playwright-core';
import { makePackage } from '../package/vsix';
import { makeSample } from '../start/sample';
import { ensureChromium, flags } from '../vscode/chromium';
import { installServer, root } from '../vscode/install';
import { startServer, type Running } from '../vscode/server';
import { current } from '../vscode/versions';
import { atMost, median, type Result } from './result';

const windows = 9;
const ids = { baton: 'baton.baton', control: 'baton.control', github: 'vscode.github' } as const;

/**
 * What activating Baton costs, as VS Code's own "Startup Performance" document tells it, over nine fresh windows: beside
 * an extension that does nothing on the same event, and beside the built-in github extension; and how much is loaded.
 */
export async function run(): Promise<Result[]> {
  const say = (line: string) => console.error(line);
  const file = process.env['BATON_VSIX'] ?? (await makePackage()).file;
  const bytes = await bytesAtActivation();
  const folder = await mkdtemp(join(tmpdir(), 'baton-bench-activation-'));
  const server = await installServer(current, say);
  const found = await ensureChromium(say);
  const { root: workspace } = await makeSample(folder, { now: new Date() });
  // Not in one window: VS Code loads what waits for the same event at the same time, and each would be timed with the
  // other's work in it.
  const codes: Running[] = [];
  let browser: Browser | undefined;
  try {
    for (const vsix of [file, await makeControl(folder)])
      codes.push(await startServer(server, { vsix: [vsix] }));
    browser = await chromium.launch({
      executablePath: found.executable,
      args: [...flags],
      env: { ...process.env, ...found.env } as Record<string, string>,
    });
    const times = { baton: [] as number[], control: [] as number[], github: [] as number[] };
    // The first window of each server also fills its caches, as no later one does: it is not counted.
    for (let window = 0; window <= windows; window++) {
      for (const [index, own] of (['baton', 'control'] as const).entries()) {
        const address = codes[index]?.address(workspace) ?? '';
        const all = await startupTimes(browser, address, [ids[own], ids.github]);
        if (window === 0) continue;
        times[own].push(all.get(ids[own]) ?? NaN);
        if (own === 'baton') times.github.push(all.get(ids.github) ?? NaN);
      }
      say(
        `  window ${window} of ${windows}: ${times.baton.at(-1) ?? '-'} and ${times.control.at(-1) ?? '-'} ms`,
      );
    }
    const [baton, control, github] = [median(times.baton), median(times.control), median(times.github)];
    return [
      { name: 'activation of Baton', value: baton, unit: 'ms' },
      { name: 'activation of an empty extension, same event', value: control, unit: 'ms' },
      { name: 'activation of the built-in github extension', value: github, unit: 'ms' },
      atMost('Baton over the empty one', baton - control, 'ms', 40),
      { name: 'Baton beside the built-in github extension', value: baton / github, unit: 'x' },
      atMost('loaded at activation', bytes / 1000, 'kB', 400),
    ];
  } finally {
    await browser?.close();
    for (const code of codes) await code.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The extension's entry and all that it loads at once, in bytes of the minified build. */
async function bytesAtActivation(): Promise<number> {
  interface Output {
    readonly bytes: number;
    readonly imports: readonly {
      readonly path: string;
      readonly kind: string;
      readonly external?: boolean;
    }[];
  }
  const meta = JSON.parse(await readFile(join(root, 'dist/meta.json'), 'utf8')) as {
    outputs: Record<string, Output>;
  };
  const entry = Object.keys(meta.outputs).find((path) => path.endsWith('/extension.js'));
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const each of meta.outputs[path]?.imports ?? [])
      if (each.kind !== 'dynamic-import' && !each.external) load(each.path);
  };
  if (entry) load(entry);
  return [...loaded].reduce((sum, path) => sum + (meta.outputs[path]?.bytes ?? NaN), 0);
}

/** An extension that is activated like Baton and does nothing. */
async function makeControl(folder: string): Promise<string> {
  const home = join(folder, 'control');
  await mkdir(home);
  const manifest = {
    name: 'control',
    publisher: 'baton',
    version: '0.0.1',
    engines: { vscode: '^1.103.0' },
    activationEvents: ['onStartupFinished'],
    main: './extension.js',
  };
  await writeFile(join(home, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(home, 'extension.js'), 'exports.activate = () => {};\n');
  await writeFile(join(home, 'README.md'), 'Does nothing.\n');
  const packagePath = join(folder, 'control.vsix');
  await createVSIX({
    cwd: home,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  return packagePath;
}

/** Opens a window of a person who was never here, and reads how long each extension took to activate, by its id. */
async function startupTimes(
  browser: Browser,
  address: string,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 2000 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  try {
    const page = await context.newPage();
    await page.goto(address, { timeout: 60_000 });
    await page.locator('.explorer-folders-view').first().waitFor({ timeout: 60_000 });
    const until = Date.now() + 60_000;
    while (Date.now() < until) {
      await page.waitForTimeout(3_000);
      const times = activations(await startupDocument(page));
      if (wanted.every((id) => times.has(id))) return times;
    }
    throw new Error('VS Code did not tell how long its extensions took to activate.');
  } finally {
    await context.close();
  }
}

/** The text of "Developer: Startup Performance". */
async function startupDocument(page: Page): Promise<string> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input.input');
  await input.waitFor();
  await input.fill('>Developer: Startup Performance');
  await page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ hasText: 'Startup Performance' })
    .first()
    .click();
  await page.locator('.tabs-container').getByRole('tab', { name: 'Startup Performance' }).waitFor();
  await page.waitForTimeout(500);
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  await page.waitForTimeout(300);
  const text = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press('Control+F4');
  return text;
}

/** Loading the code, the call and what it waits for, in milliseconds, by extension id. */
function activations(document: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  let columns: number[] | null = null;
  for (const line of document.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    if (cells[1] === 'Extension') {
      columns = ['Load Code', 'Call Activate', 'Finish Activate'].map((title) => cells.indexOf(title));
    } else if (columns && cells.length < 3) break;
    else if (columns) {
      const sum = columns.map((column) => Number(cells[column])).reduce((one, other) => one + other, 0);
      if (!Number.isNaN(sum)) times.set(cells[1] ?? '', sum);
    }
  }
  return times;
}
