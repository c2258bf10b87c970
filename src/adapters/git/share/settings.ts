import type { Cancellation } from '../../../core/cancel';
import { readConfiguration, type ScopedValue } from '../configuration';
import { filtersOffAmong } from '../filters';
import { createRunner, type GitRunner, type RunnerOptions } from '../runner';

/** Keys and values of git's configuration. */
export type Settings = readonly (readonly [string, string])[];

/**
 * Configuration under which work in progress is taken, sent and put down: no hook runs, no file of another protocol
 * is opened, submodules are left alone, nothing is tidied up in passing, and `.git` is recognised as any file system
 * would read it.
 */
const quiet: Settings = [
  ['core.hooksPath', '/dev/null'],
  ['core.protectHFS', 'true'],
  ['core.protectNTFS', 'true'],
  // A split index would write its shared half beside the author's.
  ['core.splitIndex', 'false'],
  ['protocol.ext.allow', 'never'],
  ['submodule.recurse', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['fetch.prune', 'false'],
  ['fetch.writeCommitGraph', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['push.followTags', 'false'],
  ['push.gpgSign', 'false'],
  ['push.autoSetupRemote', 'false'],
  ['commit.gpgSign', 'false'],
  ['merge.autoStash', 'false'],
  ['merge.verifySignatures', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['i18n.commitEncoding', 'UTF-8'],
  ['advice.addEmbeddedRepo', 'false'],
];

/** How git is started for one working tree. */
export interface Place {
  readonly root: string;
  readonly gitDirectory: string;
  readonly head: { readonly sha: string | null; readonly branch: string | null };
  readonly runner: GitRunner;
  readonly config: Config;
  /** The same git with other options: an index or a store of its own, an instant, more settings. */
  with(
    more: Pick<RunnerOptions, 'indexFile' | 'objects'> & {
      env?: Record<string, string>;
      settings?: Settings;
    },
  ): GitRunner;
}

/** git's configuration: the values of a key, the last one counts; and those that the person or the machine gave. */
export interface Config {
  get(key: string): string | null;
  /** Not from the repository itself. */
  trusted(key: string): string | null;
  /** Keys that begin with this. */
  keys(prefix: string): readonly string[];
}

/** Finds the working tree at `root` and reads its configuration once. */
export async function openPlace(
  root: string,
  options: RunnerOptions,
  access?: (host: string) => Promise<string | null>,
  signal?: Cancellation,
): Promise<Place> {
  const plain = createRunner(root, options);
  const [values, found] = await Promise.all([
    readConfiguration(plain, ['--list'], signal),
    findHead(plain, signal),
  ]);
  const config = configOf(values);
  const filters = filtersOffAmong(values);
  // A merge driver is a program, as a filter is: the repository's own do not run.
  const drivers: Settings = config
    .keys('merge.')
    .filter((key) => key.endsWith('.driver') && config.trusted(key) === null)
    .map((key) => [key, 'false']);
  const signIn = access ? await signInBy(access, config) : [];
  const base = [...(options.settings ?? []), ...quiet, ...filters, ...drivers, ...signIn];
  const start: Place['with'] = ({ indexFile, objects, env, settings = [] }) =>
    createRunner(root, {
      ...options,
      env: { ...(options.env ?? process.env), ...env },
      settings: [...base, ...settings],
      ...(indexFile !== undefined && { indexFile }),
      ...(objects !== undefined && { objects }),
    });
  return { root, ...found, runner: start({}), config, with: start };
}

/** For each https host of a remote: the header that signs in there. A helper of the person's own comes first. */
async function signInBy(access: (host: string) => Promise<string | null>, config: Config): Promise<Settings> {
  if (config.get('credential.helper') !== null) return [];
  const urls = config
    .keys('remote.')
    .flatMap((key) => (/\.(?:push)?url$/.test(key) ? [config.get(key) ?? ''] : []));
  const hosts = urls.flatMap(
    (url) => /^https:\/\/(?:[^/@]*@)?([^/@]+)\//i.exec(url)?.[1]?.toLowerCase() ?? [],
  );
  const found: (readonly [string, string])[] = [];
  for (const host of new Set(hosts)) {
    const key = `http.https://${host}/.extraheader`;
    const token = config.keys('http.').includes(key) ? null : await access(host);
    // git sends it to this host only; it stands in the environment of the git that is started, and nowhere else.
    if (token !== null) found.push([key, `Authorization: Basic ${btoa(`x-access-token:${token}`)}`]);
  }
  return found;
}

/** The folder that holds the index and HEAD, and what HEAD is: asked in one go, because each start of git costs. */
async function findHead(
  runner: GitRunner,
  signal: Cancellation | undefined,
): Promise<Pick<Place, 'gitDirectory' | 'head'>> {
  const args = ['rev-parse', '--absolute-git-dir', 'HEAD', '--symbolic-full-name', 'HEAD'];
  const { stdout, exitCode } = await runner.output(args, { signal, statuses: [0, 128] });
  const [gitDirectory = '', sha = '', ref = ''] = stdout.split('\n');
  if (exitCode === 0) return { gitDirectory, head: { sha, branch: branchOf(ref) } };
  // Before the first commit HEAD names a branch that is not there yet.
  const unborn = await runner.output(['symbolic-ref', '--quiet', 'HEAD'], { signal, statuses: [0, 1] });
  return { gitDirectory, head: { sha: null, branch: branchOf(unborn.stdout.trimEnd()) } };
}

function branchOf(ref: string): string | null {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
}

function configOf(values: readonly ScopedValue[]): Config {
  // git gives keys in small letters but for the part in the middle.
  const of = (key: string) => values.filter((each) => each.key === key);
  const ownScopes = new Set(['system', 'global']);
  return {
    get: (key) => of(key).at(-1)?.value ?? null,
    trusted: (key) => of(key).findLast(({ scope }) => ownScopes.has(scope))?.value ?? null,
    keys: (prefix) => [...new Set(values.map(({ key }) => key))].filter((key) => key.startsWith(prefix)),
  };
}
