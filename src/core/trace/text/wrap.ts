import { blank, isBlank, tab } from './letters';
import { withoutEscapes } from './prefix';

/** Terminals and mail programs that break lines break them here. */
export const width = 80;
/** Shorter lines end where they end. */
export const shortest = 20;
/** Longer words are no calls. */
const longestWord = 400;

/** A text as it may have been. */
interface Unwrapped {
  readonly text: string;
  /** Lines were full, which they hardly are by chance. */
  readonly certain: boolean;
}

/** A text as it may have been before its lines were broken at 80 columns; null when no line shows that it was. */
export function unwrapped(coloured: string): Unwrapped | null {
  const text = withoutEscapes(coloured);
  const { wide, full, crowded } = measure(text);
  if (wide || full + crowded === 0) return null;
  return full >= crowded
    ? { text: joined(text, isFull), certain: true }
    : { text: joined(text, isCrowded), certain: false };
}

interface Measure {
  /** A line is longer, and could have been broken. */
  readonly wide: boolean;
  /** How many lines end where a terminal breaks them, and how many where a mail program does. */
  readonly full: number;
  readonly crowded: number;
}

function measure(text: string): Measure {
  let [wide, full, crowded] = [false, 0, 0];
  for (let from = 0, to = 0; to < text.length && !wide; from = to + 1) {
    to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    const length = (text.charCodeAt(to - 1) === 13 ? to - 1 : to) - from;
    wide = length > width && !isWord(text, from, from + length);
    // What goes on below begins at the margin, at most one blank behind it: most lines of a trace are indented.
    if (length > width || isIndented(text, to + 1, length === width)) continue;
    if (length < shortest && !isLoneAt(text, from + length)) continue;
    const line = text.slice(from, from + length);
    if (isFull(line, text, to + 1)) full += 1;
    else if (isCrowded(line, text, to + 1)) crowded += 1;
  }
  return { wide, full, crowded };
}

/** Whether the line at `from` cannot be the rest of a broken one; a terminal may break a line before a blank. */
function isIndented(text: string, from: number, full: boolean): boolean {
  const first = text.charCodeAt(from);
  return full ? isBlank(first) && (first === tab || isBlank(text.charCodeAt(from + 1))) : !(first > blank);
}

const begins =
  /^(?:[ \t]{2}|\t|stack traceback:|Stack trace:|Traceback |Caused by:|goroutine \d|thread '|note: |[\w.-]{1,40} {0,20}\||\[?\d{2,4}[-:/]\d\d[-:/]|```)/;

/** A terminal breaks a line when it is full. What follows has no indentation and no prefix of its own. */
function isFull(line: string, text: string, next: number): boolean {
  if ((line.length !== width && columnsOf(line) !== width) || next >= text.length) return false;
  return goesOn(line, text, next);
}

/** How wide a terminal shows a line: the tabs that it begins with are eight columns each. */
function columnsOf(line: string): number {
  let tabs = 0;
  while (line.charCodeAt(tabs) === tab) tabs += 1;
  return line.length + 7 * tabs;
}

/** Whether what ends at `to` is an `at` alone on its line: the call that belongs behind it had no room there. */
export function isLoneAt(text: string, to: number): boolean {
  if (!text.startsWith('at', to - 2)) return false;
  let from = to - 3;
  while (from >= 0 && isBlank(text.charCodeAt(from))) from -= 1;
  return from < to - 3 && (from < 0 || text.charCodeAt(from) === 10);
}

/** A line that no mail program breaks: it has no blank to break it at. */
export function isWord(text: string, from: number, to: number): boolean {
  if (to - from > longestWord) return false;
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) <= blank) return false;
  return true;
}

function goesOn(line: string, text: string, next: number): boolean {
  const following = text.slice(next, next + 20);
  const start = following.slice(0, 6);
  const prefixed = start === line.slice(0, 6) && /\W/.test(start);
  // A quotation goes on in a quotation; elsewhere the sign closes what C++ opened.
  const isQuoted = following.startsWith('>') && line.startsWith('>');
  return !prefixed && !isQuoted && !begins.test(following) && !isRule(line);
}

/** The headings of test runners are as wide as the terminal. */
function isRule(line: string): boolean {
  const last = line.charAt(line.length - 1);
  return '=_*-'.includes(last) && line.endsWith(last.repeat(4));
}

/** A mail program breaks a line at a blank when the next word has no room. */
function isCrowded(line: string, text: string, next: number): boolean {
  if (line.length > width || next >= text.length) return false;
  if (line.length < shortest && !isLoneAt(line, line.length)) return false;
  let end = next;
  while (end < next + width && end < text.length && text.charCodeAt(end) > 32) end += 1;
  const blanks = line.endsWith(' ') ? 0 : 1;
  return end > next && line.length + blanks + (end - next) > width && goesOn(line, text, next);
}

function joined(text: string, isBroken: (line: string, text: string, next: number) => boolean): string {
  const parts: string[] = [];
  for (let from = 0, to = 0; to < text.length; from = to + 1) {
    to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    const line = text.slice(from, text.charCodeAt(to - 1) === 13 ? to - 1 : to);
    const breaks = isBroken(line, text, to + 1);
    const blank = isBroken === isCrowded && !line.endsWith(' ') ? ' ' : '';
    parts.push(line, breaks ? blank : '\n');
  }
  return parts.join('');
}
