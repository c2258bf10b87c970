import type { PrintedFrame } from '../../report/model';
import { draft, indentOf, toNumber, type Draft, type Found, type Recogniser } from '../text/found';
import { wholeOf, type Line } from '../text/prefix';
import { exceptionLine } from './pythonLine';
import { mark } from '../text/marks';

/** pytest's long and short tracebacks, whose errors stand behind `E`. */
export const pytest: Recogniser = {
  marks: mark.pytest,
  anchors: (text) => text.includes('E  ') && /^ {0,40}E {2,}\S/.test(text),
  read: readIndented,
};

/** The lines of a report, without the indentation that all of it may have. */
interface Report {
  readonly length: number;
  at(index: number): string;
}

function readIndented(lines: readonly Line[], first: number, low: number): Found | null {
  const indent = indentOf(wholeOf(lines[first]));
  const at = (index: number): string => {
    const text = wholeOf(lines[index]);
    return indent === 0 ? text : text.slice(Math.min(indent, indentOf(text)));
  };
  return read({ length: lines.length, at }, first, low);
}

/** `shop/ledger.py:12: in read` above its code, `tests/test_a.py:9: KeyError` below it. */
const place = /^((?:[A-Za-z]:)?[^:]{1,500}):(\d{1,9}): ?(?:in (.{1,300})|([\w.]{1,200})?)$/;
const code = /^(?:>| {2,}|\t|\s*$|(?:_ ){3,}|[\w.]{1,100} = |[\w\], *()=.'"{}:<>-]{1,500}$)/;
/** With `--tb=line`, the only place that is told, with the error once more. */
const lone = /^((?:[A-Za-z]:)?[^:]{1,500}\.pyx?):(\d{1,9}): ([\w.]{1,200})(?:: .*)?$/;
const heading = /^_{3,} .* _{3,}$|^={3,}|^-{3,} .* -{3,}$|^E {2,}/;

const joint =
  /^(?:The above exception was the direct cause of|During handling of the above exception, another exception occurred)/;

/** A cause is printed above what it caused. */
function read(lines: Report, first: number, low: number): Found | null {
  // In the middle of a block that was no trace from its beginning.
  if (first > low && /^E(?: {2,}|$)/.test(lines.at(first - 1))) return null;
  const chain: Draft[] = [];
  let [at, floor, start, end] = [first, low, first, first];
  for (;;) {
    const link = readLink(lines, at, floor);
    if (!link) break;
    if (chain.length === 0) start = link.start;
    chain.unshift(link.error);
    end = floor = link.end;
    while (floor < Math.min(lines.length, end + 3) && lines.at(floor).trim() === '') floor += 1;
    if (!joint.test(lines.at(floor))) break;
    floor += 1;
    at = floor;
    while (at < Math.min(lines.length, floor + 300) && !/^E {2,}\S/.test(lines.at(at))) at += 1;
  }
  if (chain.length === 0) return null;
  const errors = chain.map((error, index): Draft => ({
    ...error,
    relation: index === 0 ? 'thrown' : 'cause',
    parent: index === 0 ? null : index - 1,
  }));
  return { trace: { language: 'python', errors }, start, end };
}

function readLink(
  lines: Report,
  first: number,
  low: number,
): { readonly error: Draft; readonly start: number; readonly end: number } | null {
  const error = draft('thrown', null, null, null);
  const margin = /^E {2,12}/.exec(lines.at(first))?.[0].length ?? 0;
  let end = first;
  const told: string[] = [];
  for (; end < lines.length && /^E(?: {2,}|$)/.test(lines.at(end)); end += 1)
    told.push(lines.at(end).slice(margin));
  const alone = lonePlace(lines, end, told[0] ?? '');
  if (alone) {
    for (; end < alone.at; end += 1) told.push(lines.at(end).slice(margin));
    const { type, message } = exceptionLine(told[0] ?? '') ?? { type: null, message: null };
    const body = [message ?? '', ...told.slice(1)].join('\n').trim();
    return {
      error: { ...error, type, message: body || null, frames: [alone.frame] },
      start: first,
      end: end + 1,
    };
  }
  const { frames, start } = framesAbove(lines, first, low);
  const below = placeBelow(lines, end);
  // In the long form the test's own place stands below its error.
  if (below) {
    frames.unshift(below.frame);
    end = below.next;
  }
  if (frames.length === 0) return null;
  const named = exceptionLine(told[0] ?? '');
  // A bare assertion is told without its class: the line below the error names it.
  if (named && (named.message !== null || named.type === below?.type)) error.type = named.type;
  else if (below) error.type = below.type;
  else error.type = named?.type ?? null;
  const body = named && error.type === named.type ? [named.message ?? '', ...told.slice(1)] : told;
  error.message = body.join('\n').trim() || null;
  if (error.type === null && told[0]?.startsWith('assert ')) error.type = 'AssertionError';
  error.frames = frames;
  return { error, start, end };
}

function frameIn(text: string): { readonly frame: PrintedFrame; readonly type: string | null } | null {
  if (!text.includes('.py:') && !text.includes('.pyx:') && !text.startsWith('<')) return null;
  const found = place.exec(text);
  if (!found || !/\.pyx?$|^<.*>$/.test(found[1] ?? '')) return null;
  const frame = { function: found[3] ?? null, file: found[1] ?? '', line: toNumber(found[2]), column: null };
  return { frame, type: found[4] ?? null };
}

/** The place below an error that is told in a line, whose message may go on behind four blanks. */
function lonePlace(lines: Report, from: number, told: string) {
  const type = exceptionLine(told)?.type;
  if (type === undefined) return null;
  for (let at = from; at < Math.min(lines.length, from + 80); at += 1) {
    const text = lines.at(at);
    const found = text.includes('.py') ? lone.exec(text) : null;
    if (found?.[3] === type) {
      const frame = { function: null, file: found[1] ?? '', line: toNumber(found[2]), column: null };
      return { frame, at };
    }
    if (!text.startsWith('    ')) return null;
  }
  return null;
}

/** The places above the error, innermost first: short ones name their function, long ones show it as code. */
function framesAbove(lines: Report, first: number, low: number) {
  const frames: PrintedFrame[] = [];
  let start = first;
  for (let at = first - 1; at >= Math.max(low, first - 400); at -= 1) {
    const text = lines.at(at);
    const found = frameIn(text);
    if (found) {
      const name = found.frame.function ?? definedAbove(lines, at, low);
      frames.push({ ...found.frame, function: name });
      start = at;
    } else if (heading.test(text) || !code.test(text)) break;
  }
  return { frames, start };
}

/** Where the error was raised: `shop/ledger.py:12: KeyError`, behind a blank line at most. */
function placeBelow(lines: Report, from: number) {
  for (let at = from; at < Math.min(lines.length, from + 3); at += 1) {
    const text = lines.at(at);
    if (text.trim() === '') continue;
    const found = frameIn(text);
    if (!found || found.frame.function !== null) return null;
    const name = definedAbove(lines, from, 0);
    return { frame: { ...found.frame, function: name }, type: found.type, next: at + 1 };
  }
  return null;
}

/** The function that pytest shows the code of, up to the line that failed: functions inside of it stand further right. */
function definedAbove(lines: Report, from: number, low: number): string | null {
  let column = Number.POSITIVE_INFINITY;
  for (let at = from - 1; at >= Math.max(low, from - 300); at -= 1) {
    const text = lines.at(at);
    if (text.startsWith('_') && /^(?:_ ){3,}|^_{3,} /.test(text)) return null;
    if (text.startsWith('>')) column = indentOf(text.slice(1)) + 1;
    const found = text.includes('def ') ? /^\s*(?:async )?def (\w{1,200})\(/.exec(text) : null;
    if (found && indentOf(text) < column) return found[1] ?? null;
  }
  return null;
}
