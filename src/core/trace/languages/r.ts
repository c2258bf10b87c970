import type { PrintedFrame } from '../../report/model';
import { draft, indentOf, numberAt, toNumber, type Found, type Recogniser } from '../text/found';
import { blank, close, colon, dot, isDigit, isLetterOrDigit, open } from '../text/letters';
import { listed } from '../text/listed';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** R: rlang's backtraces, and `traceback()`. */
export const r: Recogniser = {
  marks: mark.title | mark.hash,
  anchors: (text) => text.startsWith('Backtrace:') || (numbered(text) > 0 && /\) at \S+#\d/.test(text)),
  read,
};

/** ` 2.   └─shop:::read_row(id) at shop/ledger.R:7:5`; without a place, a library's. */
function rlangFrame(text: string): PrintedFrame | null {
  const found = /^\s*\d{1,4}\. [ │├└─\\|+-]*(\S.{0,500}?)(?: at (\S.{0,300}?):(\d{1,9}):(\d{1,9}))?$/.exec(
    text,
  );
  const open = found?.[1]?.indexOf('(') ?? -1;
  if (!found || open < 1) return null;
  const name = (found[1] ?? '').slice(0, open).replace(/^global(?:::| )/, '');
  return { function: name, file: found[2] ?? '', line: toNumber(found[3]), column: toNumber(found[4]) };
}

/** Where the call stands behind `3: `; −1 in a line that has no such number. */
function numbered(text: string): number {
  const from = indentOf(text);
  let at = from;
  while (isDigit(text.charCodeAt(at))) at += 1;
  const isNumber = at > from && at < from + 5;
  return isNumber && text.charCodeAt(at) === colon && text.charCodeAt(at + 1) === blank ? at + 2 : -1;
}

function isOfName(code: number): boolean {
  return (
    (code < 128 && isLetterOrDigit(code)) || code === 95 || code === dot || code === colon || code === 36
  );
}

/** `3: read_row(id) at refund.R#3`. */
function calledFrame(text: string): PrintedFrame | null {
  const start = numbered(text);
  if (start < 0) return null;
  let opened = start;
  while (isOfName(text.charCodeAt(opened))) opened += 1;
  if (opened === start || text.charCodeAt(opened) !== open) return null;
  const name = text.slice(start, opened);
  if (text.charCodeAt(text.length - 1) === close)
    return { function: name, file: '', line: null, column: null };
  const hash = text.lastIndexOf('#');
  const at = text.lastIndexOf(') at ', hash);
  const line = numberAt(text, hash + 1, text.length);
  if (at <= opened || at + 5 >= hash || line === null || text.charCodeAt(at + 5) === blank) return null;
  return { function: name, file: text.slice(at + 5, hash), line, column: null };
}

/** `Error in read_row(id) : no row`: the call may have a colon in it, the blanks around this one are R's. */
const called = /^\s*Error in .{1,300}? : ([^]*)$/;
const alone = /^\s*Error(?: in .{1,300}?)?(?: \(from [^()]{1,300}\))? ?:(?: |$)([^]*)$/;

function read(lines: readonly Line[], at: number, low: number): Found | null {
  const tree = /^Backtrace:/.test(lines[at]?.text ?? '');
  const { frames, end } = listed(
    lines,
    tree ? at + 1 : at,
    '',
    tree ? rlangFrame : calledFrame,
    /^\s*[▆█x]\s*$/,
  );
  if (!frames.some(({ line }) => line !== null)) return null;
  if (tree) frames.reverse();
  let start = at;
  let message: string | null = null;
  for (let above = at - 1; above >= Math.max(low, at - 20); above -= 1) {
    const text = wholeOf(lines[above]);
    const found = called.exec(text) ?? alone.exec(text);
    if (!found) continue;
    const body = [found[1] ?? '', ...lines.slice(above + 1, at).map(wholeOf)];
    message =
      body
        .map((line) => line.replace(/^! /, ''))
        .join('\n')
        .trim() || null;
    start = above;
    break;
  }
  return {
    trace: { language: 'r', errors: [{ ...draft('thrown', null, message, null), frames }] },
    start,
    end,
  };
}
