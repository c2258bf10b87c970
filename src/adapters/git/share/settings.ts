import type { Cancellation } from '../../../core/cancel';
import { ownFiltersOff } from '../filters';
import { createRunner, type GitRunner, type RunnerOptions } from '../runner';

type Settings = readonly (readonly [string, string])[];

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
  readonly runner: GitRunner;
  readonly config: Config;
  /** The same git with other options: an index of its own, an instant, more settings. */
  with(
    more: Pick<RunnerOptions, 'indexFile'> & { env?: Record<string, string>; settings?: Settings },
  ): GitRunner;
}

/** git's configuration: the values of a key, the last one counts; and those that the person or the machine gave. */
export interface Config {
  get(key: string): string | null;
  /** Not from the repository itself. */
  trusted(key: string): string | null;
  all(key: string): readonly string[];
  /** Keys that begin with this. */
  keys(prefix: string): readonly string[];
}

/** Finds the working tree at `root` and reads its configuration once. */
export async function openPlace(root: string, options: RunnerOptions, signal?: Cancellation): Promise<Place> {
  const plain = createRunner(root, options);
  const [config, filters, found] = await Promise.all([
    readConfig(plain, signal),
    ownFiltersOff(plain, signal),
    plain.output(['rev-parse', '--absolute-git-dir'], { signal }),
  ]);
  // A merge driver is a program, as a filter is: the repository's own do not run.
  const drivers: Settings = config
    .keys('merge.')
    .filter((key) => key.endsWith('.driver') && config.trusted(key) === null)
    .map((key) => [key, 'false']);
  const base = [...(options.settings ?? []), ...quiet, ...filters, ...drivers];
  const start: Place['with'] = ({ indexFile, env, settings = [] }) =>
    createRunner(root, {
      ...options,
      env: { ...(options.env ?? process.env), ...env },
      settings: [...base, ...settings],
      ...(indexFile !== undefined && { indexFile }),
    });
  return { root, gitDirectory: found.stdout.replace(/\n$/, ''), runner: start({}), config, with: start };
}

async function readConfig(runner: GitRunner, signal: Cancellation | undefined): Promise<Config> {
  const { stdout } = await runner.output(['config', '-z', '--show-scope', '--list'], { signal });
  const values = new Map<string, { scope: string; value: string }[]>();
  const fields = stdout.split('\0');
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const record = fields[at + 1] ?? '';
    const end = record.indexOf('\n');
    const [key, value] = end < 0 ? [record, 'true'] : [record.slice(0, end), record.slice(end + 1)];
    const list = values.get(key) ?? [];
    list.push({ scope: fields[at] ?? '', value });
    values.set(key, list);
  }
  // git gives keys in small letters but for the part in the middle.
  const of = (key: string) => values.get(key) ?? [];
  const ownScopes = new Set(['system', 'global']);
  return {
    get: (key) => of(key).at(-1)?.value ?? null,
    trusted: (key) => of(key).findLast(({ scope }) => ownScopes.has(scope))?.value ?? null,
    all: (key) => of(key).map(({ value }) => value),
    keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
  };
}
