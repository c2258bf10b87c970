import type { ConsentsSection, DestinationKind } from '../../../../protocol';
import type { PreparedPost } from '../../../../usecases/post/prepare';
import { consentIds, type Action, type ReviewChoices, type ReviewSituation } from '../choices';
import { guardsCode } from '../text';

/** What needs the author's yes before the note goes to this destination. */
export function consentsOf(
  prepared: PreparedPost,
  { consents, share }: ReviewChoices,
  situation: ReviewSituation,
  destination: DestinationKind,
  action: Action,
): ConsentsSection['consents'] {
  const found: { id: string; text: string; required: boolean }[] = [];
  const sends = destination !== 'copy';
  const isPublic = prepared.repository?.facts?.isPrivate === false;
  if (action === 'signIn') {
    const text = 'The repository is private: also ask GitHub for access to private repositories';
    found.push({ id: consentIds.private, text, required: false });
  }
  if (sends && isPublic && situation.publicSetting === 'ask')
    found.push({ id: consentIds.public, text: 'Post where everybody can read it', required: true });
  if (sends && guardsCode(prepared, situation))
    found.push({
      id: consentIds.code,
      text: 'Include quoted code although not all work here is pushed',
      required: false,
    });
  if (share === 'snapshot' && isPublic)
    found.push({
      id: consentIds.sharePublic,
      text: 'Share a snapshot of my work where everybody can read it',
      required: true,
    });
  const many = prepared.mentions.filter(({ mention }) => mention.kind !== 'person');
  if (sends && many.length > 0) {
    const names = many.map(({ mention }) => `@${mention.name}`).join(', ');
    // The id holds the names: a yes to one team is none to another.
    const id = `${consentIds.many}:${names}`.slice(0, 250);
    found.push({ id, text: `Mention many people at once: ${names}`, required: true });
  }
  if (situation.ask === 'resend')
    found.push({
      id: consentIds.resend,
      text: 'I looked: the note is not there. Send it again',
      required: true,
    });
  if (situation.ask === 'overwrite')
    found.push({ id: consentIds.overwrite, text: 'Replace what was edited on GitHub', required: true });
  return found.map((each) => ({ ...each, given: consents.has(each.id) }));
}
