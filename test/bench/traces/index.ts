import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { groups, recordings } from '../../unit/trace/recordings';
import type { Result } from '../result';
import { accuracy } from './accuracy';
import { memory } from './memory';
import type * as Speed from './speed';

/** How stacks are read beside npm's readers: what is found, how fast, and in how much memory. */
export async function run(): Promise<Result[]> {
  const printed = Object.fromEntries(
    [...Object.keys(groups), 'go'].map((group) => [group, recordings(group).map((each) => each.printed)]),
  );
  return [...accuracy(), ...(await bundledSpeed(printed)), ...(await memory())];
}

/** Speed is measured of one bundle, as the product is one: all readers alike, without what a loader of sources adds. */
async function bundledSpeed(printed: Speed.Printed): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  try {
    const outfile = join(folder, 'speed.mjs');
    await build({
      entryPoints: [join(import.meta.dirname, 'speed.ts')],
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
      outfile,
      logLevel: 'error',
    });
    const { speed } = (await import(pathToFileURL(outfile).href)) as typeof Speed;
    return speed(printed);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
