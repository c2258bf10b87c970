import type { ReadersSection } from '../../../../protocol';
import type { PreparedPost } from '../../../../usecases/post/prepare';
import type { ReviewSituation } from '../choices';

type Mentioned = PreparedPost['mentions'][number];

/** Who gets mail, and who of them is off; null when nobody is known to. */
export function readersSection(
  { mentions, repository }: Pick<PreparedPost, 'mentions' | 'repository'>,
  situation: Pick<ReviewSituation, 'away'>,
): ReadersSection | null {
  const watchers = repository?.facts?.watchers ?? null;
  if (watchers === null && mentions.length === 0) return null;
  return {
    kind: 'readers',
    watchers,
    mentions: mentions.map(({ mention }) => ({
      login: mention.name,
      note: noteOf(mention, situation),
      canAsk: mention.kind === 'person',
    })),
  };
}

function noteOf(mention: Mentioned['mention'], { away }: Pick<ReviewSituation, 'away'>): string | null {
  if (mention.kind === 'team') return 'a whole team gets mail';
  if (mention.kind === 'everyone') return 'not a person on GitHub by that name, most likely';
  return away.get(mention.name.toLowerCase()) ?? null;
}
