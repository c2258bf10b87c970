import { readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../vscode/install';

/**
 * Bundles a suite for VS Code to load and returns the path of its entry.
 * @param name `host` is every `test/host/**\/*.host.test.ts`; `canary` is `canary.ts`, which must fail.
 */
export async function buildHostSuite(name: string): Promise<string> {
  const from = join(root, 'test/host');
  const folder = join(root, 'out/test', name);
  const tests = readdirSync(from, { recursive: true, encoding: 'utf8' })
    .filter((file) => (name === 'host' ? file.endsWith('.host.test.ts') : file === `${name}.ts`))
    .sort();
  if (tests.length === 0) throw new Error(`There is no suite "${name}" in test/host.`);
  await rm(folder, { recursive: true, force: true });
  await build({
    entryPoints: ['index.ts', ...tests].map((file) => join(from, file)),
    outdir: folder,
    outbase: from,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  await writeFile(
    join(folder, 'suite.json'),
    JSON.stringify(tests.map((file) => file.replace(/\.ts$/, '.js'))),
  );
  return join(folder, 'index.js');
}
