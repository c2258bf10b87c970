import { redactionsSection } from '../../../host/review/redactions';
import type { ReviewModel, ReviewSection } from '../../../protocol';
import type { PreparedPost } from '../../../usecases/post/prepare';
import type { ReviewChoices, ReviewSituation } from './choices';
import { planOf, type ReviewPlan } from './plan';
import { destinationSection } from './sections/destination';
import { readersSection } from './sections/readers';
import { shareSection } from './sections/share';
import { finalBody, finalTitle } from './text';

/** Everything that the review page of a note shows. */
export function reviewModel(
  prepared: PreparedPost,
  choices: ReviewChoices,
  situation: ReviewSituation,
  plan = planOf(prepared, choices, situation),
): ReviewModel {
  const facts = prepared.repository?.facts ?? null;
  return {
    heading: headingOf(prepared, plan),
    signedInAs: prepared.repository?.signedInAs ?? situation.session?.account ?? null,
    canChangeAccount: situation.session !== null && situation.result === null,
    isPublic: facts && !facts.isPrivate,
    label: 'The note as it will look',
    title: finalTitle(prepared),
    markdown: withoutIds(finalBody(prepared, choices, situation)),
    sections: sectionsOf(prepared, choices, situation, plan),
    problems: plan.problems,
    primary: primaryOf(plan),
    canSubmit: plan.canSubmit,
    progress: situation.progress,
    result: situation.result,
  };
}

const remoteEditText = 'Somebody changed the text there since you posted it.';

/** In the order of the page. */
function sectionsOf(
  prepared: PreparedPost,
  choices: ReviewChoices,
  situation: ReviewSituation,
  plan: ReviewPlan,
): readonly ReviewSection[] {
  const facts = prepared.repository?.facts ?? null;
  const isPublic = facts && !facts.isPrivate;
  const sections: readonly (ReviewSection | null)[] = [
    { kind: 'consents', consents: plan.consents },
    situation.there === null ? null : { kind: 'remoteEdit', text: remoteEditText },
    destinationSection(prepared, choices, situation, plan),
    readersSection(prepared, situation),
    redactionsSection(prepared.findings, choices.shown, situation.linesAbove),
    shareSection(situation.trees, choices.share, isPublic),
    { kind: 'questions', questions: situation.questions.slice(0, 3) },
  ];
  return sections.filter((each) => each !== null);
}

function headingOf({ repository }: PreparedPost, { destination }: ReviewPlan): string {
  if (destination === 'copy' || repository === null) return 'Review the handoff note';
  const { host, owner, name } = repository.address;
  const bare = host.replace(/^https?:\/\//, '');
  return `Post to ${owner}/${name}${bare === 'github.com' ? '' : ` on ${bare}`}`;
}

function primaryOf({ action, destination, rolling }: ReviewPlan): string {
  switch (action) {
    case 'post':
      return destination === 'comment' || rolling !== null ? 'Post Comment' : 'Post Discussion';
    case 'signIn':
      return 'Sign In to GitHub…';
    case 'copy':
      return 'Copy as Markdown';
    case 'open':
      return 'Open in Browser';
  }
}

/** Without the hidden ids by which a later draft finds its lines again. */
function withoutIds(markdown: string): string {
  return markdown.replace(/ ?<!-- b:[\w-]{1,64} -->/g, '');
}
