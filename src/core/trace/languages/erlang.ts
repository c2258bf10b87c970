import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Found, type Recogniser } from '../text/found';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** Erlang's reports: `exception error:` with its calls below, and the terms that a process ended with. */
export const erlang: Recogniser = {
  marks: mark.exception | mark.brace,
  anchors: (text) => (text.includes('exception ') ? opening.test(text) : text.includes('{line,')),
  read: (lines, at, low) => readReport(lines, at) ?? readTerm(lines, at, low),
};

const opening = /(?:^|[\s*])exception (error|exit|throw): (.*)$/;
const call = /^\s*in (?:function|call from) {1,4}(\S{1,300}\/\d{1,3})(?: \((.{1,500}), line (\d{1,9})\))?$/;
const detail = /^\s*(?:called as |\*\*\* argument |~)/;
const longest = 60;

function readReport(lines: readonly Line[], first: number): Found | null {
  const opened = opening.exec(wholeOf(lines[first]));
  if (!opened) return null;
  const error = draft('thrown', opened[1] ?? null, null, null);
  const message = [opened[2] ?? ''];
  let end = first + 1;
  for (let at = first + 1; at < Math.min(lines.length, end + longest); at += 1) {
    const text = wholeOf(lines[at]);
    const found = call.exec(text);
    if (found) {
      error.frames.push({
        function: found[1] ?? null,
        file: found[2] ?? '',
        line: toNumber(found[3]),
        column: null,
      });
      end = at + 1;
    } else if (error.frames.length === 0) {
      // What was only mentioned stands above what is reported.
      if (opening.test(text)) return null;
      message.push(text.trim());
    } else if (!detail.test(text)) break;
  }
  if (error.frames.length === 0) return null;
  error.message = message.join('\n').trim() || null;
  return { trace: { language: 'erlang', errors: [error] }, start: first, end };
}

const atom = String.raw`('[^']{1,200}'|[a-z][\w@]{0,200})`;
const term = new RegExp(
  String.raw`\{${atom},${atom},(\d{1,3}|\[(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,400}\]),\[\{file,"([^"]{1,500})"\},\{line,(\d{1,9})\}`,
  'g',
);

/** `{shop,read,1,[{file,"shop.erl"},{line,4}]}`, as many as a line holds. */
function termFrames(text: string): PrintedFrame[] {
  return [...text.matchAll(term)].map(([, module, name, of, file, line]) => {
    const arity = of?.startsWith('[') ? argumentsIn(of) : (of ?? '');
    return { function: `${module}:${name}/${arity}`, file: file ?? '', line: toNumber(line), column: null };
  });
}

function argumentsIn(list: string): number {
  let [count, depth] = [list === '[]' ? 0 : 1, 0];
  for (const letter of list) {
    if (letter === '[' || letter === '{') depth += 1;
    else if (letter === ']' || letter === '}') depth -= 1;
    else if (letter === ',' && depth === 1) count += 1;
  }
  return count;
}

/** A stack has few calls, and each at most three lines. */
const longestTerm = 400;

/** Whether a line begins as the parts of a term do that are told below each other. */
function isInTerm(line: Line | undefined): boolean {
  return /^\s*(?:\*\* )?[[{]/.test(line?.text ?? '');
}

/** What a process or a behaviour says before it tells why it ended. */
const ending = /(?:with exit value:|Reason for termination(?: ==?)?)\s*$/;

function readTerm(lines: readonly Line[], first: number, low: number): Found | null {
  // It was read from its first line.
  if (first > low && isInTerm(lines[first - 1]) && wholeOf(lines[first - 1]).includes('{line,')) return null;
  const error = draft('thrown', null, null, null);
  let begin = first;
  while (begin > Math.max(low, first - 4) && isInTerm(lines[begin]) && isInTerm(lines[begin - 1])) begin -= 1;
  let end = first + 1;
  while (end < Math.min(lines.length, first + longestTerm) && isInTerm(lines[end])) end += 1;
  // What does not fit into a line goes on in the next.
  const whole = lines
    .slice(begin, end)
    .map((line) => wholeOf(line).trim())
    .join('');
  error.frames.push(...termFrames(whole));
  if (error.frames.length === 0) return null;
  for (let at = first; at >= Math.max(low, first - 6); at -= 1) {
    if (!ending.test(wholeOf(lines[at]))) continue;
    const told = lines
      .slice(at + 1, first + 1)
      .map((line) => wholeOf(line).trim())
      .join(' ')
      .replace(/^\*\* /, '');
    const stack = told.indexOf(',[{') < 0 ? told.indexOf(', [{') : told.indexOf(',[{');
    error.type = 'error';
    error.message = told.slice(1, stack < 0 ? undefined : stack).trim() || null;
    return { trace: { language: 'erlang', errors: [error] }, start: at, end };
  }
  return error.frames.length < 2
    ? null
    : { trace: { language: 'erlang', errors: [error] }, start: first, end };
}
