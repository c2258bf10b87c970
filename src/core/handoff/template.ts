import { escapeInline } from '../text/markdown';
import { oneLine, shortened, visible } from '../text/visible';
import { usualLabels } from './labels';
import { sectionKeys, usualTitles, type SectionKey } from './sections';

/** How a team's notes are built: which sections, in which order, under which titles. Texts are safe Markdown. */
export interface Template {
  readonly state: string;
  readonly nextAction: string;
  readonly sections: readonly { readonly key: SectionKey; readonly title: string }[];
}

export const usualTemplate: Template = {
  state: usualLabels.state,
  nextAction: usualLabels.next,
  sections: sectionKeys.map((key) => ({ key, title: usualTitles[key] })),
};

export interface TemplateProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Room for a page of comments beside the sections. */
export const longestTemplate = 65_536;
const longestTitle = 80;

const names: Readonly<Record<SectionKey, string>> = {
  shipped: 'shipped',
  now: 'now',
  blocked: 'blocked',
  next: 'next',
  pickUp: 'pick-up',
  decisions: 'decisions',
  tried: 'tried',
  plans: 'plans',
  watch: 'watch',
  doNotTouch: 'do-not-touch',
};

/** `Pick-Up`, `pick up` and `pickUp` are the same name. */
const plainName = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const keyByName = new Map<string, SectionKey>([
  ...sectionKeys.map((key) => [plainName(usualTitles[key]), key] as const),
  ...sectionKeys.map((key) => [plainName(names[key]), key] as const),
]);

class Broken extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads the text of `.baton/handoff.md`: a heading for each section that notes shall have, in their order. A heading
 * with a title of its own says at its end which section it is: `## Erledigt <!-- shipped -->`. `**Stand:** <!-- state -->`
 * and `<!-- next-action -->` name the two lines that open a note. A first-level heading, blank lines and other comments
 * are the file's own. Anything else is a problem, told with its line; then there is no template.
 */
export function readTemplate(text: string): Template | TemplateProblem {
  try {
    return templateOf(text);
  } catch (error) {
    if (error instanceof Broken) return { line: error.line, message: error.message };
    throw error;
  }
}

export function isTemplate(reading: Template | TemplateProblem): reading is Template {
  return 'sections' in reading;
}

function templateOf(text: string): Template {
  if (text.length > longestTemplate)
    throw new Broken(1, 'This file is larger than 64 KiB. Keep the headings.');
  const sections: { key: SectionKey; title: string }[] = [];
  const labels: { state?: string; nextAction?: string } = {};
  for (const { line, number } of ownLines(text)) {
    const { said, name } = withName(line);
    const heading = /^ {0,3}(#{1,6})(?:[ \t](.*))?$/.exec(said);
    if (heading) {
      if (heading[1] === '#') continue;
      const section = sectionAt(number, titleAt(number, heading[2] ?? ''), name);
      const twice = sections.find(({ key, title }) => key === section.key || title === section.title);
      if (twice) throw new Broken(number, `"${twice.title}" is here twice. Keep one.`);
      sections.push(section);
      continue;
    }
    const label = labelAt(said, name);
    if (label === null) throw new Broken(number, `${quoted(line)} is no heading of a section. ${remedy}`);
    if (labels[label] !== undefined) throw new Broken(number, `<!-- ${name} --> is here twice. Keep one.`);
    labels[label] = titleAt(number, said.replace(/[*_]/g, '').replace(/[:：]\s*$/u, ''));
  }
  if (sections.length === 0) throw new Broken(1, `This file names no section. ${remedy}`);
  const { state = usualTemplate.state, nextAction = usualTemplate.nextAction } = labels;
  return { state, nextAction, sections };
}

const remedy = 'Write one as "## Shipped", or hide what is not meant for notes in <!-- a comment -->.';

/** The lines that are not blank and no comment of the file's own. */
function ownLines(text: string): { readonly line: string; readonly number: number }[] {
  const lines: { line: string; number: number }[] = [];
  let opened = 0;
  const all = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const [index, whole] of all.entries()) {
    const line = whole.trimEnd();
    if (opened > 0) {
      const end = line.indexOf('-->');
      if (end < 0) continue;
      opened = 0;
      if (line.slice(end + 3).trim() !== '') lines.push({ line: line.slice(end + 3), number: index + 1 });
      continue;
    }
    const start = line.trimStart().startsWith('<!--');
    if (start && !line.includes('-->')) opened = index + 1;
    else if (line !== '' && !(start && line.endsWith('-->'))) lines.push({ line, number: index + 1 });
  }
  if (opened > 0) throw new Broken(opened, 'This comment has no end. Close it with -->.');
  return lines;
}

/** A line without the comment at its end, and what that says. */
function withName(line: string): { readonly said: string; readonly name: string | null } {
  const start = line.endsWith('-->') ? line.lastIndexOf('<!--') : -1;
  if (start < 0) return { said: line, name: null };
  return { said: line.slice(0, start).trimEnd(), name: line.slice(start + 4, -3).trim() };
}

function sectionAt(line: number, title: string, name: string | null): Template['sections'][number] {
  const key = keyByName.get(plainName(name ?? title));
  if (key) return { key, title: plainName(usualTitles[key]) === plainName(title) ? usualTitles[key] : title };
  const list = Object.values(names).join(', ');
  throw new Broken(
    line,
    name === null
      ? `${quoted(title)} is no section that Baton knows. Say which it is at the end of the line, as <!-- shipped -->: ${list}.`
      : `<!-- ${shortened(oneLine(visible(name)), 40)} --> names no section. Write one of ${list}.`,
  );
}

/** The title as a note shows it: whatever it holds, it stays on its line, and links to and notifies nobody. */
function titleAt(line: number, text: string): string {
  const title = oneLine(visible(text)).replace(/[ ]#{1,6}$/, '');
  if (title === '') throw new Broken(line, 'A title is missing here. Write one before the comment.');
  if (title.length > longestTitle) throw new Broken(line, `Keep a title below ${longestTitle} characters.`);
  return escapeInline(title);
}

function labelAt(said: string, name: string | null): 'state' | 'nextAction' | null {
  const plain = plainName(name ?? said);
  if (plain === 'state') return 'state';
  return plain === 'nextaction' ? 'nextAction' : null;
}

function quoted(text: string): string {
  return `"${shortened(oneLine(visible(text)), 40)}"`;
}
