import { fillForm, renderForm, type Asked } from './fill';
import { boxesOf, fillMarkdown, headingFields } from './fillMarkdown';
import type { FormField, FormValues, IssueDraft, IssueTemplate } from './model';
import { partsOf, withoutBlanks } from './parts';

/** GitHub's limit for a title. */
const longestTitle = 256;

export interface DraftedIssue {
  readonly issue: IssueDraft;
  /** Of a form: what it requires and nobody has filled yet. */
  readonly missing: readonly Asked[];
  /** Of a form or a template: what the person may fill, required or not, answered or not. */
  readonly asked: readonly Asked[];
  /** Of a form or a template: what each field holds. */
  readonly values: FormValues;
}

/**
 * The issue that a report becomes: filled into a form or below a template where one was chosen, with its hidden lines,
 * and without the places that its author left unfilled.
 */
export function draftIssue(
  markdown: string,
  template: IssueTemplate | null,
  given: FormValues = new Map(),
): DraftedIssue {
  const parts = partsOf(markdown);
  const hidden = parts.markers.join('\n');
  const title = titleWith(template?.title ?? '', parts.title);
  const about = { title, labels: template?.labels ?? [], assignees: template?.assignees ?? [] };
  if (template?.kind === 'form') {
    const { values, missing, asked, rest } = fillForm(template, parts, given);
    // Above the form's first heading, where no field reads it as its own.
    const body = [hidden, rest, renderForm(template, values)].filter((text) => text !== '').join('\n\n');
    return { issue: { ...about, body }, missing, asked, values };
  }
  const filled = template && fillMarkdown(template, parts, given);
  const own = filled?.body ?? withBoxes(withoutBlanks(parts.body), template);
  const body = [own, hidden].filter((text) => text !== '').join('\n\n');
  const { asked = [], values = new Map() } = filled ?? {};
  return { issue: { ...about, body }, missing: [], asked, values };
}

/** What a template lets a person fill in: the fields of a form, or the headings of Markdown. */
export function fieldsOf(template: IssueTemplate | null): readonly FormField[] {
  if (template === null) return [];
  return template.kind === 'form' ? template.fields : headingFields(template);
}

/** `[Bug]: ` and the like stand before the title. */
function titleWith(prefix: string, title: string): string {
  const whole = prefix === '' ? title : `${prefix.trimEnd()} ${title}`;
  return whole.length <= longestTitle ? whole : `${whole.slice(0, longestTitle - 1).trimEnd()}…`;
}

/** A template that asks for nothing that a report has leaves its boxes to tick. */
function withBoxes(own: string, template: IssueTemplate | null): string {
  const boxes = template?.kind === 'markdown' ? boxesOf(template.body) : [];
  return [own, boxes.join('\n')].filter((text) => text !== '').join('\n\n');
}
