import type { Check, Deployment, WorkPullRequest } from '../../ports/workItems';
import { codeSpan } from '../../text/markdown';
import { DateTime } from '../../time/luxon';
import type { Web } from '../code/web';
import type { Asking } from '../asking';
import type { Author, Item } from '../model';
import { checkLinks, titled } from './text';

/** A day is enough: nobody learns the hour. */
export function sinceText(at: DateTime | null): string {
  return at === null ? '' : ` since ${at.toFormat('ccc d LLL', { locale: 'en' })}`;
}

/** A line that says the day since when it stands; where GitHub does not tell that, since which note. */
export function sinceOr(
  asking: Asking,
  id: string,
  at: DateTime | null,
  text: string,
): Pick<Item, 'text' | 'since'> {
  return at === null ? asking.aged(id, text, null) : { text, since: at };
}

/**
 * What fails of a pull request, where its log is, since when, who can do something about it, and by when: of those whom
 * it is assigned to the first who is not the author, else whoever takes over.
 */
export function redChecks(
  pull: WorkPullRequest,
  failed: readonly Check[],
  { author, work, asking }: Asked,
  id: string,
): Pick<Item, 'text' | 'owner' | 'since' | 'answerBy'> {
  const own = new Set([author.login, work.login].map((login) => login?.toLowerCase()));
  const assigned = pull.assignees.find((login) => !own.has(login.toLowerCase()));
  const { ending, ...asked } = asking.ask(id, assigned ?? null);
  const ends = failed.map(({ since }) => Date.parse(since ?? '')).filter(Number.isFinite);
  const at = ends.length === 0 ? null : DateTime.fromMillis(Math.min(...ends), { zone: asking.zone });
  return {
    ...asked,
    ...sinceOr(
      asking,
      id,
      at,
      `Checks of ${titled(pull)} fail${sinceText(at)}: ${checkLinks(failed)}${ending}`,
    ),
  };
}

interface Asked {
  readonly author: Author;
  readonly asking: Asking;
  readonly work: { readonly login: string };
}

/** A deployment that is not done, with the commit that it is of: GitHub has that, so everybody can look at it. */
export function deploymentText({ environment, state, sha }: Deployment, web: Web | null): string {
  const short = codeSpan(sha.slice(0, 7));
  const commit = web && /^[0-9a-f]{40,64}$/.test(sha) ? `[${short}](${web.commit(sha)})` : short;
  const what = `to ${codeSpan(environment, 60)} of ${commit}`;
  return state === 'failed' ? `The deployment ${what} failed` : `Deployment ${what}, still running`;
}
