import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium, flags } from '../vscode/chromium';
import { root } from '../vscode/install';
import { end, start } from '../vscode/processes';
import { patience, until } from './until';

/** Starts `npm start` with `args` as where there is no desktop VS Code. */
function npmStart(args: readonly string[]) {
  const child = start(process.execPath, ['--import', 'tsx', 'test/start/index.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, BATON_DESKTOP: '0' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => (output += data.toString()));
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => output };
}

describe('npm start', () => {
  it('opens the sample repository with Baton, and Ctrl-C ends all that it started', async () => {
    const { child, ended, output } = npmStart([]);
    const found = await ensureChromium(console.log);
    const browser = await chromium.launch({
      executablePath: found.executable,
      timeout: patience,
      args: [...flags],
      env: { ...process.env, ...found.env } as Record<string, string>,
    });
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(patience);
      await until(page, async () => assert.match(output(), /^ {2}http:\/\/localhost\S+$/m));
      const address = /^ {2}(http:\/\/localhost\S+)$/m.exec(output())?.[1] ?? '';
      const sample = new URL(address).searchParams.get('folder') ?? '';
      assert.ok(existsSync(join(sample, '.git')), 'the sample is a repository');
      await page.goto(address);
      await page.locator('.activitybar').getByRole('tab', { name: 'Baton' }).waitFor();
      await browser.close();

      const standIn = /http:\/\/127\.0\.0\.1:\d+/.exec(output())?.[0] ?? '';
      assert.equal((await fetch(standIn)).status < 500, true);
      child.kill('SIGINT');
      assert.equal(await ended, 130);
      assert.equal(existsSync(sample), false, 'the sample is gone');
      await assert.rejects(fetch(address), 'VS Code still answers');
      await assert.rejects(fetch(standIn), 'the stand-in still answers');
    } finally {
      await browser.close();
      await end(child);
    }
  });

  it('refuses a folder that does not exist in one sentence', async () => {
    const { ended, output } = npmStart(['/no/such/folder']);
    assert.equal(await ended, 1);
    assert.equal(output().trim(), '/no/such/folder does not exist; name a folder that does.');
  });
});
