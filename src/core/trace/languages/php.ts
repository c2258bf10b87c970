import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Draft, type Found, type Recogniser } from '../text/found';
import { headerIn } from '../text/header';
import { behind, wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** PHP's uncaught exceptions with `Stack trace:`, chained by `Next`. */
export const php: Recogniser = {
  marks: mark.title,
  anchors: (text) => text.includes('Stack trace:'),
  read,
};

const uncaught = /(?:Uncaught (?:exception ')?|Next )/;
const call = /^\s*#\d{1,6} (?:(.{1,1000})\((\d{1,9})\)|(\[internal function\]))(?:: (.*))?$/;

function read(lines: readonly Line[], at: number, low: number): Found | null {
  const start = headerLine(lines, at, low);
  if (start === null) return null;
  const text = wholeOf(lines[start]);
  const opened = uncaught.exec(text);
  const column = opened ? opened.index : (headerIn(text)?.column ?? 0);
  const prefix = opened ? (/^\s*/.exec(text)?.[0] ?? '') : text.slice(0, column);
  const chain: Draft[] = [];
  let from = start;
  let title = at;
  let end = at + 1;
  for (;;) {
    const body = lines.slice(from, title).map((line) => behind(prefix, wholeOf(line)));
    const error = readHeader(body.join('\n'));
    if (!error) break;
    const { frames, next } = phpCalls(lines, title + 1, prefix);
    error.frames.push(...frames);
    chain.unshift(error);
    end = next;
    while (next < lines.length && end < next + 3 && wholeOf(lines[end]).trim() === '') end += 1;
    if (!/^\s*Next /.test(behind(prefix, wholeOf(lines[end])))) break;
    from = end;
    title = from + 1;
    while (title < Math.min(lines.length, from + 60) && !wholeOf(lines[title]).includes('Stack trace:'))
      title += 1;
    if (!wholeOf(lines[title]).includes('Stack trace:')) break;
  }
  if (chain.length === 0) return null;
  if (/^\s*thrown in .* on line \d+/.test(wholeOf(lines[end]))) end += 1;
  // The last one printed is the one that nobody caught.
  const errors = chain.map((error, index): Draft => ({
    ...error,
    relation: index === 0 ? 'thrown' : 'cause',
    parent: index === 0 ? null : index - 1,
  }));
  return { trace: { language: 'php', errors }, start, end };
}

function headerLine(lines: readonly Line[], at: number, low: number): number | null {
  for (let line = at - 1; line >= Math.max(low, at - 60); line -= 1) {
    const text = wholeOf(lines[line]);
    if (uncaught.test(text) || headerIn(text)) return line;
  }
  return null;
}

/** `Type: message in file:line`; the place is the first frame. */
function readHeader(text: string): Draft | null {
  const place = text.lastIndexOf(' in ');
  const where = place < 0 ? null : /^(.{1,1000}):(\d{1,9})\s*$/.exec(text.slice(place + 4));
  if (!where) return null;
  const head = text.slice(0, place);
  const opened = uncaught.exec(head);
  const named = /^([\w\\]{1,200})(?:' with message '|: |$)([^]*)$/.exec(
    opened ? head.slice(opened.index + opened[0].length) : head.slice(headerIn(head)?.column ?? 0),
  );
  if (!named) return null;
  const message = head.includes("' with message '") ? (named[2] ?? '').replace(/'$/, '') : (named[2] ?? '');
  return built(named[1] ?? null, message, where[1] ?? '', where[2]);
}

function built(type: string | null, message: string, file: string, line: string | undefined): Draft {
  // A wrong argument's message goes on with the place of the function: ` and defined in …`.
  const told = message.replace(/( on line \d{1,9}) and defined$/, '$1').trim();
  const error = draft('thrown', type, told === '' ? null : told, null);
  error.frames.push({ function: null, file, line: toNumber(line), column: null });
  return error;
}

/** The calls of a trace, up to `{main}`. */
export function phpCalls(
  lines: readonly Line[],
  from: number,
  prefix: string,
): { readonly frames: readonly PrintedFrame[]; readonly next: number } {
  const frames: PrintedFrame[] = [];
  let next = from;
  for (; next < lines.length; next += 1) {
    const text = behind(prefix, lines[next]?.text ?? '');
    if (/^\s*#\d{1,6} \{main\}/.test(text)) {
      next += 1;
      break;
    }
    const frame = phpCall(text);
    if (!frame) break;
    frames.push(frame);
  }
  return { frames, next };
}

/** `#0 /srv/app/pay.php(7): Ledger->read('r-17')`. */
export function phpCall(text: string): PrintedFrame | null {
  const found = call.exec(text);
  if (!found) return null;
  const name = found[4] ?? null;
  const open = name?.indexOf('(') ?? -1;
  return {
    function: name === null ? null : open > 0 ? name.slice(0, open) : name,
    file: found[1] ?? found[3] ?? '',
    line: toNumber(found[2]),
    column: null,
  };
}
