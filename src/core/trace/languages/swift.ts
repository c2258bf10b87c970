import type { PrintedFrame } from '../../report/model';
import { draft, splitLocation, type Found, type Recogniser } from '../text/found';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** Swift's own backtraces (Linux since 5.9) and Apple's crash reports. */
export const swift: Recogniser = {
  marks: mark.thread,
  anchors: (text) => /\b[Cc]rashed:/.test(text) && text.includes('Thread '),
  read,
};

const linux =
  /^\s*\d{1,5} (?:\[[\w]{1,12}\] ){0,3}\s*0x[0-9a-f]{1,16} (.{1,800}?)(?: \+ \d{1,12})? in (\S.{0,300}?)(?: at (.{1,800}))?$/;
const apple =
  /^\s*\d{1,5} {1,4}(\S.{0,100}?)\s{1,40}0x[0-9a-f]{1,16} (.{1,800}?)(?: \+ \d{1,12})(?: \(([^()]{1,400}:\d{1,9})\))?$/;

function frameOf(text: string): PrintedFrame | null {
  const own = linux.exec(text);
  const crash = own ? null : apple.exec(text);
  if (!own && !crash) return null;
  const name = (own?.[1] ?? crash?.[2] ?? '').replace(/^static /, '');
  const image = own?.[2] ?? crash?.[1] ?? '';
  const place = splitLocation(own?.[3] ?? crash?.[3] ?? '');
  return { function: name, ...(place ?? { file: own?.[3] ?? image, line: null, column: null }) };
}

/** The program's own code may stand between the frames: five lines and the caret, and blank ones around them. */
const mostCode = 12;
const code = /^\s*$|^\s*\d{1,6}[│|]|^\s*[│|]|^\.{3}$/;

function framesBelow(lines: readonly Line[], from: number) {
  const frames: PrintedFrame[] = [];
  let end = from;
  for (let at = from; at < lines.length && at - end <= mostCode; at += 1) {
    const text = lines[at]?.text ?? '';
    const frame = frameOf(text);
    if (frame) {
      frames.push(frame);
      end = at + 1;
    } else if (!code.test(text)) break;
  }
  return { frames, end };
}

function read(lines: readonly Line[], at: number, low: number): Found | null {
  const { frames, end } = framesBelow(lines, at + 1);
  if (frames.length === 0) return null;
  let start = at;
  let [type, message]: [string | null, string | null] = [null, null];
  for (let above = at - 1; above >= Math.max(low, at - 30); above -= 1) {
    const text = wholeOf(lines[above]);
    const fatal = /\b((?:Fatal|Precondition|Assertion) (?:error|failed|failure)): ?(.*)$/.exec(text);
    const crash =
      /^(?:(?:\*{3}|💣) Program crashed: (.{1,200}?) at |Exception Type:\s{1,10}(\S.{0,100})$)/.exec(text);
    if (crash && type === null) {
      type = crash[1] ?? crash[2] ?? null;
      start = above;
    }
    if (!fatal) continue;
    [type, message, start] = [fatal[1] ?? null, fatal[2]?.trim() || null, above];
    break;
  }
  return {
    trace: { language: 'swift', errors: [{ ...draft('thrown', type, message, null), frames }] },
    start,
    end,
  };
}
