import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { withLock } from './lock';
import { end, start } from './processes';
import { packagesOf } from './versions';

export const root = resolve(import.meta.dirname, '../..');

/** Where VS Code and Chromium are kept; git ignores it. `BATON_TEST_CACHE` lets several checkouts share one. */
export const cache = process.env['BATON_TEST_CACHE'] ?? join(root, '.vscode-test');

/** An installed VS Code server: `node` runs `entry`. */
export interface Server {
  readonly version: string;
  readonly node: string;
  readonly entry: string;
}

/** Makes sure that VS Code's server of a version is installed, telling `say` what takes time. */
export async function installServer(version: string, say: (line: string) => void): Promise<Server> {
  const { server, node, nodePackage } = packagesOf(version);
  const home = join(cache, `server-${version}-${process.platform}-${process.arch}`);
  const code = 'node_modules/code-server/lib/vscode';
  const installed: Server = {
    version,
    node: join(home, 'node_modules', nodePackage, 'bin/node'),
    entry: join(home, code, 'out/server-main.js'),
  };
  const done = join(home, 'installed');
  if (existsSync(done)) return installed;
  await mkdir(cache, { recursive: true });
  const waiting = () => say(`Waiting for another process that installs VS Code ${version} …`);
  return withLock(`${home}.lock`, waiting, async () => {
    if (existsSync(done)) return installed;
    const began = Date.now();
    await rm(home, { recursive: true, force: true });
    const partial = await mkdtemp(`${home}.partial-`);
    try {
      say(`Installing VS Code ${version} from npm into ${home} (about 600 MB, once) …`);
      await writeFile(join(partial, 'package.json'), '{ "private": true }\n');
      await npm(partial, ['install', '--ignore-scripts', server, node], say);
      say(`Installing the parts of VS Code ${version} …`);
      await npm(join(partial, code), ['install', '--ignore-scripts', '--omit=dev'], say);
      await writeFile(join(partial, 'installed'), new Date().toISOString());
      await rename(partial, home);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
    say(`VS Code ${version} is installed (${Math.round((Date.now() - began) / 1000)} s).`);
    return installed;
  });
}

/** Runs npm in a folder; a beat every few seconds shows that it lives. Throws with npm's words when it fails. */
async function npm(cwd: string, args: readonly string[], say: (line: string) => void): Promise<void> {
  const execpath = process.env['npm_execpath'];
  const [command, first] =
    execpath?.endsWith('.js') && /npm/.test(execpath) ? [process.execPath, [execpath]] : ['npm', []];
  // What an outer `npm run` tells about itself would make the inner npm work on the outer package.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([key]) =>
        !/^npm_(package|lifecycle|command|config_local_prefix|config_prefix|config_global)/.test(key),
    ),
  );
  const child = start(command, [...first, ...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr?.on('data', (data: Buffer) => (words += data.toString()));
  let seconds = 0;
  const beat = setInterval(() => say(`  … ${(seconds += 5)} s`), 5000);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (code !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${words.trim()}`);
  } finally {
    clearInterval(beat);
    await end(child);
  }
}
