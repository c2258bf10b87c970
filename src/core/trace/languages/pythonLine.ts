import type { PrintedFrame } from '../../report/model';
import { toNumber } from '../text/found';
import type { Entry } from './pythonGroup';

/** `File "x.py", line 3, in f`; without a function where a syntax error stands. Null for anything else. */
export function pythonFrame(text: string): PrintedFrame | null {
  const line = text.trim();
  if (!line.startsWith('File "')) return null;
  const close = line.lastIndexOf('", line ');
  if (close < 6) return null;
  const rest = /^(\d{1,9})(?:, in (.{1,500}))?$/.exec(line.slice(close + 8));
  if (!rest) return null;
  return { function: rest[2] ?? null, file: line.slice(6, close), line: toNumber(rest[1]), column: null };
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
export function endsMessage(entries: readonly Entry[], at: number, message: readonly string[]): boolean {
  const { text, logged, members } = entries[at] as Entry;
  if (members || logged) return true;
  if (message.length >= 200) return true;
  if (otherOutput.test(text)) return true;
  if (text.trim() !== '') return false;
  // A blank line is inside the message only when a joint or a further indented line of it follows.
  for (let next = at + 1; next < Math.min(entries.length, at + 3); next += 1) {
    const following = entries[next]?.text ?? '';
    if (following.trim() === '') continue;
    return !/^(?:\[SQL: |\(Background on this error|\[parameters: )/.test(following);
  }
  return true;
}
