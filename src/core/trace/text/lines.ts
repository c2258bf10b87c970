import { carriageReturn, greater } from './letters';
import { longest, strip, withoutEscapes, type Line } from './prefix';

/**
 * A text as the streams of lines in it: each writer of an interleaved log, and each JSON string with line breaks
 * in it, is a stream of its own. In the order of their first lines. Linear in the length of the text.
 */
export function streamsOf(text: string): readonly Stream[] {
  return collect(text, 0);
}

export interface Stream {
  readonly lines: readonly Line[];
  /** It was inside a string: what is found there is a trace only when it names its error. */
  readonly embedded: boolean;
}

function collect(text: string, depth: number): Stream[] {
  const sorter = new Sorter();
  const embedded: Stream[] = [];
  const escaped = text.includes('\u001b') || text.includes('\u009b');
  const breaking = depth < 3 && breaks(text);
  const quoting = text.includes('>');
  const returning = text.includes('\r');
  let quoted = false;
  let lone = -1;
  for (let from = 0, to: number; from <= text.length; from = to + 1) {
    to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    let end = to;
    if (returning) {
      if (to > from && text.charCodeAt(to - 1) === carriageReturn) end -= 1;
      // A lone carriage return ends a line too (progress bars, old Macs).
      if (lone < from) lone = text.indexOf('\r', from);
      if (lone < 0) lone = text.length;
      if (lone < end) end = to = lone;
    }
    let line = text.slice(from, end);
    if (escaped) line = withoutEscapes(line);
    if (breaking && breaks(line)) {
      for (const inner of innerTexts(line)) embedded.push(...collect(inner, depth + 1));
    }
    if (quoting) {
      // A mail program quotes line after line; a lone `>` is pytest pointing at a line.
      const quotes = isQuoted(line);
      if (quotes && (quoted || isQuoted(text.slice(to + 1, to + 6)))) line = line.replace(quotation, '');
      quoted = quotes;
    }
    sorter.add(line);
  }
  const own = sorter.streams().map((lines) => ({ lines, embedded: depth > 0 }));
  return [...own, ...embedded];
}

const quotation = /^ {0,3}(?:> ?){1,20}/;

function isQuoted(line: string): boolean {
  return line.charCodeAt(0) <= greater && /^ {0,3}>/.test(line);
}

/** Gives each line to its writer. */
class Sorter {
  private readonly bySource = new Map<string, Line[]>();
  private source: string | null = null;
  private current: Line[] = [];

  add(line: string): void {
    const { text, logged, source } = strip(line);
    if (source !== this.source) this.turnTo(source);
    this.current.push(
      text.length > longest
        ? { text: text.slice(0, longest), whole: text, logged }
        : { text, whole: text, logged },
    );
  }

  streams(): Line[][] {
    return [...this.bySource.values()];
  }

  private turnTo(source: string): void {
    this.source = source;
    this.current = this.bySource.get(source) ?? [];
    this.bySource.set(source, this.current);
  }
}

function breaks(line: string): boolean {
  return line.includes('\\n') || line.includes('#012');
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
