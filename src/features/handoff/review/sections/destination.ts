import { addressKey } from '../../../../core/post/remote';
import type { DestinationKind, DestinationSection } from '../../../../protocol';
import type { PreparedPost } from '../../../../usecases/post/prepare';
import type { ReviewChoices, ReviewSituation } from '../choices';
import { destinations, type ReviewPlan } from '../plan';

const names: Readonly<Record<DestinationKind, string>> = {
  discussion: 'A Discussion',
  comment: 'A comment on a pull request or issue',
  issue: 'A new issue',
  copy: 'Markdown, to copy',
  browser: 'A prefilled page in the browser',
};

const rollingName = (number: number): string => `A comment in Discussion #${number}`;

/** Where the note goes, and what that place needs to know. */
export function destinationSection(
  prepared: PreparedPost,
  choices: ReviewChoices,
  situation: Pick<ReviewSituation, 'numberTitle' | 'rolling'>,
  plan: ReviewPlan,
): DestinationSection {
  const { destination } = plan;
  const sends = destination !== 'copy';
  const categories = prepared.repository?.facts?.categories ?? [];
  return {
    kind: 'destination',
    choices: destinations.map((kind) => ({
      kind,
      text:
        kind === 'discussion' && situation.rolling !== null ? rollingName(situation.rolling) : names[kind],
      unavailable: plan.unavailable(kind),
    })),
    chosen: destination,
    repositories: sends
      ? prepared.candidates.map(({ address, from }) => ({
          id: addressKey(address),
          name: `${address.owner}/${address.name}${from === 'parent' ? ' (forked from)' : ''}`,
        }))
      : [],
    repository: prepared.repository ? addressKey(prepared.repository.address) : null,
    categories:
      destination === 'discussion' && plan.rolling === null
        ? categories.map(({ id, name }) => ({ id, name }))
        : [],
    category: plan.category,
    number: destination === 'comment' ? { value: choices.number, title: situation.numberTitle } : null,
  };
}
