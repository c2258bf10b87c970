import type { EditorFacts } from '../../ports/editor';
import { codeSpan, fence } from '../../text/markdown';
import { cloneUrl } from '../code/web';
import { redOf } from '../conclusion/red';
import type { RepositoryReading } from '../facts';
import { defaultName, type Lines } from '../lines';
import type { Window } from '../model';
import { count } from '../outcome';
import { atHand } from '../atHand';
import { nameOf, type Told } from '../told';
import { firstStepText } from './firstStep';
import { placesToOpen } from './places';
import { rerunLine } from './rerun';
import { shellWord } from './shell';
import { unpushed } from './unpushed';

interface Asked {
  readonly window: Pick<Window, 'since' | 'until'>;
  readonly editor: EditorFacts;
  /** Only this branch; null for all. */
  readonly branch: string | null;
  /** The root of the repository whose next step the author named; null where nobody did. */
  readonly named: string | null;
}

/**
 * The commands that bring the next person to where the author stands, and where to begin there, for each repository with
 * work under way; null when there is none. A command is only given when what it fetches is really there.
 */
export function pickUpText(readings: readonly Told[], asked: Asked): string | null {
  const parts = readings.flatMap((told) => {
    const text = onePickUp(told, asked);
    if (text === null) return [];
    return readings.length > 1 ? [`In ${codeSpan(nameOf(told.reading.root))}:\n\n${text}`] : [text];
  });
  return parts.length === 0 ? null : parts.join('\n\n');
}

function onePickUp(told: Told, asked: Asked): string | null {
  const { reading, lines } = told;
  const { head } = reading.tree;
  const here = asked.branch === null || asked.branch === head.branch;
  const name = here ? atHand(reading.tree) : asked.branch;
  if (name === null || head.sha === null) return null;
  const rerun = here ? rerunLine(reading, asked.window) : null;
  const missing = here ? missingText(reading) : null;
  if (name === defaultName(reading.branches) && missing === null && rerun === null) return null;
  const first = here ? firstStep(told, asked, rerun !== null) : null;
  const published = publishedAs(reading, lines, here);
  if (published === null) {
    const hasRemote = reading.branches.some(({ remote }) => remote) || reading.remote !== null;
    const alone = hasRemote
      ? `${codeSpan(name)}${unpushed.branch}`
      : `${codeSpan(name)} is on one machine only: the repository has no remote to fetch it from.`;
    return blocks(alone, rerun === null ? null : fence(rerun, 'sh'), first);
  }
  const clone = cloneLine(reading, published);
  const steps = [clone, commandsFor(published, name), rerun].filter((line) => line !== null);
  return blocks(
    clone === null ? null : 'With a clone at hand, leave out the first line.',
    fence(steps.join('\n'), 'sh'),
    missing,
    first,
  );
}

function blocks(...found: readonly (string | null)[]): string {
  return found.filter((block) => block !== null).join('\n\n');
}

/** What the commands do not bring. */
function missingText({ tree: { head, changes, operation } }: RepositoryReading): string | null {
  const ahead = head.upstream?.ahead ?? 0;
  const missing = [
    ahead > 0 ? count(ahead, 'commit') : null,
    operation === null ? null : `what the ${operation} did so far`,
    changes.length > 0 ? 'the uncommitted changes' : null,
  ].filter((each) => each !== null);
  return missing.length === 0 ? null : `${unpushed.rest}${missing.join(' and ')}.`;
}

function firstStep(told: Told, { window, editor, named }: Asked, ends: boolean): string | null {
  const { reading } = told;
  const [red] = redOf(told, window);
  return firstStepText(placesToOpen(reading, editor, window), reading.code, {
    isNamed: named === reading.root,
    ends,
    red: red ? `${red.what} ${red.how}` : null,
  });
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
function publishedAs({ tree, branches }: RepositoryReading, lines: Lines, here: boolean): string | null {
  if (!here) return lines.others[0]?.pushedAs ?? null;
  const { head } = tree;
  // Without an upstream, too, what stands at a remote under the same name can be fetched.
  const same = branches.find(
    ({ remote, sha, name }) =>
      remote && sha === head.sha && name.slice(name.indexOf('/') + 1) === atHand(tree),
  );
  return head.upstream?.name ?? lines.current?.pushedAs ?? same?.name ?? null;
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
