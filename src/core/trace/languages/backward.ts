import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Found, type Recogniser } from '../text/found';
import { behind, wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** backward-cpp's traces: the outermost call first, each with the code around it, and the signal below. */
export const backward: Recogniser = {
  marks: mark.title,
  anchors: (text) => text.includes(title),
  read,
};

const title = 'Stack trace (most recent call last)';
const source =
  /^(?:#\d{1,5})?[ |]{1,10}Source "([^"]{1,800})", line (\d{1,9}), in (.{1,1000}?)(?: \[0x[0-9a-f]{1,16}\])?$/;
const object = /^#\d{1,5} {1,10}Object "([^"]{0,800})", at 0x[0-9a-f]{1,16}, in ?(.{0,1000})$/;
/** `      >  18:   refund(id);` */
const code = /^[ |]{4,12}>? {0,8}\d{1,7}:|^\s*$/;
const signal =
  /^(Segmentation fault|Aborted|Bus error|Floating point exception|Illegal instruction)(?: \((.{1,300})\))?$/;
/** So many lines of code are shown of a call. */
const mostCode = 20;

function read(lines: readonly Line[], at: number): Found | null {
  const opening = lines[at]?.text ?? '';
  const prefix = opening.slice(0, opening.indexOf(title));
  const frames: PrintedFrame[] = [];
  let end = at + 1;
  let ofObject = false;
  let next = end;
  for (; next < lines.length && next - end <= mostCode; next += 1) {
    const text = behind(prefix, lines[next]?.text ?? '').trimEnd();
    const frame = frameOf(text);
    if (!frame) {
      if (code.test(text)) continue;
      break;
    }
    // An object with its source below it is told once.
    if (ofObject && !text.startsWith('#')) frames.shift();
    ofObject = frame.line === null;
    frames.unshift(frame);
    end = next + 1;
  }
  if (!frames.some(({ line }) => line !== null)) return null;
  const ended = signal.exec(behind(prefix, wholeOf(lines[next])).trim());
  // Of an address that nothing is known of, nothing is told.
  const known = frames.filter(({ function: name, file }) => name !== null || file !== '');
  const error = { ...draft('thrown', ended?.[1] ?? null, ended?.[2] ?? null, null), frames: known };
  return { trace: { language: 'cpp', errors: [error] }, start: at, end: ended ? next + 1 : end };
}

function frameOf(text: string): PrintedFrame | null {
  const placed = source.exec(text);
  if (placed)
    return { function: placed[3] ?? null, file: placed[1] ?? '', line: toNumber(placed[2]), column: null };
  const found = object.exec(text);
  return found && { function: found[2] || null, file: found[1] ?? '', line: null, column: null };
}
