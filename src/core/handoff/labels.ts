/** The two lines that open a note: where the work stands, and what to do next. */
export type Label = 'state' | 'next';

export const usualLabels: Readonly<Record<Label, string>> = { state: 'State', next: 'Next action' };

/**
 * One of the two lines. Where a template renamed it, its title carries unseen which of them it is, to be known in any
 * language; what its author writes behind it leaves that alone.
 */
export function labelLine(label: Label, title: string, said: string): string {
  const mark = title === usualLabels[label] ? '' : `<!-- baton:${label} -->`;
  return `**${title}${mark}:** ${said}`;
}

/** Which of the two a line says it is; null when it carries no such mark. */
export function markedLabel(line: string): Label | null {
  const found = /^\s{0,3}\*\*.{1,400}?<!-- baton:(state|next) -->:\*\*/.exec(line)?.[1];
  return found === undefined ? null : (found as Label);
}
