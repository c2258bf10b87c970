import { codeSpan, fence } from '../text/markdown';
import type { RepositoryReading } from './facts';
import { cloneUrl } from './code/web';
import { defaultName, type Lines } from './lines';
import type { Window } from './model';
import { rerunLine } from './rerun';
import { shellWord } from './shell';

/**
 * The commands that bring the next person to where the author stands, for each repository with work under way; null
 * when there is none. A command is only given when what it fetches is really there.
 */
export function pickUpText(
  readings: readonly { readonly reading: RepositoryReading; readonly lines: Lines }[],
  window: Pick<Window, 'since' | 'until'>,
): string | null {
  const parts = readings.flatMap(({ reading, lines }) => {
    const text = onePickUp(reading, lines, window);
    if (text === null) return [];
    return readings.length > 1 ? [`In ${codeSpan(nameOf(reading.root))}:\n\n${text}`] : [text];
  });
  return parts.length === 0 ? null : parts.join('\n\n');
}

/** The repository's folder, by which people know it. */
export function nameOf(root: string): string {
  const parts = root.split(/[\\/]/).filter((part) => part !== '');
  return parts.at(-1) ?? root;
}

function onePickUp(
  reading: RepositoryReading,
  lines: Lines,
  window: Pick<Window, 'since' | 'until'>,
): string | null {
  const { head, changes } = reading.tree;
  if (head.branch === null || head.sha === null) return null;
  const isDefault = head.branch === defaultName(reading.branches);
  const ahead = head.upstream?.ahead ?? 0;
  if (isDefault && ahead === 0 && changes.length === 0) return null;
  const missing: string[] = [];
  const published = publishedAs(reading, lines);
  if (published === null) {
    return `${codeSpan(head.branch)} is not pushed yet: nobody else can fetch it.`;
  }
  if (ahead > 0) missing.push(ahead === 1 ? '1 commit' : `${ahead} commits`);
  if (changes.length > 0) missing.push('the uncommitted changes');
  const clone = cloneLine(reading, published);
  const rerun = rerunLine(reading, window);
  const steps = [clone, commandsFor(published, head.branch), rerun].filter((line) => line !== null);
  const leaveOut = clone === null ? '' : 'With a clone at hand, leave out the first line.\n\n';
  const fetched = `${leaveOut}${fence(steps.join('\n'), 'sh')}`;
  return missing.length === 0 ? fetched : `${fetched}\n\nNot pushed yet: ${missing.join(' and ')}.`;
}

/** For whoever has no clone, with the remote's name as the author has it; null where nobody else could make one. */
function cloneLine({ remote }: RepositoryReading, published: string): string | null {
  if (remote && published.includes('/') && !published.startsWith(`${remote.name}/`)) return null;
  const url = remote ? cloneUrl(remote) : null;
  const folder = url === null ? null : /([^/:]{1,200}?)(?:\.git)?\/*$/.exec(url)?.[1];
  if (url === null || folder === undefined || folder === null) return null;
  const named = !remote || remote.name === 'origin' ? '' : `--origin ${shellWord(remote.name)} `;
  return `git clone ${named}${shellWord(url)} && cd ${shellWord(folder)}`;
}

/** The remote-tracking branch by which others get the branch at hand. */
function publishedAs({ tree }: RepositoryReading, lines: Lines): string | null {
  return tree.head.upstream?.name ?? lines.current?.pushedAs ?? null;
}

function commandsFor(remoteBranch: string, branch: string): string {
  const slash = remoteBranch.indexOf('/');
  // An upstream without a remote is a branch of the same repository: there is nothing to fetch.
  if (slash < 0) return `git switch ${shellWord(branch)}`;
  const [remote, name] = [remoteBranch.slice(0, slash), remoteBranch.slice(slash + 1)];
  const fetched = `git fetch ${shellWord(remote)} ${shellWord(name)}`;
  if (name === branch) return `${fetched} && git switch ${shellWord(branch)}`;
  return `${fetched} && git switch --create ${shellWord(branch)} --track ${shellWord(remoteBranch)}`;
}
