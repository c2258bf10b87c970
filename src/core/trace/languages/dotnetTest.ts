import type { PrintedFrame } from '../../report/model';
import { draft, type Draft, type Found, type Recogniser } from '../text/found';
import { headerIn } from '../text/header';
import { listed } from '../text/listed';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';
import { csharpFrame } from './csharp';

/** `dotnet test` and NUnit's console: all errors of a chain named first, then the stack of each. */
export const dotnetTest: Recogniser = {
  marks: mark.at,
  anchors: (text) => text.includes('(') && csharpFrame(text) !== null,
  read,
};

/** What stands above the message of a failure. */
export const heading = /^\s*(?:Error Message:|\d{1,6}\) (?:Test )?(?:Error|Failure)(?: : .*)?)$/;
const named = /^\s*(?:-{4}>? )?([\p{L}_][\p{L}\p{N}_.`+]{0,300}) : (.*)$/u;
/** MSTest names the error in the line below. */
const thrown = /^\s*Test method .{1,500} threw exception:\s*$/;
const inner = /^\s*-{4}>? [\p{L}_]/u;
const joint = /^\s*(?:--[\p{L}_][\p{L}\p{N}_`+]{0,200}|-{5} Inner Stack Trace.{0,80} -{5})$/u;
const between = /^\s*--- .{1,100} ---\s*$/;
const longestMessage = 80;

function read(lines: readonly Line[], first: number, low: number): Found | null {
  let start = first - 1;
  while (start >= Math.max(low, first - longestMessage) && !heading.test(wholeOf(lines[start]))) start -= 1;
  if (start < low || !heading.test(wholeOf(lines[start]))) return null;
  return failureOf(lines, start, first, csharpFrame);
}

/** The failure whose message stands between the line `start` and its first frame. */
export function failureOf(
  lines: readonly Line[],
  start: number,
  first: number,
  frameOf: (text: string) => PrintedFrame | null,
): Found | null {
  const errors = chain(lines.slice(start + 1, first).map(wholeOf));
  let [at, index] = [first, 0];
  for (;;) {
    const { frames, end } = listed(lines, at, '', frameOf, between);
    if (at === first && frames.length === 0) return null;
    const error = errors[index];
    if (error) error.frames = frames;
    at = end;
    if (!joint.test(wholeOf(lines[at])) || index + 1 >= errors.length) break;
    [at, index] = [at + 1, index + 1];
  }
  return { trace: { language: 'csharp', errors }, start, end: at };
}

/** The errors that are named above the stacks: the one that was thrown, then what caused it. */
function chain(told: readonly string[]): Draft[] {
  const errors: Draft[] = [draft('thrown', null, null, null)];
  const messages: string[][] = [[]];
  let announced = false;
  for (const line of told) {
    if (/^\s*Stack Trace:$/.test(line)) break;
    const found = named.exec(line);
    const isFirst = errors.length === 1 && messages[0]?.length === 0;
    if (isFirst && thrown.test(line)) {
      announced = true;
      continue;
    }
    const header = isFirst && announced ? headerIn(line.trim()) : null;
    if (header?.column === 0) {
      errors[0] = draft('thrown', header.type, null, null);
      messages[0]?.push(header.message ?? '');
    } else if (found && inner.test(line)) {
      errors.push(draft('cause', found[1] ?? null, null, errors.length - 1));
      messages.push([found[2] ?? '']);
    } else if (found && isFirst) {
      errors[0] = draft('thrown', found[1] ?? null, null, null);
      messages[0]?.push(found[2] ?? '');
    } else messages.at(-1)?.push(line.trim());
  }
  return errors.map((error, index) => ({ ...error, message: messages[index]?.join('\n').trim() || null }));
}
