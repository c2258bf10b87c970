import type { Cancellation } from '../../core/cancel';
import type { Remote } from '../../core/ports/git';
import type { GitRunner } from './runner';

/** The remotes with their addresses, `insteadOf` applied. */
export async function readRemotes(runner: GitRunner, signal?: Cancellation): Promise<Remote[]> {
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
  return [...remotes.values()];
}
