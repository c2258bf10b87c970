import { codeSpan } from '../../text/markdown';
import type { RepositoryReading } from '../facts';
import { pushedAmong } from '../lines/reach';
import { webOf } from './web';

/**
 * How a repository's commits are named, so that their reader can look at them: a link to one that others can fetch;
 * where nobody can, that is said. Where there is no remote, or it is not known whether it has the commit, its name alone.
 */
export function commitReferences(
  reading: Pick<RepositoryReading, 'commits' | 'branches' | 'remote'>,
): (sha: string) => string {
  const { remote, commits } = reading;
  const name = (sha: string): string => codeSpan(sha.slice(0, 7));
  if (!remote) return name;
  const web = webOf(remote);
  let pushed: ReadonlySet<string> | undefined;
  const known = (sha: string): boolean => commits.some((commit) => commit.sha === sha);
  return (sha) => {
    pushed ??= pushedAmong(reading);
    if (!pushed.has(sha)) return known(sha) ? `${name(sha)}, not pushed yet` : name(sha);
    return web ? `[${name(sha)}](${web.commit(sha)})` : name(sha);
  };
}
