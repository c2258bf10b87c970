import type { ConsentsSection, DestinationKind } from '../../../protocol';
import type { PreparedPost } from '../../../usecases/post/prepare';
import type { Action, ReviewChoices, ReviewSituation } from './choices';
import { consentsOf } from './sections/consents';

/** Where the note goes unless the person says otherwise, in this order. */
export const destinations = ['discussion', 'comment', 'copy', 'browser'] as const;

/** What the main button would do now, and what stands in its way. */
export interface ReviewPlan {
  readonly action: Action;
  readonly destination: DestinationKind;
  readonly category: string | null;
  /** The Discussion that the note is added to as a comment; null where it becomes one of its own. */
  readonly rolling: number | null;
  readonly consents: ConsentsSection['consents'];
  readonly problems: readonly string[];
  readonly canSubmit: boolean;
  /** Why a destination cannot be chosen; null when it can. */
  unavailable(kind: DestinationKind): string | null;
}

export function planOf(
  prepared: PreparedPost,
  choices: ReviewChoices,
  situation: ReviewSituation,
): ReviewPlan {
  const facts = prepared.repository?.facts ?? null;
  const refused = facts?.isPrivate === false && situation.publicSetting === 'refuse';
  const why = (kind: DestinationKind): string | null => unavailable(kind, prepared, choices, refused);
  const destination = choices.destination ?? destinations.find((kind) => why(kind) === null) ?? 'copy';
  const category = choices.category ?? prepared.repository?.category?.category.id ?? null;
  const action = actionOf(destination, prepared, situation);
  const done = situation.result !== null;
  const consents = done ? [] : consentsOf(prepared, choices, situation, destination, action);
  const blocked = why(destination);
  const here = prepared.problems.filter(({ blocks }) => blocks.some((each) => each === destination));
  // What GitHub answered does not stop the button: it may answer otherwise now.
  const answered = here
    .filter(({ kind, message }) => isAnswer(kind) && !situation.failure?.includes(message))
    .map(({ message }) => message);
  const missing = here
    .filter(({ kind }) => !isAnswer(kind) && !isSettled(kind, choices))
    .map(({ message }) => message);
  if (blocked !== null && !missing.includes(blocked)) missing.push(blocked);
  const rolling = destination === 'discussion' ? situation.rolling : null;
  if (action === 'post' && destination === 'discussion' && facts && category === null && rolling === null)
    missing.push('Choose a category for the Discussion.');
  if (action === 'post' && destination === 'comment' && facts && situation.numberTitle === null)
    missing.push('Give the number of the pull request or issue to comment on.');
  for (const { text, required, given } of consents) if (required && !given) missing.push(`Confirm: ${text}`);
  const stopped = missing.length > 0 && action !== 'signIn';
  // It stands in nobody's way, and nothing is moved unseen.
  const folded = prepared.problems
    .filter(({ kind }) => kind === 'folded' && action === 'post')
    .map(({ message }) => message);
  const failure = situation.failure === null ? [] : [situation.failure];
  return {
    action,
    destination,
    category,
    rolling,
    consents,
    problems: done ? [] : [...new Set([...failure, ...answered, ...missing, ...folded])],
    canSubmit: !stopped && situation.progress === null && !done,
    unavailable: why,
  };
}

function unavailable(
  kind: DestinationKind,
  prepared: PreparedPost,
  choices: ReviewChoices,
  refused: boolean,
): string | null {
  if (refused && kind !== 'copy')
    return 'Your setting baton.post.publicRepositories refuses public repositories, and this one is public.';
  const problem = prepared.problems.find(
    // GitHub's own refusal may pass with a new sign-in; the place stays choosable.
    (each) =>
      !isAnswer(each.kind) && each.blocks.some((one) => one === kind) && !isSettled(each.kind, choices),
  );
  return problem?.message ?? null;
}

type ProblemKind = PreparedPost['problems'][number]['kind'];

/** What GitHub said just now, as opposed to what is known about the note and its place. */
function isAnswer(kind: ProblemKind): boolean {
  return kind === 'refused' || kind === 'unavailable';
}

/** A setting that names no category is settled by choosing one. */
function isSettled(kind: ProblemKind, choices: ReviewChoices): boolean {
  return kind === 'unknown-category' && choices.category !== null;
}

function actionOf(
  destination: DestinationKind,
  prepared: PreparedPost,
  { refusal, session }: ReviewSituation,
): Action {
  if (destination === 'copy') return 'copy';
  if (destination === 'browser') return 'open';
  if (!session) return 'signIn';
  if (refusal === 'signed-out' || refusal === 'saml' || refusal === 'scope') return 'signIn';
  // GitHub does not say whether a repository is missing or private and out of this session's reach.
  const unseen = prepared.repository?.facts === null && refusal === 'not-found';
  return unseen && !session.scopes.includes('repo') ? 'signIn' : 'post';
}
