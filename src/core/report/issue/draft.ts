import { withoutFences } from '../../post/prose';
import { fillForm, renderForm, type Missing } from './fill';
import type { FormValues, IssueDraft, IssueTemplate } from './model';
import { partsOf, withoutBlanks } from './parts';

/** GitHub's limit for a title. */
const longestTitle = 256;

/** The hidden line that names a report: GitHub keeps it in the body and shows it to nobody. */
export function reportMarker(id: string): string {
  return `<!-- baton:report ${id} -->`;
}

/** The id in a report's own marker, which is no code; null when it has none. */
export function reportIdIn(markdown: string): string | null {
  const prose = withoutFences(markdown.replace(/\r\n?/g, '\n'));
  return /^<!-- baton:report ([a-z0-9-]{1,64}) -->$/m.exec(prose)?.[1] ?? null;
}

export interface DraftedIssue {
  readonly issue: IssueDraft;
  /** Of a form: what only the person can fill. */
  readonly missing: readonly Missing[];
  /** Of a form: what each field holds. */
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
    const { values, missing } = fillForm(template, parts, given);
    // Above the form's first heading, where no field reads it as its own.
    const body = [hidden, renderForm(template, values)].filter((text) => text !== '').join('\n\n');
    return { issue: { ...about, body }, missing, values };
  }
  const own = withoutBlanks(parts.body);
  const kept = template ? templateRest(template.body) : '';
  const body = [own, kept, hidden].filter((text) => text !== '').join('\n\n');
  return { issue: { ...about, body }, missing: [], values: new Map() };
}

/** `[Bug]: ` and the like stand before the title. */
function titleWith(prefix: string, title: string): string {
  const whole = prefix === '' ? title : `${prefix.trimEnd()} ${title}`;
  return whole.length <= longestTitle ? whole : `${whole.slice(0, longestTitle - 1).trimEnd()}…`;
}

/** Of a Markdown template, what the report does not answer itself: its checklists. */
function templateRest(body: string): string {
  const lines = body
    .replace(/<!--[^]*?-->/g, '')
    .split('\n')
    .filter((line) => /^\s*[-*] \[[ xX]\] \S/.test(line));
  return lines.join('\n');
}
