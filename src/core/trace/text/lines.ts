import { blank, carriageReturn, greater, isDigit } from './letters';
import { Tests } from './ctest';
import { Line, mayBeStripped, strip, withoutEscapes } from './prefix';
import { isLoneAt, isWord, shortest, width } from './wrap';

/** Takes the lines of one writer, in their order. */
export interface Stream {
  add(line: Line): void;
  end(): void;
}

/**
 * Gives the lines of a text to the streams that they belong to: each writer of an interleaved log is one, and so is
 * each JSON string with line breaks in it (`embedded`). Linear in the length of the text. Tells whether lines may have
 * been broken, as far as can be told for nothing.
 */
export function sortLines(text: string, open: (embedded: boolean, writer: string) => Stream): boolean {
  return sort(text, open, 0, 0);
}

function sort(
  text: string,
  open: (embedded: boolean, writer: string) => Stream,
  depth: number,
  first: number,
): boolean {
  const writers = new Writers((writer) => open(depth > 0, writer));
  const returns = new Letter(text, '\r');
  const escapes = new Letter(text, '\u001b');
  const controls = new Letter(text, '\u009b');
  const breaks = new Letter(text, '\\n');
  const numbers = new Letter(text, '#012');
  const quotes = new Letter(text, '>');
  const parentheses = new Letter(text, '(');
  const bars = new Letter(text, '|');
  const brackets = new Letter(text, '[');
  const changed = returns.at < text.length || escapes.at < text.length || controls.at < text.length;
  let [broken, wide, quoted] = [changed, false, false];
  let number = first;
  let before = 0;
  for (let from = 0, to: number; from <= text.length; from = to + 1) {
    to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    let end = to;
    if (returns.first(from) <= to) {
      if (to > from && text.charCodeAt(to - 1) === carriageReturn) end -= 1;
      // A lone carriage return ends a line too (progress bars, old Macs).
      if (returns.at < end) end = to = returns.at;
    }
    if (before >= shortest) broken ||= before === width || text.charCodeAt(from) > blank;
    else if (before > 2) broken ||= text.charCodeAt(from) > blank && isLoneAt(text, from - 1);
    let source = text;
    let start = from;
    let stop = end;
    if (escapes.first(from) < end || controls.first(from) < end) {
      source = withoutEscapes(text.slice(from, end));
      start = 0;
      stop = source.length;
    }
    before = stop - start;
    wide ||= before > width && !isWord(source, start, stop);
    const own = source === text;
    if (
      depth < 3 &&
      (own
        ? breaks.first(from) < end || numbers.first(from) < end
        : source.includes('\\n') || source.includes('#012'))
    ) {
      for (const inner of innerTexts(source.slice(start, stop))) sort(inner, open, depth + 1, number);
    }
    // A mail program quotes line after line; a lone `>` is pytest pointing at a line.
    const quoting = quotes.first(from) < end && isQuoted(source, start);
    if (quoting && (quoted || isQuoted(text, to + 1)))
      start += quotation.exec(source.slice(start, stop))?.[0].length ?? 0;
    quoted = quoting;
    const isMarked = !own || bars.first(from) < end || brackets.first(from) < end;
    writers.add(source, start, stop, number, own ? parentheses.first(from) : source.indexOf('('), isMarked);
    if (depth === 0) number += 1;
  }
  writers.end();
  return broken && !wide;
}

/** Where a letter (or a few) is in a text, searched once for many lines; behind the text when it is nowhere. */
class Letter {
  at: number;

  constructor(
    private readonly text: string,
    private readonly letter: string,
  ) {
    this.at = this.search(0);
  }

  /** Where it is next, from a position on that never goes back. */
  first(from: number): number {
    if (this.at < from) this.at = this.search(from);
    return this.at;
  }

  private search(from: number): number {
    const at = this.text.indexOf(this.letter, from);
    return at < 0 ? this.text.length : at;
  }
}

const quotation = /^ {0,3}(?:> ?){1,20}/;

function isQuoted(text: string, from: number): boolean {
  let at = from;
  while (at < from + 3 && text.charCodeAt(at) === blank) at += 1;
  return text.charCodeAt(at) === greater;
}

/** Gives each line to its writer's stream. */
class Writers {
  private readonly streams = new Map<string, Stream>();
  private readonly tests = new Tests();
  private source: string | null = null;
  private current: Stream | null = null;

  constructor(private readonly open: (writer: string) => Stream) {}

  /** Takes the line [from, to) of a text, whose first parenthesis opens at `open`; `isMarked` says of a bar or bracket. */
  add(text: string, from: number, to: number, at: number, open: number, isMarked: boolean): void {
    if (from < to && isDigit(text.charCodeAt(from))) {
      const test = this.tests.of(text, from, to);
      if (test !== '') {
        const start = Math.min(from + test.length + 2, to);
        this.of(`ctest ${test}`)?.add(new Line(text, start, to, '', at, open));
        return;
      }
    }
    if (from === to || !mayBeStripped(text, from, isMarked)) {
      this.of('')?.add(new Line(text, from, to, '', at, open));
      return;
    }
    const line = text.slice(from, to);
    const { text: rest, logged, source } = strip(line);
    const start = to - rest.length;
    const first = open < start ? start + rest.indexOf('(') : open;
    this.of(source)?.add(new Line(text, start, to, logged, at, first));
  }

  end(): void {
    for (const stream of this.streams.values()) stream.end();
  }

  private of(source: string): Stream | null {
    return source === this.source ? this.current : this.turnTo(source);
  }

  private turnTo(source: string): Stream {
    const stream = this.streams.get(source) ?? this.open(source);
    this.streams.set(source, stream);
    this.source = source;
    this.current = stream;
    return stream;
  }
}

/** The texts with line breaks that a line carries in JSON (or logfmt) strings, or escaped as a whole. */
function innerTexts(line: string): string[] {
  const found: string[] = [];
  for (let at = line.indexOf('"'); at >= 0;) {
    let end = at + 1;
    let hasBreak = false;
    while (end < line.length && line[end] !== '"') {
      if (line[end] === '\\') {
        hasBreak ||= line[end + 1] === 'n' || (line[end + 1] === '\\' && line[end + 2] === 'n');
        end += 1;
      }
      end += 1;
    }
    // Shorter strings hold no trace.
    if (hasBreak && end - at > 20) found.push(unescape(line.slice(at + 1, Math.min(end, line.length))));
    at = line.indexOf('"', end + 1);
  }
  if (found.length > 0) return found;
  if (line.includes('#012')) return [line.replaceAll('#012', '\n').replaceAll('#011', '\t')];
  return /\\n(?:\\t| )/.test(line) ? [unescape(line)] : [];
}

const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '', f: '' };

function unescape(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, escape: string) =>
    escape.length === 5
      ? String.fromCharCode(Number.parseInt(escape.slice(1), 16))
      : (simple[escape] ?? escape),
  );
}
