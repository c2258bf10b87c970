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
  const streams = new Map<string, Line[]>();
  const embedded: Stream[] = [];
  const raws = [...splitLines(text)];
  for (const [at, raw] of raws.entries()) {
    let line = withoutEscapes(raw);
    if (depth < 3 && breaks(line)) {
      for (const inner of innerTexts(line)) embedded.push(...collect(inner, depth + 1));
    }
    // A mail program quotes line after line; a lone `>` is pytest pointing at a line.
    if (isQuoted(line) && (isQuoted(raws[at - 1]) || isQuoted(raws[at + 1]))) {
      line = line.replace(/^ {0,3}(?:> ?){1,20}/, '');
    }
    const { text: rest, logged, source } = strip(line);
    const entry =
      rest.length > longest ? { text: rest.slice(0, longest), whole: rest, logged } : { text: rest, logged };
    const stream = streams.get(source);
    if (stream) stream.push(entry);
    else streams.set(source, [entry]);
  }
  const own = [...streams.values()].map((lines) => ({ lines, embedded: depth > 0 }));
  return [...own, ...embedded];
}

function isQuoted(line: string | undefined): boolean {
  return line !== undefined && /^ {0,3}>/.test(line);
}

function* splitLines(text: string): Generator<string> {
  let from = 0;
  while (from <= text.length) {
    let to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    const end = text.charCodeAt(to - 1) === 13 && to > from ? to - 1 : to;
    const line = text.slice(from, end);
    // A lone carriage return ends a line too (progress bars, old Macs).
    if (line.includes('\r')) yield* line.split('\r');
    else yield line;
    from = to + 1;
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
