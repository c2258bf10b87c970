import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from '../package/build';
import { makePackage } from '../package/vsix';
import { makeSample } from '../start/sample';
import { ensureChromium, flags } from '../vscode/chromium';
import { installServer } from '../vscode/install';
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
  const folder = await mkdtemp(join(tmpdir(), 'baton-bench-activation-'));
  const bytes = await bytesAtActivation(join(folder, 'dist'));
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
    const times: Record<'baton' | 'control' | 'github', Activation[]> = {
      baton: [],
      control: [],
      github: [],
    };
    // The first window of each server also fills its caches, as no later one does: it is not counted.
    for (let window = 0; window <= windows; window++) {
      for (const [index, own] of (['baton', 'control'] as const).entries()) {
        const address = codes[index]?.address(workspace) ?? '';
        const all = await startupTimes(browser, address, [ids[own], ids.github]);
        if (window === 0) continue;
        times[own].push(all.get(ids[own]) ?? never);
        if (own === 'baton') times.github.push(all.get(ids.github) ?? never);
      }
      const [one, other] = [times.baton.at(-1), times.control.at(-1)].map((each) => each && total(each));
      say(`  window ${window} of ${windows}: ${one ?? '-'} and ${other ?? '-'} ms`);
    }
    const middle = (own: keyof typeof times, part: (each: Activation) => number) =>
      median(times[own].map(part));
    const [baton, control, github] = [
      middle('baton', total),
      middle('control', total),
      middle('github', total),
    ];
    return [
      { name: 'activation of Baton', value: baton, unit: 'ms' },
      { name: '  of which loading its code', value: middle('baton', ({ load }) => load), unit: 'ms' },
      { name: '  of which the call', value: middle('baton', ({ call }) => call), unit: 'ms' },
      { name: '  of which what the call waits for', value: middle('baton', ({ wait }) => wait), unit: 'ms' },
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

/** The bytes of the files that are loaded when the extension is activated, as shipped. */
async function bytesAtActivation(folder: string): Promise<number> {
  await build(folder);
  const sizes = await Promise.all(
    ['extension.js', 'pack.js'].map(async (name) => (await stat(join(folder, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
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
): Promise<ReadonlyMap<string, Activation>> {
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
  const input = page.locator('.quick-input-widget input.input');
  // A key that comes while the window is still being made goes nowhere.
  for (let tries = 0; tries < 10 && !(await input.isVisible()); tries++) {
    await page.keyboard.press('F1');
    await input.waitFor({ timeout: 3_000 }).catch(() => undefined);
  }
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

/** Milliseconds. */
interface Activation {
  readonly load: number;
  readonly call: number;
  readonly wait: number;
}

const never: Activation = { load: NaN, call: NaN, wait: NaN };
const total = ({ load, call, wait }: Activation) => load + call + wait;

/** The table of activated extensions, by extension id. */
function activations(document: string): ReadonlyMap<string, Activation> {
  const times = new Map<string, Activation>();
  let columns: number[] | null = null;
  for (const line of document.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    if (cells[1] === 'Extension') {
      columns = ['Load Code', 'Call Activate', 'Finish Activate'].map((title) => cells.indexOf(title));
    } else if (columns && cells.length < 3) break;
    else if (columns) {
      const [load = NaN, call = NaN, wait = NaN] = columns.map((column) => Number(cells[column]));
      const each = { load, call, wait };
      if (!Number.isNaN(total(each))) times.set(cells[1] ?? '', each);
    }
  }
  return times;
}
