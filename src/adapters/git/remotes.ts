import type { Cancellation } from '../../core/cancel';
import type { Remote } from '../../core/ports/git';
import type { Configuration, ScopedValue } from './configuration';
import type { GitRunner } from './runner';

/** The remotes with their addresses, `insteadOf` applied, and the address as it is written where that differs. */
export async function readRemotes(
  runner: GitRunner,
  configuration: Configuration,
  signal?: Cancellation,
): Promise<Remote[]> {
  const values = await configuration.recent(signal);
  const written = writtenIn(values);
  const isPlain = values.every(({ key, value }) => !key.startsWith('url.') && value !== '');
  // Addresses that are written otherwise than used are git's to work out, and so is an empty one.
  if (isPlain) return [...written.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  const { stdout } = await runner.output(['remote', '-v'], { signal });
  const remotes = new Map<string, { name: string; fetchUrl: string; pushUrl: string }>();
  for (const line of stdout.split('\n')) {
    const tab = line.indexOf('\t');
    const end = line.lastIndexOf(' (');
    if (tab < 0) continue;
    const name = line.slice(0, tab);
    const url = line.slice(tab + 1, end < tab ? undefined : end);
    const remote = remotes.get(name) ?? { name, fetchUrl: url, pushUrl: url };
    if (line.endsWith('(push)')) remote.pushUrl = url;
    else remote.fetchUrl = url;
    remotes.set(name, remote);
  }
  return [...remotes.values()].map((remote) => {
    const configuredUrl = written.get(remote.name)?.fetchUrl;
    return configuredUrl === undefined || configuredUrl === remote.fetchUrl
      ? remote
      : { ...remote, configuredUrl };
  });
}

/** The remotes as they are written: git fetches from the first `url`, and pushes to each `pushurl`, else to each `url`. */
function writtenIn(values: readonly ScopedValue[]): Map<string, Remote> {
  const found = new Map<string, { readonly urls: string[]; readonly pushUrls: string[] }>();
  for (const { key, value } of values) {
    const [, name, kind] = /^remote\.(.*)\.(url|pushurl)$/s.exec(key) ?? [];
    if (name === undefined) continue;
    const { urls, pushUrls } = found.get(name) ?? { urls: [], pushUrls: [] };
    (kind === 'url' ? urls : pushUrls).push(value);
    found.set(name, { urls, pushUrls });
  }
  return new Map(
    [...found].map(([name, { urls, pushUrls }]) => {
      const pushUrl = pushUrls.at(-1) ?? urls.at(-1) ?? '';
      return [name, { name, fetchUrl: urls[0] ?? pushUrl, pushUrl }];
    }),
  );
}
