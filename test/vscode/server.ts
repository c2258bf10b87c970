import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Server } from './install';
import { end, start, temporaryFolder } from './processes';

/** Settings that keep a fresh profile quiet: nothing opens, asks or calls home by itself. */
export const quiet: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  'security.workspace.trust.banner': 'never',
  'window.commandCenter': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

export interface ServerOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** VSIX files to install before the server starts. */
  readonly vsix?: readonly string[];
  /** Leaves workspace trust to VS Code, so that a fresh folder opens in restricted mode. Default: all is trusted. */
  readonly askForTrust?: boolean;
  /** Added to the environment of the extension host. HOME is a fresh folder unless given. */
  readonly env?: Readonly<Record<string, string>>;
  /** Kept after the server ends; by default the server's data lies in a temporary folder that goes with it. */
  readonly data?: string;
  /** Each line that the server prints. */
  readonly log?: (line: string) => void;
  /** Lets a page run an extension from its sources and a suite of tests. Default: yes. */
  readonly development?: boolean;
}

/** A running VS Code. */
export interface Running {
  readonly version: string;
  readonly port: number;
  /** `http://localhost:PORT` */
  readonly origin: string;
  readonly data: string;
  readonly home: string;
  /** Merges into the user's settings; open windows notice by themselves. `undefined` takes a setting out. */
  configure(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** The address of a window on a folder, with pairs for VS Code's `payload` parameter. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** What a path on disk is called in a payload. */
  remote(path: string): string;
  /** Settles when the server ends, whoever ended it. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Starts VS Code's server on a free loopback port, with data and a home folder of its own. */
export async function startServer(server: Server, options: ServerOptions = {}): Promise<Running> {
  const temporary = temporaryFolder('baton-vscode-');
  const data = options.data ?? join(temporary.path, 'data');
  const home = options.env?.['HOME'] ?? join(temporary.path, 'home');
  let settings: Record<string, unknown> = {};
  const configure = async (more: Readonly<Record<string, unknown>>): Promise<void> => {
    settings = { ...settings, ...more };
    await writeFile(join(data, 'data/User/settings.json'), JSON.stringify(settings, null, 2));
  };
  await mkdir(join(data, 'data/User'), { recursive: true });
  await mkdir(home, { recursive: true });
  // Pictures of a terminal show no names of the machine that they were made on.
  if (options.env?.['HOME'] === undefined) await writeFile(join(home, '.bashrc'), "PS1='\\W $ '\n");
  await configure({ ...quiet, ...options.settings });
  const env = environment(home, options.env);
  const common = ['--server-data-dir', data, '--accept-server-license-terms'];
  for (const file of options.vsix ?? []) await installExtension(server, [...common], env, file);

  const args = [
    server.entry,
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
    ...common,
    ...['--telemetry-level', 'off'],
    ...(options.askForTrust ? [] : ['--disable-workspace-trust']),
    ...(options.development === false ? [] : ['--enable-smoke-test-driver']),
  ];
  const child = start(server.node, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    const fail = (why: string) => {
      reject(new Error(`VS Code ${server.version} did not start: ${why}\n${lines.slice(-20).join('\n')}`));
    };
    const timer = setTimeout(() => fail('it said nothing for a minute'), 60_000);
    const hear = (line: string) => {
      lines.push(line);
      options.log?.(line);
      const listening = /Extension host agent listening on (\d+)/.exec(line)?.[1];
      if (listening === undefined) return;
      clearTimeout(timer);
      resolve(Number(listening));
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', hear);
    }
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`it ended with ${code ?? signal}`);
    });
  }).catch(async (error: unknown) => {
    await end(child);
    throw error;
  });

  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const authority = `localhost:${port}`;
  return {
    version: server.version,
    port,
    origin: `http://${authority}`,
    data,
    home,
    ended,
    configure,
    remote: (path) => `vscode-remote://${authority}${path}`,
    address: (folder, payload = []) => {
      const query = new URLSearchParams({ folder });
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `http://${authority}/?${query.toString()}`;
    },
    close: async () => {
      await end(child);
      temporary.remove();
    },
  };
}

/** The person's own environment without what would make the extension host something else than a fresh one. */
function environment(home: string, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.fromEntries(
    Object.entries(process.env).filter(
      ([key]) => !/^(VSCODE_|npm_|XDG_|GIT_|NODE_OPTIONS$|ELECTRON_RUN_AS_NODE$)/.test(key),
    ),
  );
  return { ...own, HOME: home, ...more };
}

async function installExtension(
  server: Server,
  common: readonly string[],
  env: NodeJS.ProcessEnv,
  file: string,
): Promise<void> {
  const child = start(server.node, [server.entry, '--install-extension', file, ...common], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => (words += data.toString()));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  await end(child);
  if (code !== 0) throw new Error(`VS Code could not install ${file}:\n${words.trim()}`);
}
