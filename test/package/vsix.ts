import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { root } from '../vscode/install';
import { build } from './build';
import { zipEntries } from './zip';

const mostBytes = 1_000_000;

/** What may be in the package; `.vscodeignore` says the same to vsce. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/(webview\/)?[\w.-]+\.(js|css)$/,
  /^extension\/media\/[\w.-]+\.schema\.json$/,
  // Of README's pictures the first goes in; all of them would be half as large as everything that runs.
  /^extension\/media\/(?!readme\/(?!day\.))[\w./-]+\.(svg|png|md)$/,
  /^extension\/l10n\/[\w.-]+\.json$/,
];

/** What of the checkout lies beside the build when vsce packs; `.vscodeignore` says what of that goes in. */
const carried = /^(package\.json|package\.nls.*|.*\.md|LICENSE|\.vscodeignore|media|l10n)$/;

/** What must be in it whatever else is. */
const required = [
  'extension/package.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/media/readme/day.png',
  'extension/dist/extension.js',
  'extension/dist/pack.js',
  'extension/dist/cli.js',
  'extension/dist/webview/team.js',
  'extension/dist/webview/review.js',
];

export interface Package {
  readonly file: string;
  readonly bytes: number;
  readonly entries: readonly string[];
}

/** Builds and packages Baton into out/baton.vsix; throws what is wrong with the package. */
export async function makePackage(): Promise<Package> {
  const out = join(root, 'out');
  await mkdir(out, { recursive: true });
  const stage = await mkdtemp(join(out, 'package-'));
  const file = join(out, 'baton.vsix');
  try {
    await build(join(stage, 'dist'));
    for (const name of await readdir(root)) {
      if (carried.test(name)) await cp(join(root, name), join(stage, name), { recursive: true });
    }
    await createVSIX({
      cwd: stage,
      packagePath: join(stage, 'baton.vsix'),
      dependencies: false,
      rewriteRelativeLinks: false,
      allowMissingRepository: true,
    });
    await rename(join(stage, 'baton.vsix'), file);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
  const made = { file, bytes: (await stat(file)).size, entries: zipEntries(await readFile(file)) };
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as unknown;
  const faults = faultsOf(made, mentioned(manifest));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return made;
}

/** One sentence for each fault of a package. `named` are the files that its package.json speaks of. */
export function faultsOf(
  { bytes, entries }: Pick<Package, 'bytes' | 'entries'>,
  named: readonly string[],
): string[] {
  const held = new Set(entries);
  return [
    ...entries
      .filter((entry) => !allowed.some((pattern) => pattern.test(entry)))
      .map((entry) => `${entry} does not belong in the package; see .vscodeignore.`),
    ...[...required, ...named]
      .filter((entry) => !held.has(entry))
      .map((entry) => `${entry} is missing from the package; see .vscodeignore.`),
    ...(bytes > mostBytes ? [`The package has ${bytes} bytes; at most ${mostBytes} are allowed.`] : []),
  ];
}

/** Files of the package that a manifest refers to, wherever in it: icons, schemas, pictures, pages. */
export function mentioned(manifest: unknown): string[] {
  if (typeof manifest === 'string') {
    const path = /^\.?\/?((?:dist|media|l10n)\/[\w./-]+\.\w+)$/.exec(manifest)?.[1];
    return path === undefined ? [] : [`extension/${path}`];
  }
  if (typeof manifest !== 'object' || manifest === null) return [];
  return Object.values(manifest).flatMap(mentioned);
}
