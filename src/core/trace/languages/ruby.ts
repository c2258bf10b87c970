import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Draft, type Found, type Recogniser } from '../text/found';
import { headerAbove } from '../text/header';
import { behind, isForeign, wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** Ruby's backtraces: both orders, causes, the quotes of 3.4, and the bare lists that Rails logs. */
export const ruby: Recogniser = {
  marks: mark.tick,
  anchors: (text) => text.includes(':in `') || text.includes(":in '"),
  read,
};

const frame =
  /^\s*(?:\d{1,5}: )?(?:from )?((?:[A-Za-z]:)?[^\s:'"`#][^:'"`]{0,500}):(\d{1,9}):in [`']([^']{1,300})'(.*)$/;

/** Outside of any method a call has no name before Ruby 1.9; what opens such a trace has its error behind it. */
const unnamed =
  /^\s*(?:from ([^\s:'"`#][^:'"`]{0,500}\.(?:rb|erb|rake|ru)):(\d{1,9})|([^\s:'"`#][^:'"`]{0,500}\.(?:rb|erb|rake|ru)):(\d{1,9})(: .{1,2000} \([A-Z][\w:]{0,200}\)))$/;

interface Read extends PrintedFrame {
  /** What stands behind the call: `: message (Type)`. */
  readonly rest: string;
}

function rubyFrame(text: string): Read | null {
  const found = frame.exec(text);
  if (!found) return unnamedFrame(text);
  return {
    file: found[1] ?? '',
    line: toNumber(found[2]),
    column: null,
    function: found[3] ?? null,
    rest: found[4] ?? '',
  };
}

function unnamedFrame(text: string): Read | null {
  const found = unnamed.exec(text);
  if (!found) return null;
  const line = toNumber(found[2] ?? found[4]);
  return { file: found[1] ?? found[3] ?? '', line, column: null, function: null, rest: found[5] ?? '' };
}

function read(lines: readonly Line[], first: number, low: number): Found | null {
  const text = lines[first]?.text ?? '';
  const found = rubyFrame(text);
  if (!found) return null;
  const errors: Draft[] = [];
  const prefix = /^\s*/.exec(text)?.[0] ?? '';
  if (found.rest === '' && /^\s*\d{1,5}: from /.test(text)) return readReversed(lines, first);
  if (found.rest === '' && first > low && unnamedFrame(wholeOf(lines[first - 1]))?.rest.startsWith(': '))
    return read(lines, first - 1, low);
  if (found.rest === '') {
    const header = headerAbove(lines, first, Math.max(low, first - 6)) ?? railsHeader(lines, first, low);
    if (!header) return null;
    const { frames, end } = callers(lines, first, prefix, false);
    const error = { ...draft('thrown', header.type, header.message, null), frames };
    return { trace: { language: 'ruby', errors: [error] }, start: header.line, end };
  }
  let at = first;
  while (at < lines.length) {
    const opens = rubyFrame(wholeOf(lines[at]));
    if (!opens?.rest.startsWith(': ')) break;
    const { error, next } = readHeader(lines, at, opens, prefix);
    const { frames, end } = callers(lines, next, prefix, true);
    const parent = errors.length === 0 ? null : errors.length - 1;
    errors.push({
      ...error,
      relation: parent === null ? 'thrown' : 'cause',
      parent,
      frames: [plain(opens), ...frames],
    });
    at = end;
  }
  if (errors.length === 0) return null;
  return { trace: { language: 'ruby', errors }, start: first, end: at };
}

const plain = ({ function: name, file, line, column }: Read): PrintedFrame => ({
  function: name,
  file,
  line,
  column,
});

/** `: message (Type)`; the lines of a longer message, and the code that error_highlight points at, follow it. */
function readHeader(lines: readonly Line[], at: number, opens: Read, prefix: string) {
  const typed = /^: ([^]*) \(([\w:]{1,200})\)$/.exec(opens.rest.trimEnd());
  const message = [typed?.[1] ?? opens.rest.slice(2)];
  let type = typed?.[2] ?? null;
  let next = at + 1;
  for (; next < Math.min(lines.length, at + 60); next += 1) {
    const line = behind(prefix, wholeOf(lines[next]));
    if (isForeign(lines[next], lines[at])) break;
    if (/^(?:\s+(?:from |\d{1,5}: from )|```)/.test(line) || rubyFrame(line)) break;
    const closes = type === null ? /^(.*) \(([\w:]{1,200})\)$/.exec(line) : null;
    if (closes) {
      message.push(closes[1] ?? '');
      type = closes[2] ?? null;
    } else if (line.trim() === '') {
      // error_highlight shows the code below a blank line; the callers follow it.
      next = callersBelow(lines, next, prefix);
      break;
    } else message.push(line);
  }
  const text = message.join('\n').trim();
  // An error with an empty message is printed by its class alone.
  if (type === null && /^[A-Z][\w:]{0,200}$/.test(text))
    return { error: draft('thrown', text, null, null), next };
  return { error: draft('thrown', type, text === '' || text === type ? null : text, null), next };
}

function callersBelow(lines: readonly Line[], at: number, prefix: string): number {
  for (let next = at; next < Math.min(lines.length, at + 8); next += 1) {
    if (/^\s+from /.test(behind(prefix, lines[next]?.text ?? ''))) return next;
  }
  return at;
}

function callers(lines: readonly Line[], from: number, prefix: string, marked: boolean) {
  const frames: PrintedFrame[] = [];
  let at = from;
  for (; at < lines.length; at += 1) {
    const text = behind(prefix, lines[at]?.text ?? '');
    const found = rubyFrame(text);
    if (found && found.rest === '' && (!marked || /^\s*from /.test(text))) frames.push(plain(found));
    else if (!/^\s*\.{3} ?\d{1,6} levels/.test(text)) break;
  }
  return { frames, end: at };
}

/** `Traceback (most recent call last):` with the outermost call first and the error at the end. */
function readReversed(lines: readonly Line[], first: number): Found | null {
  const frames: PrintedFrame[] = [];
  let at = first;
  for (; at < lines.length; at += 1) {
    const text = wholeOf(lines[at]);
    const found = rubyFrame(text);
    if (!found) break;
    if (found.rest === '') frames.unshift(plain(found));
    else {
      const { error, next } = readHeader(lines, at, found, '');
      return {
        trace: { language: 'ruby', errors: [{ ...error, frames: [plain(found), ...frames] }] },
        start: first,
        end: next,
      };
    }
  }
  // The end was cut off: the frames are what is known.
  return frames.length < 2
    ? null
    : {
        trace: { language: 'ruby', errors: [{ ...draft('thrown', null, null, null), frames }] },
        start: first,
        end: at,
      };
}

/** Rails logs `NoMethodError (undefined method …):` and a blank line above the list. */
function railsHeader(lines: readonly Line[], first: number, low: number) {
  for (let at = first - 1; at >= Math.max(low, first - 4); at -= 1) {
    const found = /([A-Z][\w:]{1,200}) \(([^]{0,2000})\):?$/.exec((lines[at]?.text ?? '').trim());
    if (found) return { type: found[1] ?? null, message: found[2]?.trim() || null, line: at };
  }
  return null;
}

/** A call that is no error's header. */
export function rubyCall(text: string): PrintedFrame | null {
  const found = rubyFrame(text);
  return found?.rest === '' ? plain(found) : null;
}
