import type { Cancellation } from '../../core/cancel';
import type { Remote } from '../../core/ports/git';
import type { GitRunner } from './runner';

/** The remotes with their addresses, `insteadOf` applied, and the address as it is written where that differs. */
export async function readRemotes(runner: GitRunner, signal?: Cancellation): Promise<Remote[]> {
  const [{ stdout }, configured] = await Promise.all([
    runner.output(['remote', '-v'], { signal }),
    // Status 1: there is no remote.
    runner.output(['config', '-z', '--get-regexp', '^remote\\..*\\.url$'], { signal, statuses: [0, 1] }),
  ]);
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
  const written = writtenUrls(configured.stdout);
  return [...remotes.values()].map((remote) => {
    const configuredUrl = written.get(remote.name);
    return configuredUrl === undefined || configuredUrl === remote.fetchUrl
      ? remote
      : { ...remote, configuredUrl };
  });
}

/** The first `url` of each remote, which is the one that git fetches from. */
function writtenUrls(records: string): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  for (const record of records.split('\0')) {
    const end = record.indexOf('\n');
    const name = record.slice('remote.'.length, end - '.url'.length);
    if (end > 0 && !urls.has(name)) urls.set(name, record.slice(end + 1));
  }
  return urls;
}
