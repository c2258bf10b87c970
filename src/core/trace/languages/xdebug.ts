import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Found, type Recogniser } from '../text/found';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** Xdebug's stacks: numbered from the outermost call on, with times and memory or behind `PHP`. */
export const xdebug: Recogniser = {
  marks: mark.numbered,
  anchors: (text) => text.includes('. ') && numbered.test(text),
  read,
};

const numbered =
  /^\s*(?:PHP {1,4})?(?:\d{1,7}\.\d{1,8} {1,12}\d{1,14} {1,4})?\d{1,5}\. (\S[^(]{0,500})\(.{0,2000}\) (\S.{0,800}):(\d{1,9})$/;
const header =
  /(?:Uncaught )?([A-Za-z_][\w\\]{0,200}(?: error)?): (.{1,4000}) in (\S.{0,800}) on line (\d{1,9})$/;

function callIn(text: string): PrintedFrame | null {
  const found = numbered.exec(text);
  if (!found) return null;
  return { function: found[1] ?? null, file: found[2] ?? '', line: toNumber(found[3]), column: null };
}

function read(lines: readonly Line[], first: number, low: number): Found | null {
  const calls: PrintedFrame[] = [];
  let end = first;
  for (; end < lines.length; end += 1) {
    const frame = callIn(wholeOf(lines[end]));
    if (!frame) break;
    if (frame.function !== '{main}') calls.unshift(frame);
  }
  for (let at = first - 1; at >= Math.max(low, first - 8); at -= 1) {
    const named = header.exec(wholeOf(lines[at]).trimEnd());
    if (!named) continue;
    const thrown = { function: null, file: named[3] ?? '', line: toNumber(named[4]), column: null };
    const error = {
      ...draft('thrown', named[1] ?? null, named[2] ?? null, null),
      frames: [thrown, ...calls],
    };
    return { trace: { language: 'php', errors: [error] }, start: at, end };
  }
  if (calls.length < 2) return null;
  const error = { ...draft('thrown', null, null, null), frames: calls };
  return { trace: { language: 'php', errors: [error] }, start: first, end };
}
