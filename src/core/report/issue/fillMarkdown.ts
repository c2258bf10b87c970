import { withoutComments } from '../../text/comments';
import { fillForm } from './fill';
import type { FormField, IssueTemplate } from './model';
import type { ReportParts } from './parts';

type Template = Extract<IssueTemplate, { kind: 'markdown' }>;

/** A heading of a template with what stands below it. */
interface Section {
  readonly heading: string;
  readonly label: string;
  /** Lists of boxes to tick: everything else there is for the author to replace. */
  readonly boxes: readonly string[];
  /** A title above others, with nothing of its own. */
  readonly isTitle: boolean;
}

const mostSections = 60;
const noAnswer = '_No response_';

/**
 * A Markdown template filled with the parts of a report, heading by heading, with its boxes to tick; null when the
 * template asks for nothing that a report has. What no heading asks for comes below.
 */
export function fillMarkdown(template: Template, parts: ReportParts): string | null {
  const sections = sectionsOf(template.body).slice(0, mostSections);
  const asking = sections.filter(({ isTitle, boxes }) => !isTitle && boxes.length === 0);
  const { values, rest, asked } = fillForm(
    { ...template, kind: 'form', fields: asking.map(fieldOf) },
    parts,
    new Map(),
    'apart',
  );
  if (asked.length === asking.length) return null;
  const texts = sections.map((section) => {
    if (section.isTitle) return section.heading;
    const value = values.get(asking.indexOf(section));
    const below =
      section.boxes.length > 0 ? section.boxes.join('\n') : typeof value === 'string' ? value : noAnswer;
    return `${section.heading}\n\n${below}`;
  });
  const above = boxesOf(template.body.slice(0, template.body.indexOf(sections[0]?.heading ?? '')));
  return [...(above.length > 0 ? [above.join('\n')] : []), ...texts, ...(rest === '' ? [] : [rest])].join(
    '\n\n',
  );
}

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
  const lines = withoutComments(body)
    .split('\n')
    .map((line) => line.trimEnd());
  const starts = lines.flatMap((line, at) => (labelOf(line) === null ? [] : [at]));
  return starts.map((at, index) => {
    const heading = lines[at] ?? '';
    const below = lines.slice(at + 1, starts[index + 1]).join('\n');
    const next = lines[starts[index + 1] ?? -1] ?? '';
    const isTitle = below.trim() === '' && depthOf(next) > depthOf(heading);
    return { heading, label: labelOf(heading) ?? '', boxes: boxesOf(below), isTitle };
  });
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
