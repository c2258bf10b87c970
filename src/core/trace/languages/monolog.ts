import { draft, toNumber, type Draft, type Found, type Recogniser } from '../text/found';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';
import { phpCall, phpCalls } from './php';

const object = '[object] (';

/** Monolog's, which Symfony and Laravel log with: `[object] (Type(code: 0): message at file:line)`, with its calls or without. */
export const monolog: Recogniser = {
  marks: mark.bracketed | mark.brace | mark.closed,
  anchors: (text) => text.includes(object) || text.includes('[stacktrace]'),
  read: (lines, at, low) =>
    wholeOf(lines[at]).includes(object) ? readObjects(lines, at) : readCut(lines, at, low),
};

/** How many lines a message may have, and how many characters. */
const longestMessage = 60;
const mostCharacters = 100_000;

function readObjects(lines: readonly Line[], start: number): Found | null {
  const errors: Draft[] = [];
  let at = start;
  for (;;) {
    const header = headerAt(lines, at);
    if (!header) break;
    const { error } = header;
    if (errors.length > 0) {
      error.relation = 'cause';
      error.parent = errors.length - 1;
    }
    at = header.end;
    if (wholeOf(lines[at]).trim() === '[stacktrace]') at = callsFrom(lines, at + 1, error);
    errors.push(error);
    let next = at;
    while (next < Math.min(lines.length, at + 3) && wholeOf(lines[next]).trim() === '') next += 1;
    if (!wholeOf(lines[next]).startsWith(`[previous exception] ${object}`)) break;
    at = next;
  }
  return errors.length === 0 ? null : { trace: { language: 'php', errors }, start, end: at };
}

/** Calls whose error was cut off: one alone may be prose. */
function readCut(lines: readonly Line[], at: number, low: number): Found | null {
  if (at > low && phpCall(wholeOf(lines[at - 1]))) return null;
  const error = draft('thrown', null, null, null);
  const end = callsFrom(lines, at + 1, error);
  return error.frames.length < 2 ? null : { trace: { language: 'php', errors: [error] }, start: at, end };
}

function callsFrom(lines: readonly Line[], from: number, into: Draft): number {
  const { frames, next } = phpCalls(lines, from, '');
  for (const frame of frames)
    into.frames.push({ ...frame, function: frame.function === null ? null : single(frame.function) });
  return next;
}

/** The error that begins in the line at `from`, and the line behind it; its message may have several. */
function headerAt(
  lines: readonly Line[],
  from: number,
): { readonly error: Draft; readonly end: number } | null {
  let told = '';
  for (let at = from; at < Math.min(lines.length, from + longestMessage); at += 1) {
    const text = wholeOf(lines[at]);
    if (told.length > mostCharacters || (at > from && text.includes(object))) return null;
    const seen = told.length;
    told += at === from ? text.slice(text.indexOf(object)) : `\n${text}`;
    const end = endOf(told, seen);
    if (end === null) continue;
    // As a whole the line is a string of JSON, and is read once more as that.
    if (told.startsWith('\\n', end + 1)) return null;
    const error = errorIn(told.slice(object.length, end));
    return error && { error, end: at + 1 };
  }
  return null;
}

/** Where the parenthesis closes: behind a line's number, at the end of a string or of a line. */
function endOf(told: string, from: number): number | null {
  for (let at = told.indexOf(')', from); at >= 0; at = told.indexOf(')', at + 1)) {
    const next = told[at + 1];
    const isEnd = next === undefined || next === '"' || told.startsWith('\\n', at + 1);
    if (isEnd && /:\d{1,9}$/.test(told.slice(Math.max(0, at - 10), at))) return at;
  }
  return null;
}

function errorIn(told: string): Draft | null {
  const opened = /^([\w\\@]{1,300}?)\(code: (?:[^()\s]{1,40})\): /.exec(told);
  const place = told.lastIndexOf(' at ');
  const where =
    opened && place >= opened[0].length - 1 ? /^(.{1,1000}):(\d{1,9})$/.exec(told.slice(place + 4)) : null;
  if (!opened || !where) return null;
  const message = told.slice(opened[0].length, place).replaceAll('\\"', '"').trim();
  const error = draft('thrown', single(opened[1] ?? ''), message || null, null);
  error.frames.push({ function: null, file: single(where[1] ?? ''), line: toNumber(where[2]), column: null });
  return error;
}

/** A name's or a path's separators, which JSON doubles. */
function single(text: string): string {
  return text.replaceAll('\\\\', '\\');
}
