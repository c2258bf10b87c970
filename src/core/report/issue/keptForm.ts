import type { JournalEvent } from '../../journal/events';
import { choiceOf } from '../../journal/notes';
import { fieldsOf } from './draft';
import type { FormField, FormValues, IssueTemplate } from './model';

type Value = string | readonly string[];

/** What a person chose and wrote on the review page of a report: kept with it, and never posted by itself. */
export interface KeptForm {
  /** The key of the chosen repository's address; null for the proposed one. */
  readonly repository: string | null;
  /** The chosen template's file; empty for a blank issue, null for the proposed one. */
  readonly template: string | null;
  /** By place and template, then by field: a form that is edited meanwhile loses none that it still asks for. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, Value>>;
}

export const nothingKept: KeptForm = { repository: null, template: null, answers: new Map() };

/** The key under which the journal keeps it. */
function keyOf(report: string): string {
  return `report ${report} form`;
}

/** What the journal holds for a report; what cannot be read is nothing. */
export function keptForm(events: readonly JournalEvent[], report: string): KeptForm {
  try {
    const value: unknown = JSON.parse(choiceOf(events, keyOf(report)) ?? '');
    const { repository, template, answers } = recordOf(value);
    return {
      repository: typeof repository === 'string' ? repository : null,
      template: typeof template === 'string' ? template : null,
      answers: new Map(entriesOf(answers, (fields) => new Map(entriesOf(fields, valueOf)))),
    };
  } catch {
    return nothingKept;
  }
}

/** What the journal is to remember at `at` (ISO 8601 in UTC). */
export function keepForm(
  report: string,
  { repository, template, answers }: KeptForm,
  at: string,
): JournalEvent {
  const forms = [...answers].map(([form, fields]) => [form, Object.fromEntries(fields)] as const);
  const value = JSON.stringify({ repository, template, answers: Object.fromEntries(forms) });
  return { kind: 'choice', at, key: keyOf(report), value };
}

/** The answers to a form as it is now, by the field's index. */
export function answersTo({ answers }: KeptForm, place: string, template: IssueTemplate | null): FormValues {
  const kept = template ? answers.get(formKey(place, template)) : undefined;
  if (!kept) return new Map();
  return new Map(
    fieldsOf(template).flatMap((field, index) => {
      const value = kept.get(fieldKey(field));
      return value === undefined || !fits(field, value) ? [] : [[index, value] as const];
    }),
  );
}

/** With these answers to a form; those to fields that it no longer has stay too. */
export function withAnswersTo(
  kept: KeptForm,
  place: string,
  template: IssueTemplate | null,
  values: FormValues,
): KeptForm {
  if (!template) return kept;
  const key = formKey(place, template);
  const fields = new Map(kept.answers.get(key));
  fieldsOf(template).forEach((field, index) => {
    const value = values.get(index);
    if (value === undefined) fields.delete(fieldKey(field));
    else fields.set(fieldKey(field), value);
  });
  return { ...kept, answers: new Map(kept.answers).set(key, fields) };
}

function formKey(place: string, { file }: IssueTemplate): string {
  return `${place} ${file}`;
}

function fieldKey({ id, label }: FormField): string {
  return id === null ? `label ${label}` : `id ${id}`;
}

/** A choice that the form no longer offers is none. */
function fits({ type, options }: FormField, value: Value): boolean {
  if (typeof value === 'string') return type === 'input' || type === 'textarea';
  const known = new Set(options.map(({ label }) => label));
  return options.length > 0 && value.every((label) => known.has(label));
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function entriesOf<T>(value: unknown, read: (value: unknown) => T | null): [string, T][] {
  return Object.entries(recordOf(value)).flatMap(([key, each]): [string, T][] => {
    const found = read(each);
    return found === null ? [] : [[key, found]];
  });
}

function valueOf(value: unknown): Value | null {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null;
}
