import type { PrintedFrame } from '../../report/model';
import { draft, splitLocation, type Draft, type Found, type Recogniser } from '../text/found';
import { behind, wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';
import { causesIn, rustStack } from './rust';

/**
 * The reports of eyre and color-eyre: errors, the place that the innermost was made at, and below it (color-eyre's)
 * backtrace; and what color-eyre says of a panic.
 */
export const eyre: Recogniser = {
  marks: mark.title | mark.numbered,
  anchors: (text) => text.includes('Location:') && located.test(text),
  read,
};

const located = /^\s{0,40}Location:(?:\s{0,4}$| \S)/;
const file = /\.rs$/;
/** How far above its place a report begins at most, and how far below it its backtrace does. */
const reach = 60;
const backtrace = /^\s*━{3,} BACKTRACE ━{3,}\s*$/;
const omitted = /^Backtrace omitted\b/;

function read(lines: readonly Line[], at: number, low: number): Found | null {
  const indent = /^\s*/.exec(lines[at]?.text ?? '')?.[0] ?? '';
  const textAt = (index: number): string => behind(indent, wholeOf(lines[index]));
  const beside = textAt(at).slice('Location:'.length).trim();
  const place = placeIn(beside === '' ? textAt(at + 1).trim() : beside);
  if (!place) return null;
  const told = beside === '' ? reportAbove(textAt, at, low) : panicAbove(textAt, at, low);
  const [first, ...causes] = told?.errors ?? [];
  if (!told || !first) return null;
  const below = beside === '' ? at + 2 : at + 1;
  const calls = callsBelow(lines, textAt, below, indent);
  // Where the stack is eyre's own, it is read from its title.
  if (calls === null) return null;
  const frames = calls.frames.length > 0 ? calls.frames : [place];
  const errors = [{ ...first, frames }, ...causes];
  return { trace: { language: 'rust', errors }, start: told.start, end: calls.end };
}

/** `src/main.rs:18:9`, or without its column as color-eyre tells it. */
function placeIn(text: string): PrintedFrame | null {
  const place = /^\S{1,800}$/.test(text) ? splitLocation(text) : null;
  return place && file.test(place.file) ? { function: null, ...place } : null;
}

interface Told {
  readonly errors: readonly Draft[];
  readonly start: number;
}

/** `Error: …` and `Caused by:`, or color-eyre's list of errors, which begins with the one that was seen. */
function reportAbove(textAt: (index: number) => string, at: number, low: number): Told | null {
  const body: string[] = [];
  for (let above = at - 1; above >= Math.max(low, at - reach); above -= 1) {
    const text = textAt(above);
    const thrown = /^Error:\s*(.*)$/.exec(text);
    if (thrown) return { errors: chain(thrown[1] ?? '', body), start: above };
    body.unshift(text);
    const isFirst = /^ {1,4}0: \S/.test(text) && !/^(?:Error:|Caused by:)\s*$/.test(textAt(above - 1));
    if (isFirst) return { errors: chain('', body), start: above };
  }
  return null;
}

function chain(message: string, body: readonly string[]): readonly Draft[] {
  const caused = body.findIndex((line) => line.trim() === 'Caused by:');
  if (caused < 0 && message === '') {
    const listed = causesIn(body);
    return listed.map((error, index) =>
      index === 0 ? draft('thrown', null, error.message, null) : { ...error, parent: index - 1 },
    );
  }
  const told = [message, ...body.slice(0, caused < 0 ? body.length : caused)].join('\n').trim();
  const thrown = draft('thrown', null, told || null, null);
  return [thrown, ...(caused < 0 ? [] : causesIn(body.slice(caused + 1)))];
}

/** color-eyre's panic: `The application panicked (crashed).`, `Message:  …`, `Location: …`. */
function panicAbove(textAt: (index: number) => string, at: number, low: number): Told | null {
  const body: string[] = [];
  for (let above = at - 1; above >= Math.max(low + 1, at - reach); above -= 1) {
    const message = /^Message: {1,4}(.*)$/.exec(textAt(above));
    if (!message) {
      body.unshift(textAt(above));
      continue;
    }
    if (!/\bpanicked\b/.test(textAt(above - 1))) return null;
    const told = [message[1] ?? '', ...body].join('\n').trim();
    return { errors: [draft('thrown', 'panic', told || null, null)], start: above - 1 };
  }
  return null;
}

/** The calls of color-eyre's backtrace, behind spans and suggestions; null where eyre's own stack is printed. */
function callsBelow(
  lines: readonly Line[],
  textAt: (index: number) => string,
  from: number,
  indent: string,
): { readonly frames: readonly PrintedFrame[]; readonly end: number } | null {
  for (let at = from; at < Math.min(lines.length, from + reach); at += 1) {
    const text = textAt(at);
    if (text.startsWith('Stack backtrace:')) return null;
    if (backtrace.test(text)) return rustStack(lines, at + 1, indent);
    if (omitted.test(text) || /^(?:Error:|Location:|The application panicked)/.test(text)) break;
  }
  return { frames: [], end: from };
}
