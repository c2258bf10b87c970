import { markedLabel, type Label } from '../handoff/labels';
import type { Section } from '../handoff/model';
import { sectionOfHeading, usualTitles } from '../handoff/sections';
import { opensPlan } from '../handoff/plan';
import { withoutFences } from '../post/prose';
import { labelCalled, sectionCalled } from './titles';

/** One thing that a note says in a section, as one line of Markdown. */
export interface Line {
  readonly section: Section | 'opening' | 'other';
  readonly text: string;
  /** Which of the two lines that open a note, where it has another title: a template's, or that of another language. */
  readonly label?: Label;
}

const byTitle = new Map<string, Section>(
  Object.entries(usualTitles).flatMap(([key, title]) =>
    key === 'pickUp' ? [] : [[keyOf(title), key as Section] as const],
  ),
);
for (const [title, section] of [
  ['working on', 'now'],
  ['blocked', 'blocked'],
  ['questions', 'blocked'],
  ['open questions', 'blocked'],
  ['decisions', 'decisions'],
  ['tried', 'tried'],
  ['do not touch', 'doNotTouch'],
] as const) {
  byTitle.set(title, section);
}

/**
 * What a note says, line by line, by the section it stands in: sections begin with a heading (`## Shipped`), or with
 * their title in bold (`**Shipped**`, `**Decided:** …`). Code is left out. Linear in the text's length.
 */
export function linesOf(markdown: string): Line[] {
  const text = markdown.replace(/\r\n?/g, '\n');
  const raw = text.split('\n');
  const prose = withoutFences(text).split('\n');
  const lines: Line[] = [];
  let section: Line['section'] = 'opening';
  let open = false;
  const add = (said: string): void => {
    const cut = withoutComments(said).trim();
    if (cut === '') return;
    const label = markedLabel(said) ?? (section === 'opening' ? openingLabel(said) : null);
    lines.push({ section, text: cut, ...(label && { label }) });
    open = true;
  };
  for (const [index, line] of raw.entries()) {
    // What was code is blank here.
    if (prose[index] !== line || line.trim() === '') {
      open = false;
      continue;
    }
    const heading = /^ {0,3}#{1,6}[ \t]+(\S.*)$/.exec(line)?.[1];
    if (heading !== undefined) {
      const key = keyOf(heading);
      // A word in bold may only stress what it says; a heading in another language is a section's.
      const known = sectionOfHeading(line.trim()) ?? byTitle.get(key) ?? sectionCalled(key);
      // The note's own title, where it stands in the body, opens it.
      const opens: boolean = lines.length === 0 && section === 'opening';
      section = known === 'pickUp' ? 'other' : (known ?? (opens ? 'opening' : 'other'));
      open = false;
      continue;
    }
    const bold = /^ {0,3}\*\*([^*\n]{1,60})\*\*:?(.*)$/.exec(line);
    const named = bold && (opensPlan(keyOf(bold[1] ?? '')) ? 'plans' : byTitle.get(keyOf(bold[1] ?? '')));
    if (bold && named) {
      section = named;
      open = false;
      // The condition of a plan is told with its "If".
      add(opensPlan(keyOf(bold[1] ?? '')) ? line : (bold[2] ?? ''));
      continue;
    }
    const item = /^\s{0,12}(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)$/.exec(line);
    const last = lines.at(-1);
    if (item) add(item[1] ?? '');
    else if (open && last && /^\s{2,}/.test(line)) {
      lines[lines.length - 1] = { ...last, text: `${last.text} ${withoutComments(line).trim()}` };
    } else add(line);
  }
  return lines;
}

/** `**Nächster Schritt:** …`, as somebody wrote it over the usual words. */
function openingLabel(said: string): Label | null {
  const title = /^\*\*([^*\n]{1,40})\*\*/.exec(said.trim())?.[1];
  return title === undefined ? null : labelCalled(keyOf(title));
}

function keyOf(title: string): string {
  return title
    .replace(/[*_`#:：]/g, '')
    .trim()
    .toLowerCase();
}

/** Hidden ids and markers of one line. */
function withoutComments(line: string): string {
  return line.replace(/ ?<!--[^<>]{0,200}-->/g, '');
}
