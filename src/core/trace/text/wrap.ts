import { withoutEscapes } from './prefix';

/** Terminals and mail programs that break lines break them here. */
const width = 80;

/** A text as it may have been. */
interface Unwrapped {
  readonly text: string;
  /** Lines were full, which they hardly are by chance. */
  readonly certain: boolean;
}

/**
 * The ways in which a text can have been before its lines were broken at 80 columns, the likeliest first. Empty when
 * no line shows that it was broken.
 */
export function unwrapped(coloured: string): readonly Unwrapped[] {
  const text = withoutEscapes(coloured);
  const { longest, broken } = measure(text);
  if (longest > width || !broken) return [];
  const words = { text: joined(text, isCrowded), certain: false };
  return longest === width ? [{ text: joined(text, isFull), certain: true }, words] : [words];
}

/** How long the longest line is, and whether some line begins at the margin behind one that had no room for it. */
function measure(text: string): { readonly longest: number; readonly broken: boolean } {
  let longest = 0;
  let broken = false;
  for (let from = 0, to = 0; to < text.length && longest <= width; from = to + 1) {
    to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    const length = (text.charCodeAt(to - 1) === 13 ? to - 1 : to) - from;
    if (length > longest) longest = length;
    const line = length < 20 ? '' : text.slice(from, from + length);
    broken ||= isFull(line, text, to + 1) || isCrowded(line, text, to + 1);
  }
  return { longest, broken };
}

const begins =
  /^(?:[ \t]{2}|\t|>[ >]|stack traceback:|Stack trace:|Traceback |Caused by:|goroutine \d|thread '|note: |[\w.-]{1,40} {0,20}\||\[?\d{2,4}[-:/]\d\d[-:/]|```)/;
/** The headings of test runners are as wide as the terminal. */
const rule = /([=_*-])\1{3}$/;

/** A terminal breaks a line when it is full. What follows has no indentation and no prefix of its own. */
function isFull(line: string, text: string, next: number): boolean {
  if (line.length !== width || next >= text.length) return false;
  return goesOn(line, text, next);
}

function goesOn(line: string, text: string, next: number): boolean {
  const following = text.slice(next, next + 20);
  const start = following.slice(0, 6);
  const prefixed = start === line.slice(0, 6) && /\W/.test(start);
  return !prefixed && !begins.test(following) && !rule.test(line);
}

/** A mail program breaks a line at a blank when the next word has no room. */
function isCrowded(line: string, text: string, next: number): boolean {
  if (line.length > width || line.length < 20 || next >= text.length) return false;
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
