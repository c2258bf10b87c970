import type { PrintedFrame } from '../../report/model';
import { splitLocation } from '../text/found';
import type { Line } from '../text/prefix';
import { blank, close, colon, comma, isBlank, isDigit, open, openBrace } from '../text/letters';

/** A first look: the line ends like `(file:1:2)`, and V8's blank is in front of that. */
export function looksLikeV8({ source, end, open }: Line): boolean {
  return (
    open < end &&
    source.charCodeAt(end - 1) === close &&
    isDigit(source.charCodeAt(end - 2)) &&
    source.charCodeAt(open - 1) === blank
  );
}

/** The frame that a line is, as `v8Frame` tells it of its text: the usual one is read where it stands. */
export function v8FrameOf(line: Line): PrintedFrame | null {
  const { source, from, end } = line;
  const start = called(source, from, end);
  return start < 0 ? null : (usualFrame(source, start, end, line.open) ?? v8Frame(line.text));
}

/** `at fn (file:1:2)`, `at async file:1:2`, `at new Foo (…)`, `at Array.map (<anonymous>)`; null for anything else. */
export function v8Frame(text: string): PrintedFrame | null {
  const from = called(text, 0, text.length);
  if (from < 0) return null;
  let to = text.length;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
  const last = text.charCodeAt(to - 1);
  if (last === openBrace && text.charCodeAt(to - 2) === blank) to -= 2;
  else if (last === comma) to -= 1;
  return anyFrame(text.slice(from, to));
}

/** Where what was called stands in the line [start, end): behind `at`, and behind `async`. −1 where it does not. */
function called(text: string, start: number, end: number): number {
  let from = start;
  while (from < end && isBlank(text.charCodeAt(from))) from += 1;
  if (
    from + 2 >= end ||
    text.charCodeAt(from) !== 97 ||
    text.charCodeAt(from + 1) !== 116 ||
    text.charCodeAt(from + 2) !== blank
  ) {
    return -1;
  }
  from += 3;
  while (from < end && isBlank(text.charCodeAt(from))) from += 1;
  return text.charCodeAt(from) === 97 && text.startsWith('async ', from) ? from + 6 : from;
}

/**
 * The usual frame, `fn (file:1:2)`, with no blank and no other parenthesis in its file: nothing is copied but what is
 * told. No search goes further than to the next line that has what is looked for, so that all of them are linear.
 */
function usualFrame(text: string, from: number, to: number, open: number): PrintedFrame | null {
  if (text.charCodeAt(to - 1) !== close || open < from + 2 || text.charCodeAt(open - 1) !== blank)
    return null;
  if (!isSolid(text, from) || !isSolid(text, open - 2) || !isSolid(text, open + 1)) return null;
  let at = to - 2;
  let column = 0;
  for (let unit = 1; at > open && isDigit(text.charCodeAt(at)); unit *= 10) {
    column += (text.charCodeAt(at) - 48) * unit;
    at -= 1;
  }
  if (at === to - 2 || at < to - 11 || text.charCodeAt(at) !== colon) return null;
  const columnAt = at;
  at -= 1;
  let line = 0;
  for (let unit = 1; at > open && isDigit(text.charCodeAt(at)); unit *= 10) {
    line += (text.charCodeAt(at) - 48) * unit;
    at -= 1;
  }
  if (at === columnAt - 1 || at < columnAt - 10 || at < open + 2 || text.charCodeAt(at) !== colon)
    return null;
  if (text.indexOf(')', open) !== to - 1) return null;
  if (isWithin(text.indexOf('(', open + 1), to) || isWithin(text.indexOf(' ', open), to)) return null;
  return { function: text.slice(from, open - 1), file: text.slice(open + 1, at), line, column };
}

/** Whether the character at a position is none that is trimmed. */
function isSolid(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code > blank && code < 128;
}

function isWithin(at: number, to: number): boolean {
  return at >= 0 && at < to;
}

function anyFrame(rest: string): PrintedFrame | null {
  if (!rest.endsWith(')')) return placed(null, rest);
  const start = openingParenthesis(rest);
  if (start < 0) return null;
  if (start === 0) return placed(null, rest.slice(1, -1));
  if (rest[start - 1] !== ' ') return placed(null, rest);
  const name = rest.slice(0, start).trim();
  return placed(name === '' ? null : name, rest.slice(start + 1, -1));
}

/** The parenthesis that the last one closes: file names may hold pairs of their own. */
function openingParenthesis(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const code = text.charCodeAt(at);
    if (code === close) depth += 1;
    else if (code === open && (depth -= 1) === 0) return at;
  }
  return -1;
}

const placeless = /^(?:<anonymous>|native|unknown location|unknown|index \d{1,9}|<.{1,40}>)$/;
const looksLikeFile = /[./\\<\]]|^(?:node|native|internal|evalmachine|REPL\d+|bun|deno|ext):?/;

function placed(name: string | null, location: string): PrintedFrame | null {
  let place = location.trim();
  if (place.startsWith('eval at ')) {
    const last = place.lastIndexOf(', ');
    if (last > 0) place = place.slice(last + 2);
  }
  if (place.startsWith('address at ')) place = place.slice(11);
  // Most places end with a line and a column.
  const at = isDigit(place.charCodeAt(place.length - 1)) ? splitLocation(place) : null;
  if (!at && placeless.test(place)) {
    return name === null ? null : { function: name, file: place, line: null, column: null };
  }
  if (at) {
    const sure = at.column !== null && (name !== null || looksLikeFile.test(at.file));
    if (!sure && !(name !== null && looksLikeFile.test(at.file))) return null;
    // Prose such as "at noon (see chapter 3.2:1)" has blanks where a relative path has none.
    if (at.file.includes(' ') && !/^(?:[/\\]|[A-Za-z]:[\\/]|[a-z][a-z+-]*:|\.{1,2}[\\/])/.test(at.file))
      return null;
    return { function: name, file: at.file, line: at.line, column: at.column };
  }
  const module = /^(?:node:[\w/]+|file:\/\/\S+|wasm:\/\/\S+|https?:\/\/\S+)$/.test(place);
  return module ? { function: name, file: place, line: null, column: null } : null;
}
