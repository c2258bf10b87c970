import { codeSpan } from '../text/markdown';
import type { Redactor } from '../secrets/redactor';

/** What one in-app frame held when the program stopped. */
export interface Variables {
  readonly frame: string;
  readonly values: readonly Variable[];
}

export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly type: string | null;
}

const mostFrames = 5;
const mostValues = 20;
const longestValue = 200;
/** A name that says what the value is, even when the value does not look like it. */
const telling =
  /pass(?:word|wd|phrase)?$|secret|token|api_?key|credential|private_?key|cookie|authorization/i;

/** The variables as folded lists, redacted; null when there are none. */
export function variablesText(found: readonly Variables[], redactor: Redactor): string | null {
  const parts = found.slice(0, mostFrames).flatMap(({ frame, values }) => {
    if (values.length === 0) return [];
    const lines = values.slice(0, mostValues).map(({ name, value, type }) => {
      const shown = telling.test(name) ? redactor.hide('password', value) : redactor.text(value);
      const kind = type === null || type === '' ? '' : ` (${codeSpan(redactor.text(type), 60)})`;
      return `- ${codeSpan(redactor.text(name), 80)}${kind} = ${codeSpan(shown, longestValue)}`;
    });
    const left = values.length - lines.length;
    if (left > 0) lines.push(`- and ${left} more`);
    return [`${codeSpan(redactor.text(frame), 120)}\n\n${lines.join('\n')}`];
  });
  if (parts.length === 0) return null;
  return `<details><summary>Variables when it failed</summary>\n\n${parts.join('\n\n')}\n\n</details>`;
}
