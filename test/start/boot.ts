import { existsSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { startStandIn } from '../github/server';
import { makePackage } from '../package/vsix';
import { build } from '../package/build';
import { installServer } from '../vscode/install';
import { temporaryFolder } from '../vscode/processes';
import { startServer } from '../vscode/server';
import { current } from '../vscode/versions';
import { openDesktop } from './desktop';
import { makeSample } from './sample';

/** What to open, and the settings and environment that it is opened with. */
interface Scene {
  readonly folder: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Set when the folder is the person's own: then git's identity and Baton's state are theirs, too. */
  readonly own: boolean;
  /** Where VS Code's server opens pages on loopback; by itself it sends them to a proxy that it does not have. */
  readonly loopback?: string;
}

/** Opens VS Code with Baton and stays until Ctrl-C, which ends all that it started. */
export async function boot(args: readonly string[]): Promise<void> {
  const say = (line: string) => console.log(line);
  const [given, ...more] = args;
  if (more.length > 0 || given?.startsWith('-')) {
    throw new Error('npm start takes one folder at most: npm start -- DIR');
  }
  const folder = given === undefined ? null : folderOf(given);
  const scene = folder ? { folder, settings: {}, own: true } : await sampleScene(say);
  const code = process.env['BATON_DESKTOP'] === '0' ? undefined : onPath('code');
  if (code) {
    say('Building Baton …');
    await build();
    await openDesktop(code, scene, say);
    process.exit();
  }
  say('No `code` on PATH: VS Code runs here as a server, and you open it in a browser.');
  const server = await installServer(current, say);
  say('Building and packaging Baton …');
  const { file } = await makePackage();
  say(`Starting VS Code ${server.version} with Baton installed …`);
  const running = await startServer(server, {
    vsix: [file],
    settings: scene.settings,
    askForTrust: scene.own,
    development: false,
    env: {
      ...(scene.own ? ownEnvironment() : {}),
      ...(scene.loopback ? { VSCODE_PROXY_URI: scene.loopback } : {}),
    },
  });
  say(`\nOpen this address in a browser:\n\n  ${running.address(scene.folder)}\n\nCtrl-C ends VS Code.`);
  await running.ended;
  throw new Error('VS Code ended by itself.');
}

async function sampleScene(say: (line: string) => void): Promise<Scene> {
  const standIn = await startStandIn();
  say(`A stand-in of GitHub listens on ${standIn.url}: signing in takes two clicks and no account.`);
  const directory = temporaryFolder('baton-sample-').path;
  const remoteUrl = `${standIn.url}/${standIn.ledger.owner}/${standIn.ledger.name}.git`;
  const sample = await makeSample(directory, { now: new Date(), remoteUrl });
  say(`A sample repository of a four-zone team lies in ${sample.root}; you are ${sample.me.name}.`);
  return {
    folder: sample.root,
    settings: { 'github-enterprise.uri': standIn.url },
    own: false,
    loopback: standIn.url,
  };
}

function folderOf(given: string): string {
  // npm changes the directory to the package's; INIT_CWD is where the person stands.
  const folder = resolve(process.env['INIT_CWD'] ?? process.cwd(), given);
  if (!existsSync(folder)) throw new Error(`${folder} does not exist; name a folder that does.`);
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder; name one.`);
  return folder;
}

function onPath(name: string): string | undefined {
  const names = process.platform === 'win32' ? [`${name}.cmd`, `${name}.exe`] : [name];
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((each) => join(folder, each)))
    .find((path) => existsSync(path));
}

function ownEnvironment(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => /^(HOME$|XDG_|GIT_)/.test(name));
  return Object.fromEntries(own.map(([name, value]) => [name, value ?? '']));
}
