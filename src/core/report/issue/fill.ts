import type { FormField, FormValues, IssueTemplate } from './model';
import { withoutBlanks, type ReportParts } from './parts';

type Form = Extract<IssueTemplate, { kind: 'form' }>;

/** A field of a form, by its index. */
export interface Asked {
  readonly index: number;
  readonly field: FormField;
}

/** What a label speaks of, by the words that people use in forms. The first that fits counts. */
const subjects: readonly (readonly [pattern: RegExp, part: keyof ReportParts])[] = [
  [/expect|should (?:have|happen)|desired|intended/i, 'expected'],
  [/repro|steps|how to|command|minimal/i, 'reproduce'],
  [/stack|trace|log|output|console|error message|exception/i, 'trace'],
  [/version|environment|platform|operating|\bos\b|system|runtime|browser|node|setup|info/i, 'environment'],
  [/cause|hypothes|why|fix|solution|propos/i, 'hypothesis'],
  [/where|code|file|component|affected/i, 'where'],
  [/happen|bug|describe|description|summary|actual|problem|current|issue|details|wrong/i, 'what'],
  [/additional|context|anything|else|more|notes|comment/i, 'body'],
];

export interface FilledForm {
  readonly values: FormValues;
  /** What the form requires and nobody has filled yet. */
  readonly missing: readonly Asked[];
  /** What of the report no field took. */
  readonly rest: string;
  /**
   * What the person may fill, required or not, answered or not: what the report does not tell, and fields of one line,
   * into which no more than a line of it was put. Longer ones are changed in the report itself.
   */
  readonly asked: readonly Asked[];
}

/**
 * Fills a form with the parts of a report. What no field asks for goes into the field for everything else, or below
 * the first long one, or is left as the rest (`apart`: always): nothing of the report is lost. `given` is what the person filled in; what nobody fills holds
 * what the form itself puts there, as on GitHub.
 */
export function fillForm(
  form: Form,
  parts: ReportParts,
  given: FormValues,
  others: 'below' | 'apart' = 'below',
): FilledForm {
  const values = new Map<number, string | readonly string[]>();
  const told = new Set<number>();
  const used = new Set<keyof ReportParts>();
  let rest: number | null = null;
  form.fields.forEach((field, index) => {
    if (field.type !== 'textarea' && field.type !== 'input') {
      if (field.chosen !== null && field.options[field.chosen])
        values.set(index, [field.options[field.chosen]?.label ?? '']);
      return;
    }
    const words = `${field.id ?? ''} ${field.label}`;
    const part = subjects.find(([pattern, each]) => pattern.test(words) && !used.has(each))?.[1];
    if (part === 'body') {
      rest ??= index;
      return;
    }
    const found = part === undefined ? null : parts[part];
    if (part === undefined || typeof found !== 'string') return;
    const text = valueOf(field, withoutBlanks(found));
    if (text === '') return;
    used.add(part);
    told.add(index);
    values.set(index, text);
  });
  const whole = withoutHeadings(withoutBlanks(remaining(parts, used)));
  const first = form.fields.findIndex(({ type, render }) => type === 'textarea' && render === null);
  const long = rest ?? (others === 'apart' ? -1 : first);
  if (whole !== '' && long >= 0) {
    const before = values.get(long);
    values.set(long, typeof before === 'string' ? `${before}\n\n${whole}` : whole);
    told.add(long);
  }
  form.fields.forEach(({ value }, index) => {
    if (value !== null && !values.has(index)) values.set(index, value);
  });
  for (const [index, value] of given) {
    const own = told.has(index) && form.fields[index]?.type === 'textarea' ? values.get(index) : undefined;
    values.set(index, typeof own === 'string' && typeof value === 'string' ? `${value}\n\n${own}` : value);
  }
  const fields = form.fields.map((field, index) => ({ index, field }));
  return {
    values,
    rest: long >= 0 ? '' : whole,
    missing: fields.filter(({ index, field }) => isMissing(field, values.get(index))),
    asked: fields.filter(
      ({ index, field }) =>
        field.type !== 'checkboxes' && (!told.has(index) || given.has(index) || field.type === 'input'),
    ),
  };
}

/** A one-line field takes the first line; one that is rendered as code takes what stands in a fence. */
function valueOf(field: FormField, text: string): string {
  if (field.type === 'input') return (text.split('\n').find((line) => line.trim() !== '') ?? '').trim();
  if (field.render === null) return text;
  const fenced = [...text.matchAll(/^(`{3,})[^\n`]*\n([^]*?)\n\1$/gm)].map((found) => found[2] ?? '');
  return fenced.length > 0 ? fenced.join('\n') : text;
}

/** The report without the parts that have a field of their own. */
function remaining(parts: ReportParts, used: ReadonlySet<keyof ReportParts>): string {
  let text = parts.body;
  for (const part of used) {
    const own = parts[part];
    if (typeof own === 'string' && own !== '') text = text.replace(own, () => '');
  }
  return text;
}

/** A heading whose part went elsewhere, or was never written, says nothing. */
function withoutHeadings(text: string): string {
  return text
    .replace(/\*\*Expected:\*\*[ \t]*(?=\n|$)/g, '')
    .replace(
      /^\*\*(?:What happens|Expected|Reproduce|Where|Trace|Environment|Hypothesis|Ask)(?::\*\*|\*\*)[ \t]*(?=\n|$)/gm,
      '',
    )
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function isMissing(field: FormField, value: string | readonly string[] | undefined): boolean {
  if (field.type === 'checkboxes') {
    const chosen = new Set(typeof value === 'object' ? value : []);
    return field.options.some(({ label, required }) => required && !chosen.has(label));
  }
  return field.required && (value === undefined || value.length === 0);
}

/** The body of the issue as GitHub itself renders a form that was sent. */
export function renderForm(form: Form, values: FormValues): string {
  return form.fields
    .map((field, index) => `### ${field.label}\n\n${rendered(field, values.get(index))}`)
    .join('\n\n');
}

const nothing = '_No response_';

function rendered(field: FormField, value: string | readonly string[] | undefined): string {
  if (field.type === 'checkboxes') {
    const chosen = new Set(typeof value === 'object' ? value : []);
    return field.options.map(({ label }) => `- [${chosen.has(label) ? 'x' : ' '}] ${label}`).join('\n');
  }
  const text = typeof value === 'string' ? value.trim() : (value ?? []).join(', ');
  if (text === '') return nothing;
  if (field.type !== 'textarea' || field.render === null) return text;
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}${field.render}\n${text}\n${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
