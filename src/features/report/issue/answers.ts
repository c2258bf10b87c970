import { fieldsOf } from '../../../core/report/issue/draft';
import type { FormValues, IssueTemplate } from '../../../core/report/issue/model';
import { findSecrets, redact, type Finding } from '../../../core/secrets/find';
import type { IssueChoices } from './choices';
import { boxId } from './consents';

/** The choices with a yes given or taken back; a box of a form is an answer to the form. */
export function withConsent(
  choices: IssueChoices,
  template: IssueTemplate | null,
  id: string,
  given: boolean,
): IssueChoices {
  const index = Number(/^box:(\d{1,4}):/.exec(id)?.[1] ?? -1);
  const field = fieldsOf(template)[index];
  const option = field?.options.find(({ label }) => boxId(index, label) === id);
  if (!option) return { ...choices, consents: toggled(choices.consents, id, given) };
  const before = choices.answers.get(index);
  const kept = (typeof before === 'object' ? before : []).filter((label) => label !== option.label);
  return { ...choices, answers: new Map(choices.answers).set(index, given ? [...kept, option.label] : kept) };
}

/** The choices with a field of the form emptied. */
export function withoutAnswer(
  choices: IssueChoices,
  template: IssueTemplate | null,
  id: string,
): IssueChoices {
  const index = fieldOf(id);
  const field = fieldsOf(template)[index];
  if (!field) return choices;
  // Empty, not gone: the form itself may have put something there.
  const empty = field.type === 'dropdown' ? [] : '';
  return { ...choices, answers: new Map(choices.answers).set(index, empty) };
}

/** What others should perhaps not read in what was answered: the final text is made of it. */
export function answerFindings({ answers }: Pick<IssueChoices, 'answers'>): readonly Finding[] {
  return [...answers].flatMap(([index, value]) =>
    typeof value === 'string'
      ? findSecrets(value).map((each) => ({ ...each, id: findingId(index, each) }))
      : [],
  );
}

/** The answers as they are posted. */
export function redactedAnswers({ answers, shown }: Pick<IssueChoices, 'answers' | 'shown'>): FormValues {
  const redacted = new Map(answers);
  for (const [index, value] of answers) {
    if (typeof value !== 'string') continue;
    const hidden = findSecrets(value).filter((each) => !shown.has(findingId(index, each)));
    redacted.set(index, redact(value, hidden));
  }
  return redacted;
}

function findingId(index: number, { id }: Finding): string {
  return `field-${index}:${id}`;
}

function fieldOf(id: string): number {
  return Number(/^field-(\d{1,4})$/.exec(id)?.[1] ?? -1);
}

/** The choices with a field of the form answered; null when the text is none of what a dropdown offers. */
export function withAnswer(
  choices: IssueChoices,
  template: IssueTemplate | null,
  id: string,
  text: string,
): IssueChoices | null {
  const index = fieldOf(id);
  const field = fieldsOf(template)[index];
  if (!field) return choices;
  const answers = new Map(choices.answers);
  if (field.type !== 'dropdown') return { ...choices, answers: answers.set(index, text) };
  const labels = field.options.map(({ label }) => label);
  const same = (one: string, other: string): boolean =>
    one.trim().toLowerCase() === other.trim().toLowerCase();
  // A label may hold a comma itself.
  const whole = labels.filter((label) => same(label, text));
  const chosen =
    whole.length > 0 ? whole : labels.filter((label) => text.split(',').some((each) => same(label, each)));
  if (chosen.length === 0) return null;
  return { ...choices, answers: answers.set(index, field.multiple ? chosen : chosen.slice(0, 1)) };
}

export function toggled(set: ReadonlySet<string>, id: string, present: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (present) next.add(id);
  else next.delete(id);
  return next;
}
