import type { Section } from './model';

/** A section of the note: one of items, or the commands to pick the work up. */
export type SectionKey = Section | 'pickUp';

/** The sections in the order of a note, with the titles that they have unless a template says otherwise. */
export const usualTitles: Readonly<Record<SectionKey, string>> = {
  shipped: 'Shipped',
  now: 'Working on now',
  blocked: 'Blocked or unclear',
  next: 'Next',
  pickUp: 'Pick it up here',
  decisions: 'Decided',
  tried: 'Tried, did not work',
  plans: 'If … then',
  watch: 'Watch',
  doNotTouch: 'Please do not touch',
};

export const sectionKeys = Object.keys(usualTitles) as readonly SectionKey[];

/** The heading of a section. One that a template renamed carries its key unseen, so that it is known in any language. */
export function headingOf(key: SectionKey, title: string): string {
  return title === usualTitles[key] ? `## ${title}` : `## ${title} <!-- b:${key.toLowerCase()} -->`;
}

const byMark = new Map<string, SectionKey>(sectionKeys.map((key) => [key.toLowerCase(), key]));
const byHeading = new Map<string, SectionKey>(sectionKeys.map((key) => [`## ${usualTitles[key]}`, key]));

/** Which section a heading of a note begins; null for one that is its author's own. */
export function sectionOfHeading(heading: string): SectionKey | null {
  const mark = / <!-- b:([a-z]{1,20}) -->$/.exec(heading)?.[1];
  return (mark !== undefined && byMark.get(mark)) || (byHeading.get(heading) ?? null);
}

/** A heading as it is posted, without what rides along unseen. */
export function bareHeading(heading: string): string {
  return heading.replace(/ <!-- b:[a-z]{1,20} -->$/, '');
}
