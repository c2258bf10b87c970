import type { PrintedFrame } from '../../report/model';
import { numberAt } from '../text/found';
import { doubleQuote, isBlank } from '../text/letters';
import type { Entries, Entry } from './pythonGroup';

/** `File "x.py", line 3, in f`; without a function where a syntax error stands. Null for anything else. */
export function pythonFrame(text: string): PrintedFrame | null {
  if (!mayBeFrame(text)) return null;
  const line = text.trim();
  const close = line.lastIndexOf('", line ');
  if (close < 6) return null;
  const comma = line.indexOf(',', close + 8);
  const number = numberAt(line, close + 8, comma < 0 ? line.length : comma);
  const name = comma < 0 ? null : line.slice(comma + 5);
  if (number === null) return null;
  if (name !== null && (!line.startsWith(', in ', comma) || name === '' || name.length > 500)) return null;
  return { function: name, file: line.slice(6, close), line: number, column: null };
}

/** Whether the first word is `File`, and a quote behind it. */
function mayBeFrame(text: string): boolean {
  let at = 0;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return (
    text.charCodeAt(at) === 70 && text.charCodeAt(at + 5) === doubleQuote && text.startsWith('File ', at)
  );
}

/** `package.Error: message` or `Error` alone, at the margin. Null when the line cannot end a traceback. */
export function exceptionLine(
  text: string,
): { readonly type: string; readonly message: string | null } | null {
  const colon = text.indexOf(':');
  const type = (colon < 0 ? text : text.slice(0, colon)).trimEnd();
  if (type.length > 300 || !/^[\p{L}_][\p{L}\p{N}_.]*(?:<locals>[\p{L}\p{N}_.]*)*$/u.test(type)) return null;
  // `Note: …` may well be a class; `http://…` is not.
  if (colon >= 0 && text[colon + 1] !== undefined && text[colon + 1] !== ' ') return null;
  const message = colon < 0 ? '' : text.slice(colon + 1).trim();
  return { type, message: message === '' ? null : message };
}

const otherOutput =
  /^(?:```|~~~|[$%#] |>>> |\"\"\"$|PS [A-Z]:\\|[A-Z]:\\[^>]{0,200}>|[\w.-]{1,40}@[\w.-]{1,60}[: ][^$#]{0,200}[$#] |In \[\d|make(?:\[\d+\])?: |npm |Process finished|Command (?:exited|failed)|##\[|::|={3,}|-{3,}|_{3,}|\*{3,}|\{"|\[(?:\d|pod|[A-Z][a-z]{2} )|(?:DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL)\b|(?:debug|info|warn|error)[: ]|(?:GET|POST|PUT|DELETE|HEAD|PATCH) \/|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|Traceback \(|Exception in |Exception ignored in|During handling of|The above exception|FAILED|PASSED|Ran \d+ test|error Command|\[Finished|exit status|Segmentation fault|Sentry is )/;

/**
 * Whether the line at `at` is behind the message of an error: nothing marks the end of a message of several lines
 * in Python, so it goes on over lines that do not look like something else's output.
 */
export function endsMessage(entries: Entries, at: number, message: readonly string[]): boolean {
  const { text, logged, members } = entries.at(at) as Entry;
  if (members || logged) return true;
  if (message.length >= 200) return true;
  if (otherOutput.test(text)) return true;
  if (text.trim() !== '') return false;
  // A blank line is inside the message only when a joint or a further indented line of it follows.
  for (let next = at + 1; next < at + 3 && entries.at(next); next += 1) {
    const following = entries.at(next)?.text ?? '';
    if (following.trim() === '') continue;
    return !/^(?:\[SQL: |\(Background on this error|\[parameters: )/.test(following);
  }
  return true;
}
