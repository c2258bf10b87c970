import type { PrintedFrame } from '../../report/model';
import { behind, type Line } from './prefix';

/** How many lines in a row may stand between two frames: endless ones would be read again from each of them. */
export const mostBetween = 4;

/** The frames of consecutive lines, behind the prefix that their header had; `skip` says which lines stand between. */
export function listed(
  lines: readonly Line[],
  from: number,
  prefix: string,
  frameOf: (text: string) => PrintedFrame | null,
  skip: RegExp,
): { readonly frames: PrintedFrame[]; readonly end: number } {
  const frames: PrintedFrame[] = [];
  let end = from;
  for (let at = from; at < lines.length; at += 1) {
    const text = behind(prefix, lines[at]?.text ?? '');
    const frame = frameOf(text);
    if (frame) frames.push(frame);
    else if (at - end >= mostBetween || !skip.test(text)) break;
    if (frame) end = at + 1;
  }
  return { frames, end };
}
