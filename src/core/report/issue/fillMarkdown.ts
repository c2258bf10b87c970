import { withoutFences } from '../../post/prose';
import { blankedComments, withoutComments } from '../../text/comments';
import { fillForm, type Asked } from './fill';
import type { FormField, FormValues, IssueTemplate } from './model';
import type { ReportParts } from './parts';

type Template = Extract<IssueTemplate, { kind: 'markdown' }>;

/** A heading of a template with what stands below it. */
interface Section {
  readonly heading: string;
  readonly label: string;
  /** What the template itself says below it, hints in comments included. */
  readonly own: string;
  /** Whether there are boxes to tick: those are the author's, and no text takes their place. */
  readonly hasBoxes: boolean;
  /** A title above others, with nothing of its own. */
  readonly isTitle: boolean;
}

const mostSections = 60;

export interface FilledTemplate {
  /** Null when the template asks for nothing that the report or its author has told. */
  readonly body: string | null;
  /** The headings that the report does not answer, answered by its author or not. */
  readonly asked: readonly Asked[];
  /** What stands below each heading that asks for something; those of `headingFields`, by index. */
  readonly values: FormValues;
}

/**
 * A Markdown template filled with the parts of a report, heading by heading, with its boxes to tick. What nobody answers
 * keeps the template's own words, as it does when an issue is written on GitHub; what no heading asks for comes below.
 */
export function fillMarkdown(template: Template, parts: ReportParts, given: FormValues): FilledTemplate {
  const sections = sectionsOf(template.body);
  const asking = sections.filter(isAsking);
  const form = { ...template, kind: 'form' as const, fields: asking.map(fieldOf) };
  const { values, rest, asked } = fillForm(form, parts, given, 'apart');
  const answer = (section: Section): string => {
    const value = values.get(asking.indexOf(section));
    return typeof value === 'string' ? value.trim() : '';
  };
  if (asking.every((section) => answer(section) === '')) return { body: null, asked, values };
  const texts = sections.map((section) => {
    const below = answer(section) || section.own;
    return below === '' ? section.heading : `${section.heading}\n\n${below}`;
  });
  const above = boxesOf(template.body.slice(0, template.body.indexOf(sections[0]?.heading ?? '')));
  const body = [...(above.length > 0 ? [above.join('\n')] : []), ...texts, ...(rest === '' ? [] : [rest])];
  return { body: body.join('\n\n'), asked, values };
}

/** What a Markdown template asks for: each of its headings is a field of many lines, and none is required. */
export function headingFields({ body }: Template): readonly FormField[] {
  return sectionsOf(body).filter(isAsking).map(fieldOf);
}

const isAsking = ({ isTitle, hasBoxes }: Section): boolean => !isTitle && !hasBoxes;

function fieldOf({ label }: Section): FormField {
  const words = { id: null, label, description: '', required: false, render: null, value: null };
  return { ...words, type: 'textarea', options: [], multiple: false, chosen: null };
}

/** Of a template, the boxes to tick: what a report never answers itself. */
export function boxesOf(body: string): readonly string[] {
  return withoutComments(body)
    .split('\n')
    .filter((line) => /^\s*[-*] \[[ xX]\] \S/.test(line));
}

function sectionsOf(body: string): readonly Section[] {
  const lines = body.split('\n').map((line) => line.trimEnd());
  // A `#` in code or in a hint is no heading.
  const prose = withoutFences(blankedComments(lines.join('\n'))).split('\n');
  const starts = prose.flatMap((line, at) => (labelOf(line) === null ? [] : [at])).slice(0, mostSections);
  return starts.map((at, index) => {
    const heading = prose[at]?.trimEnd() ?? '';
    const below = lines.slice(at + 1, starts[index + 1]).join('\n');
    const next = prose[starts[index + 1] ?? -1] ?? '';
    const isTitle = withoutComments(below).trim() === '' && depthOf(next) > depthOf(heading);
    const hasBoxes = boxesOf(below).length > 0;
    return { heading, label: labelOf(heading) ?? '', own: kept(below), hasBoxes, isTitle };
  });
}

/** The template's words as they may stand above other text: nothing that would swallow it, and no marker of ours. */
function kept(own: string): string {
  const text = (own.includes('baton:') ? withoutComments(own) : own).trim();
  const closed = !withoutComments(text).includes('<!--') && withoutFences(`${text}\n\nx`).endsWith('\nx');
  return closed ? text : boxesOf(text).join('\n');
}

/** What a heading asks for: of `## Steps to reproduce`, or of `**Steps to reproduce:**` alone in its line. */
function labelOf(line: string): string | null {
  const found = /^ {0,3}#{1,6}[ \t]+(\S.{0,200})$/.exec(line) ?? /^\*\*([^*]{1,200})\*\*:?$/.exec(line);
  return found?.[1]?.replace(/[ \t#:]+$/, '') ?? null;
}

/** One in bold is below every other. */
function depthOf(line: string): number {
  return labelOf(line) === null ? 0 : (/^ {0,3}(#{1,6})/.exec(line)?.[1]?.length ?? 7);
}
