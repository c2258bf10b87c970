import type { PrintedFrame } from '../../report/model';
import { numberAt, splitLocation } from '../text/found';
import type { Line } from '../text/prefix';
import { beforeDigits, blank, close, colon, comma, isBlank, isDigit, open, openBrace } from '../text/letters';

/** `at fn (file:1:2)`, `at async file:1:2`, `at new Foo (…)`, `at Array.map (<anonymous>)`; null for anything else. */
export function v8Frame(text: string): PrintedFrame | null {
  return frameIn(text, 0, text.length, text.indexOf('('));
}

/** The frame that a line is, read where it stands. */
export function v8FrameOf({ source, from, end, open }: Line): PrintedFrame | null {
  return frameIn(source, from, end, open);
}

/** The frame in [start, end) of a text, whose first parenthesis opens at `parenthesis`. */
function frameIn(text: string, start: number, end: number, parenthesis: number): PrintedFrame | null {
  let from = start;
  while (from < end && isBlank(text.charCodeAt(from))) from += 1;
  if (
    from + 2 >= end ||
    text.charCodeAt(from) !== 97 ||
    text.charCodeAt(from + 1) !== 116 ||
    text.charCodeAt(from + 2) !== blank
  ) {
    return null;
  }
  from += 3;
  while (from < end && isBlank(text.charCodeAt(from))) from += 1;
  let to = end;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
  const last = text.charCodeAt(to - 1);
  if (last === openBrace && text.charCodeAt(to - 2) === blank) to -= 2;
  else if (last === comma) to -= 1;
  if (text.charCodeAt(from) === 97 && text.startsWith('async ', from)) from += 6;
  return usualFrame(text, from, to, parenthesis) ?? anyFrame(text.slice(from, to));
}

/**
 * The usual frame, `fn (file:1:2)`, with no blank and no other parenthesis in its file: nothing is copied but what is
 * told. No search goes further than to the next line that has what is looked for, so that all of them are linear.
 */
function usualFrame(text: string, from: number, to: number, at: number): PrintedFrame | null {
  if (text.charCodeAt(to - 1) !== close) return null;
  const columnAt = beforeDigits(text, to - 2);
  if (text.charCodeAt(columnAt) !== colon) return null;
  const lineAt = beforeDigits(text, columnAt - 1);
  if (text.charCodeAt(lineAt) !== colon) return null;
  if (at < from + 2 || at + 1 >= lineAt || text.charCodeAt(at - 1) !== blank) return null;
  if (text.indexOf(')', at) !== to - 1 || isWithin(text.indexOf('(', at + 1), to)) return null;
  if (isWithin(text.indexOf(' ', at), to)) return null;
  const line = numberAt(text, lineAt + 1, columnAt);
  const column = numberAt(text, columnAt + 1, to - 1);
  if (line === null || column === null) return null;
  return { function: text.slice(from, at - 1), file: text.slice(at + 1, lineAt), line, column };
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
    if (/\s/.test(at.file) && !/^(?:[/\\]|[A-Za-z]:[\\/]|[a-z][a-z+-]*:|\.{1,2}[\\/])/.test(at.file))
      return null;
    return { function: name, file: at.file, line: at.line, column: at.column };
  }
  const module = /^(?:node:[\w/]+|file:\/\/\S+|wasm:\/\/\S+|https?:\/\/\S+)$/.test(place);
  return module ? { function: name, file: place, line: null, column: null } : null;
}
