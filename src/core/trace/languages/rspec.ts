import type { PrintedFrame } from '../../report/model';
import { draft, indentOf, type Draft, type Found, type Recogniser } from '../text/found';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';
import { rubyCall } from './ruby';

/** RSpec's reports: frames behind `#`, below the line that failed and the error's class and message. */
export const rspec: Recogniser = {
  marks: mark.hash,
  anchors: (text) => text.includes('# ') && callOf(text) !== null,
  read,
};

function callOf(text: string): PrintedFrame | null {
  const found = /^\s*# {1,3}(\S.*)$/.exec(text);
  return found ? rubyCall(found[1] ?? '') : null;
}

const longestMessage = 200;

function read(lines: readonly Line[], first: number, low: number): Found | null {
  let opened = first - 1;
  const lowest = Math.max(low, first - longestMessage);
  while (opened >= lowest && !/^\s*Failure\/Error: /.test(wholeOf(lines[opened]))) opened -= 1;
  const cut = opened < lowest;
  const errors = [cut ? draft('thrown', null, null, null) : thrown(lines.slice(opened, first).map(wholeOf))];
  let at = readCalls(lines, first, errors[0]?.frames ?? []);
  // Where the beginning was cut off, one call alone may be somebody's comment.
  if (cut && at < first + 2) return null;
  while (/^\s*# --- Caused by: ---$/.test(wholeOf(lines[at + 1]))) {
    const type = /^\s*# ([A-Z][\w:]{0,200}):$/.exec(wholeOf(lines[at + 2]))?.[1];
    if (type === undefined) break;
    const message: string[] = [];
    for (at += 3; at < lines.length && message.length < longestMessage; at += 1) {
      const text = wholeOf(lines[at]);
      if (callOf(text) || !/^\s*# {3}/.test(text)) break;
      message.push(text.replace(/^\s*# {3}/, ''));
    }
    const error = draft('cause', type, message.join('\n').trim() || null, errors.length - 1);
    at = readCalls(lines, at, error.frames);
    errors.push(error);
  }
  return { trace: { language: 'ruby', errors }, start: cut ? first : opened, end: at };
}

function readCalls(lines: readonly Line[], from: number, into: PrintedFrame[]): number {
  let at = from;
  for (; at < lines.length; at += 1) {
    const frame = callOf(lines[at]?.text ?? '');
    if (!frame) break;
    into.push(frame);
  }
  return at;
}

/** What stands between the line that failed and the frames: `KeyError:` and its message, or what was expected. */
function thrown(told: readonly string[]): Draft {
  const blank = told.findIndex((line) => line.trim() === '');
  const body = told.slice(blank < 0 ? 1 : blank + 1);
  const type = /^\s*([A-Z][\w:]{0,200}):$/.exec(body[0] ?? '')?.[1] ?? null;
  const rest = type === null ? body : body.slice(1);
  const margin = indentOf(rest[0] ?? '');
  const message = rest.map((line) => line.slice(Math.min(margin, indentOf(line))));
  // error_highlight shows the code below a blank line.
  if (/^\s*[\^~]+$/.test(message.filter((line) => line.trim() !== '').at(-1) ?? '')) {
    message.splice(Math.max(message.indexOf(''), 0));
  }
  return draft('thrown', type, message.join('\n').trim() || null, null);
}
