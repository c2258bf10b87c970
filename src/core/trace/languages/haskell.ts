import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Found, type Recogniser } from '../text/found';
import { listed } from '../text/listed';
import { behind, wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** GHC's `CallStack (from HasCallStack):`, and the one of a profiled program. */
export const haskell: Recogniser = {
  marks: mark.title,
  anchors: (text) => text.includes('CallStack (from '),
  read,
};

export function haskellFrame(text: string): PrintedFrame | null {
  const called = /^\s+(\S{1,300}), called at (.{1,500}):(\d{1,9}):(\d{1,9}) in \S{1,300}$/.exec(text);
  const profiled = called
    ? null
    : /^\s+(\S{1,300}) \(([^()]{1,500}):(\d{1,9}):(\d{1,9})(?:-\d{1,9})?\)$/.exec(text);
  const found = called ?? profiled;
  if (!found) return null;
  return {
    function: found[1] ?? null,
    file: found[2] ?? '',
    line: toNumber(found[3]),
    column: toNumber(found[4]),
  };
}

function read(lines: readonly Line[], at: number, low: number): Found | null {
  const text = lines[at]?.text ?? '';
  const prefix = text.slice(0, text.indexOf('CallStack (from '));
  const { frames, end } = listed(lines, at + 1, prefix, haskellFrame, /^CallStack \(from /);
  if (frames.length === 0) return null;
  let start = at;
  let message: string | null = null;
  for (let above = at - 1; above >= Math.max(low, at - 12); above -= 1) {
    const line = behind(prefix, wholeOf(lines[above]));
    if (line.trim() === '') break;
    start = above;
    const named = /^[\w.-]{1,80}: ([^]*)$/.exec(line);
    message = [named?.[1] ?? line, ...(message === null ? [] : [message])].join('\n');
    if (named) break;
  }
  return {
    trace: {
      language: 'haskell',
      errors: [{ ...draft('thrown', null, message?.trim() || null, null), frames }],
    },
    start,
    end,
  };
}
