import { draft, indentOf, toNumber, type Found, type Recogniser } from '../text/found';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** What `t.Error` and `t.Fatal` print below a test that failed: a place and a message. */
export const goTest: Recogniser = {
  marks: mark.go,
  anchors: (text) => text.includes('.go:') && told.test(text),
  read,
};

const told = /^ {4,40}([\w./-]{1,300}\.go):(\d{1,9}): (.*)$/;
const failed = /--- FAIL: (\S{1,300}) \(/;
const running = /^=== (?:RUN|NAME|CONT) {1,6}(\S{1,300})$/;
const longest = 200;

function read(lines: readonly Line[], at: number): Found | null {
  const found = told.exec(wholeOf(lines[at]));
  if (!found || !isOfFailure(lines, at)) return null;
  const indent = indentOf(wholeOf(lines[at]));
  const message = [found[3] ?? ''];
  let end = at + 1;
  for (; end < lines.length && message.length < longest; end += 1) {
    const text = wholeOf(lines[end]);
    if (indentOf(text) < indent + 4 || told.test(text)) break;
    message.push(text.slice(indent + 4));
  }
  const frame = { function: null, file: found[1] ?? '', line: toNumber(found[2]), column: null };
  const error = { ...draft('thrown', null, message.join('\n').trim() || null, null), frames: [frame] };
  return { trace: { language: 'go', errors: [error] }, start: at, end };
}

/** Whether the test failed: its title stands above with less indentation, or, with `-v`, below what it printed. */
function isOfFailure(lines: readonly Line[], at: number): boolean {
  const indent = indentOf(wholeOf(lines[at]));
  for (let above = at - 1; above >= Math.max(0, at - longest); above -= 1) {
    const text = wholeOf(lines[above]);
    const runs = running.exec(text);
    if (runs) return failsBelow(lines, at, runs[1] ?? '');
    if (text.trim() === '' || indentOf(text) >= indent) continue;
    return failed.test(text);
  }
  return false;
}

function failsBelow(lines: readonly Line[], at: number, test: string): boolean {
  for (let below = at + 1; below < Math.min(lines.length, at + longest); below += 1) {
    if (failed.exec(wholeOf(lines[below]))?.[1] === test) return true;
  }
  return false;
}
