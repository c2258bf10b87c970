import { withoutQuotedCode } from '../../../core/post/code';
import { findSecrets, redact } from '../../../core/secrets/find';
import type { PreparedPost } from '../../../usecases/post/prepare';
import { consentIds, type ReviewChoices, type ReviewSituation } from './choices';

/** The body as it is posted: what is to be hidden is hidden, and code stays only where its author may publish it. */
export function finalBody(
  prepared: PreparedPost,
  choices: Pick<ReviewChoices, 'shown' | 'consents'>,
  situation: Pick<ReviewSituation, 'hasUnpushedWork'>,
): string {
  const hidden = prepared.findings.filter(({ id }) => !choices.shown.has(id));
  const body = redact(prepared.body, hidden);
  return guardsCode(prepared, situation) && !choices.consents.has(consentIds.code)
    ? withoutQuotedCode(body).text
    : body;
}

/** The title as it is posted. It is one line that cannot be shown and hidden piece by piece. */
export function finalTitle(prepared: PreparedPost): string {
  return redact(prepared.title, findSecrets(prepared.title));
}

/** The same as Markdown. */
export function finalHeading({ heading }: PreparedPost): string {
  return redact(heading, findSecrets(heading));
}

/** Whether the note quotes code that nobody outside has seen yet, and would be public. */
export function guardsCode(
  prepared: PreparedPost,
  { hasUnpushedWork }: Pick<ReviewSituation, 'hasUnpushedWork'>,
): boolean {
  const isPublic = prepared.repository?.facts?.isPrivate === false;
  return isPublic && hasUnpushedWork && withoutQuotedCode(prepared.body).pieces > 0;
}
