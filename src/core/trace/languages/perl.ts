import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Found, type Recogniser } from '../text/found';
import { listed } from '../text/listed';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** Perl's `die` and Carp's `confess`: the place ends the message, the calls follow with their places. */
export const perl: Recogniser = {
  marks: mark.numbered,
  anchors: (text) => / line \d/.test(text) && text.includes(' at '),
  read,
};

const dies = /^([^]*?) at (\S.{0,500}?) line (\d{1,9})(?:, <\S{1,40}> (?:line|chunk) \d{1,12})?\.$/;
const calls = /^\s+(.{1,2000}) called at (.{1,500}) line (\d{1,9})$/;
const isScript = (file: string): boolean => /\.(?:pl|pm|t|cgi|psgi|plx)$|^(?:-e|-|\(eval \d+\))$/.test(file);

function frameOf(text: string): PrintedFrame | null {
  const found = calls.exec(text);
  if (!found) return null;
  const call = found[1] ?? '';
  const open = call.indexOf('(');
  const name = open > 0 && !call.startsWith('eval ') ? call.slice(0, open) : call;
  return {
    function: name.startsWith('eval ') ? 'eval' : name,
    file: found[2] ?? '',
    line: toNumber(found[3]),
    column: null,
  };
}

function read(lines: readonly Line[], at: number): Found | null {
  const text = wholeOf(lines[at]);
  const found = dies.exec(text);
  if (!found || !isScript(found[2] ?? '')) return null;
  const prefix = /^\s*/.exec(text)?.[0] ?? '';
  const { frames, end } = listed(lines, at + 1, prefix, frameOf, /^$a/);
  const message = (found[1] ?? '').trim();
  // The sub that died is not named; the first call is where it was called.
  const place: PrintedFrame = {
    function: frames[0]?.function ?? null,
    file: found[2] ?? '',
    line: toNumber(found[3]),
    column: null,
  };
  const shifted = callers(frames);
  const error = {
    ...draft('thrown', null, message === '' ? null : message, null),
    frames: [place, ...shifted],
  };
  return { trace: { language: 'perl', errors: [error] }, start: at, end: frames.length > 0 ? end : at + 1 };
}

/** The calls below an error that was cut off. */
export function perlCalls(lines: readonly Line[], at: number) {
  const { frames, end } = listed(lines, at, '', frameOf, /^$a/);
  return { frames: callers(frames), end };
}

/** Carp tells with each call where it was called: in the function of the next line. */
function callers(frames: readonly PrintedFrame[]): PrintedFrame[] {
  return frames.map((frame, index) => ({ ...frame, function: frames[index + 1]?.function ?? null }));
}
