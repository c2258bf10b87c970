import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Draft, type Found, type Recogniser } from '../text/found';
import { continued, headerAbove, headerIn } from '../text/header';
import { behind, isForeign, wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** .NET's stacks (CoreCLR, Framework, Mono; `at` and `line` in the languages that .NET speaks). */
export const csharp: Recogniser = {
  marks: mark.at | mark.short,
  anchors: (text) => text.includes('(') && opening.test(text),
  read,
};

const opening = /^\s*(?:at|bei|à|en|em|in|в|w|場所|위치:|在)\s/;
const place =
  /^ (?:in|dans|en|em|w|в|場所|位置|파일) (.{1,1000}):(?:(?:line|Zeile|ligne|línea|linea|linha|строка|wiersz|行|줄)\s)?(\d{1,9})\.?$/;

/** `at Namespace.Class.Method(Type name) in file.cs:line 12`; null for anything else. */
export function csharpFrame(text: string): PrintedFrame | null {
  const opened = opening.exec(text);
  const line = text.trim();
  if (!opened || line.length > 1_500) return null;
  const rest = text.slice(opened[0].length).trim();
  // Mono says what leads from managed code to native code.
  const wrapper = /^\(wrapper [\w-]{1,40}\) (\S{1,500}?) ?\(.{0,800}\)$/.exec(rest);
  if (wrapper) return { function: wrapper[1] ?? null, file: '', line: null, column: null };
  const open = rest.indexOf('(');
  const close = rest.indexOf(')', open);
  if (open < 1 || close < 0) return null;
  const name = rest.slice(0, open).trim();
  if (!/^[\p{L}_<][\p{L}\p{N}_.<>`+|[\],$:@-]*$/u.test(name) || !name.includes('.')) return null;
  // Mono prints an IL offset between the parameters and the file.
  const behindIt = rest.slice(close + 1).replace(/^ \[0x[0-9a-f]{1,8}\]/, '');
  if (behindIt === '') {
    // Java's and V8's places are no parameters.
    const parameters = rest.slice(open + 1, close);
    return /:\d+$|^(?:Native Method|Unknown Source|[\w$]+\.(?:java|kt|scala|groovy))$/.test(parameters)
      ? null
      : { function: name, file: '', line: null, column: null };
  }
  const where = place.exec(behindIt);
  if (!where) return null;
  const nowhere = /^<(?:[0-9a-f]{8,64}|filename unknown>$)/.test(where[1] ?? '');
  return { function: name, file: where[1] ?? '', line: nowhere ? null : toNumber(where[2]), column: null };
}

const endOfInner = /^\s*--- .{1,100} ---\s*$/;
const inner = /^\s*---> (?:\((?:Inner Exception|Innere Ausnahme) #(\d{1,4})\) )?/;

function read(lines: readonly Line[], first: number, low: number): Found | null {
  if (!csharpFrame(lines[first]?.text ?? '')) return null;
  // Calls that go on from the line above were read from there, and no error was found over them.
  if (first > low && csharpFrame(lines[first - 1]?.text ?? '')) return null;
  const header = terminated(lines, first, low) ?? outermost(lines, first, low);
  if (!header) return null;
  const prefix = (lines[header.line]?.text ?? '').slice(0, header.column);
  // .NET Framework and Mono print inner exceptions behind the message of the outer one, in one line.
  const [own, ...inners] = (header.message ?? '').split(/(?:^| )---> /);
  const errors: Draft[] = [draft('thrown', header.type, own?.trim() || null, null)];
  let open: number[] = [0];
  for (const each of inners) {
    errors.push(innerError(each, errors, open));
    open.push(errors.length - 1);
  }
  /** For each error where its message goes on. */
  let message: { readonly text: string | null; readonly from: number } | null = {
    text: errors.at(-1)?.message ?? null,
    from: header.line + 1,
  };
  const current = (): Draft => errors[open.at(-1) ?? 0] as Draft;
  const finish = (at: number): void => {
    if (message) current().message = continued(message.text, lines, message.from, at, prefix);
    message = null;
  };
  let at = header.line + 1;
  let end = at;
  for (; at < lines.length; at += 1) {
    const raw = behind(prefix, lines[at]?.text ?? '');
    const text = raw.replace(/<---\s*$/, '');
    const frame = csharpFrame(text);
    const nested = inner.exec(text);
    if (frame) {
      finish(at);
      current().frames.push(frame);
    } else if (nested) {
      finish(at);
      if (nested[1] !== undefined) open = open.slice(0, 1);
      const [first = '', ...more] = text.slice(nested[0].length).split(' ---> ');
      for (const each of [first, ...more]) {
        errors.push(innerError(each, errors, open));
        open.push(errors.length - 1);
      }
      message = { text: current().message, from: at + 1 };
    } else if (endOfInner.test(text)) {
      finish(at);
      // "End of stack trace from previous location" closes nothing.
      if (/inner|inneren|interne|interna|внутреннего|内部/i.test(text) && open.length > 1) open.pop();
    } else if (raw !== text && message === null) {
      // `<---` alone.
    } else if (message === null && !isForeign(lines[at], lines[first])) break;
    else if (message !== null && at > message.from + 80) break;
    if (message === null) end = at + 1;
    if (raw !== text && open.length > 1) open.pop();
  }
  finish(end);
  return { trace: { language: 'csharp', errors }, start: header.line, end };
}

/** `Type: message` of an exception inside the innermost one that is open. */
function innerError(text: string, errors: readonly Draft[], open: readonly number[]): Draft {
  const parent = open.at(-1) ?? 0;
  const relation = errors[parent]?.type?.endsWith('AggregateException') ? 'member' : 'cause';
  const named = headerIn(text);
  return named?.column === 0
    ? draft(relation, named.type, named.message, parent)
    : draft(relation, null, text.trim() || null, parent);
}

/** What `Environment.FailFast` and a failed `Debug.Assert` say, straight above their calls. */
function terminated(lines: readonly Line[], first: number, low: number) {
  for (let at = first - 1; at >= Math.max(low, first - 5); at -= 1) {
    const told = /^(\s*)Process terminated\. ?(.*)$/.exec(wholeOf(lines[at]));
    if (told) return { type: null, message: told[2] ?? '', column: told[1]?.length ?? 0, line: at };
  }
  return null;
}

/** The header of the whole: a line of an inner exception is not it. */
function outermost(lines: readonly Line[], first: number, low: number) {
  let header = headerAbove(lines, first, low);
  while (header && inner.test(lines[header.line]?.text ?? '')) {
    const above = headerAbove(lines, header.line, low);
    if (!above) return header;
    header = above;
  }
  return header && { ...header, message: headerIn(lines[header.line]?.text ?? '')?.message ?? null };
}
