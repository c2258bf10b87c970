import { blank, carriageReturn, greater } from './letters';
import { longest, strip, withoutEscapes, type Line } from './prefix';

/** Takes the lines of one writer, in their order. */
export interface Stream {
  add(line: Line): void;
  end(): void;
}

/**
 * Gives the lines of a text to the streams that they belong to: each writer of an interleaved log is one, and so is
 * each JSON string with line breaks in it (`embedded`). Linear in the length of the text.
 */
export function sortLines(text: string, open: (embedded: boolean) => Stream): void {
  sort(text, open, 0, 0);
}

function sort(text: string, open: (embedded: boolean) => Stream, depth: number, first: number): void {
  const writers = new Writers(() => open(depth > 0));
  const escaped = text.includes('\u001b') || text.includes('\u009b');
  const slashed = depth < 3 && text.includes('\\n');
  const numbered = depth < 3 && text.includes('#012');
  const quoting = text.includes('>');
  const returns = text.includes('\r');
  let quoted = false;
  let lone = -1;
  let number = first;
  for (let from = 0, to: number; from <= text.length; from = to + 1) {
    to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    let end = to;
    if (returns) {
      if (to > from && text.charCodeAt(to - 1) === carriageReturn) end -= 1;
      // A lone carriage return ends a line too (progress bars, old Macs).
      if (lone < from) lone = text.indexOf('\r', from);
      if (lone < 0) lone = text.length;
      if (lone < end) end = to = lone;
    }
    let line = text.slice(from, end);
    if (escaped) line = withoutEscapes(line);
    if ((slashed && line.includes('\\n')) || (numbered && line.includes('#012'))) {
      for (const inner of innerTexts(line)) sort(inner, open, depth + 1, number);
    }
    if (quoting) {
      // A mail program quotes line after line; a lone `>` is pytest pointing at a line.
      const quotes = isQuoted(line);
      if (quotes && (quoted || isQuoted(text.slice(to + 1, to + 6)))) line = line.replace(quotation, '');
      quoted = quotes;
    }
    writers.add(line, number);
    if (depth === 0) number += 1;
  }
  writers.end();
}

const quotation = /^ {0,3}(?:> ?){1,20}/;

function isQuoted(line: string): boolean {
  return line.charCodeAt(0) <= greater && /^ {0,3}>/.test(line);
}

/** Gives each line to its writer's stream. */
class Writers {
  private readonly streams = new Map<string, Stream>();
  private source: string | null = null;
  private current: Stream | null = null;

  constructor(private readonly open: () => Stream) {}

  add(line: string, at: number): void {
    // Most lines of a trace begin with white space: nothing to strip.
    if (line.charCodeAt(0) <= blank)
      this.give(this.source === '' ? this.current : this.turnTo(''), line, '', at);
    else {
      const { text, logged, source } = strip(line);
      this.give(source === this.source ? this.current : this.turnTo(source), text, logged, at);
    }
  }

  private give(stream: Stream | null, whole: string, logged: string, at: number): void {
    stream?.add({ text: whole.length > longest ? whole.slice(0, longest) : whole, whole, logged, at });
  }

  end(): void {
    for (const stream of this.streams.values()) stream.end();
  }

  private turnTo(source: string): Stream {
    const stream = this.streams.get(source) ?? this.open();
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
