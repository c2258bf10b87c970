import type { DiscussionCategory } from '../ports/github';

export interface ProposedCategory {
  readonly category: DiscussionCategory;
  readonly why: 'setting' | 'remembered' | 'name';
}

const names = [/hand[\s-]?(off|over)s?/i, /^announcements?$/i, /^general$/i];

/**
 * Where a note goes unless the person says otherwise: what a setting names, what was chosen last time, else by name.
 * A category of questions and answers is never proposed by name. Null when nothing fits: the person chooses.
 */
export function proposeCategory(
  categories: readonly DiscussionCategory[],
  wishes: {
    readonly setting?: string | null;
    readonly remembered?: string | null;
    readonly canAnnounce: boolean;
  },
): ProposedCategory | null {
  const byName = (name: string): DiscussionCategory | undefined =>
    categories.find((each) => each.name.toLowerCase() === name.toLowerCase());
  const named = wishes.setting ? byName(wishes.setting) : undefined;
  if (named) return { category: named, why: 'setting' };
  const remembered = wishes.remembered ? categories.find(({ id }) => id === wishes.remembered) : undefined;
  if (remembered) return { category: remembered, why: 'remembered' };
  for (const [rank, name] of names.entries()) {
    // Only people who maintain a repository may open a discussion among its announcements.
    if (rank === 1 && !wishes.canAnnounce) continue;
    const fits = categories.find((each) => !each.isAnswerable && name.test(each.name));
    if (fits) return { category: fits, why: 'name' };
  }
  return null;
}

/** The key under which the choice for a repository is remembered. */
export function categoryChoice(repository: string): string {
  return `post.category:${repository}`;
}
