import type { PrintedFrame } from '../../report/model';
import { draft, indentOf, toNumber, type Draft, type Found, type Recogniser } from '../text/found';
import { headerIn } from '../text/header';
import { behind, wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';
import { named } from './dart';

/** Dart's traces as `package:stack_trace` and `dart test` print them: the place first, the call in a column of its own. */
export const dartTerse: Recogniser = {
  marks: mark.dart,
  anchors: (text) => text.includes('.dart ') && placed.test(text),
  read,
};

const placed =
  /^\s{0,40}((?:package:|dart:|file:\/\/|https?:\/\/|\/|[A-Za-z]:[\\/]|[\w.-])\S{0,500}\.dart) (\d{1,9}):(\d{1,9}) {2,}(\S.{0,500})$/;
/** Calls of other packages are told without their lines. */
const folded = /^\s{0,40}((?:package|dart):[\w./-]{1,300}) {2,}(\S.{0,500})$/;
const gap = /^\s*={3,} asynchronous gap ={3,}$/;
const most = 60;

function frameOf(text: string): PrintedFrame | null {
  const found = placed.exec(text);
  if (found)
    return {
      function: found[4] ?? null,
      file: found[1] ?? '',
      line: toNumber(found[2]),
      column: toNumber(found[3]),
    };
  const other = folded.exec(text);
  return other ? { function: other[2] ?? null, file: other[1] ?? '', line: null, column: null } : null;
}

function read(lines: readonly Line[], first: number, low: number): Found | null {
  let start = first;
  while (start > low && first - start < most && folded.test(lines[start - 1]?.text ?? '')) start -= 1;
  const frames: PrintedFrame[] = [];
  let end = start;
  for (let at = start; at < lines.length; at += 1) {
    const text = lines[at]?.text ?? '';
    const frame = frameOf(text);
    if (frame) {
      frames.push(frame);
      end = at + 1;
    } else if (!gap.test(text)) break;
  }
  const header = headerOf(lines, start, low);
  // A place alone under nothing that failed is more likely somebody's text.
  if (!header && frames.length < 2) return null;
  const error = header?.error ?? draft('thrown', null, null, null);
  return {
    trace: { language: 'dart', errors: [{ ...error, frames }] },
    start: header?.start ?? start,
    end,
  };
}

/** What failed: below `Unhandled exception:` or the title of a test (`00:01 +0 -1: reads [E]`), else in the line above. */
function headerOf(lines: readonly Line[], first: number, low: number) {
  for (let at = first - 1; at >= Math.max(low, first - most); at -= 1) {
    const text = wholeOf(lines[at]);
    if (!/\bUnhandled [Ee]xception:\s*$|^\s*\d\d:\d\d .{0,1000} \[E\]\s*$/.test(text)) continue;
    const indent = ' '.repeat(indentOf(wholeOf(lines[at + 1])));
    const body = lines.slice(at + 1, first).map((line) => behind(indent, wholeOf(line)));
    const { type, message } = named(body.join('\n').trim());
    const error: Draft = draft('thrown', type, message, null);
    return { error, start: at };
  }
  const header = first > low ? headerIn(wholeOf(lines[first - 1])) : null;
  return header ? { error: draft('thrown', header.type, header.message, null), start: first - 1 } : null;
}
