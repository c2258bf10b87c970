import type { PrintedFrame } from '../../report/model';
import { draft, splitLocation, type Draft, type Found, type Recogniser } from '../text/found';
import { isForeign, wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** Vitest's reports: frames behind a pointer, the code around one of them between the others, causes below. */
export const vitest: Recogniser = {
  marks: mark.foreign,
  anchors: (text) => text.includes('❯ ') && vitestFrame(text) !== null,
  read,
};

/** ` ❯ Ledger.read src/ledger.ts:4:29`, or the place alone. */
function vitestFrame(text: string): PrintedFrame | null {
  const line = text.trim();
  if (!line.startsWith('❯ ') || line.length > 1_500) return null;
  const rest = line.slice(2).trim();
  const blank = rest.lastIndexOf(' ');
  const place = splitLocation(rest.slice(blank + 1));
  if (!place || place.column === null || !/[./\\:]/.test(place.file)) return null;
  const name = rest.slice(0, Math.max(blank, 0)).trim();
  return { function: name === '' ? null : name, ...place };
}

/** `     12|   refund(id);` and the caret below it. */
const code = /^\s{0,12}(?:\d{1,7})?\s{0,3}\|/;
const heading = /^\s*(?:FAIL {1,2}\S|⎯{3,})/;
const causes = /^\s*Caused by: /;
/** How many lines a message may have, and how many of code stand between two frames. */
const longestMessage = 80;
const mostCode = 8;

function read(lines: readonly Line[], first: number, low: number): Found | null {
  const start = headerOf(lines, first, low);
  if (start === null) return null;
  const errors: Draft[] = [];
  let [from, at] = [start, first];
  for (;;) {
    const error = named(lines, from, at);
    error.relation = errors.length === 0 ? 'thrown' : 'cause';
    error.parent = errors.length === 0 ? null : errors.length - 1;
    const end = readFrames(lines, at, error.frames);
    errors.push(error);
    const next = nextCause(lines, end);
    if (!next) return { trace: { language: 'javascript', errors }, start, end };
    [from, at] = next;
  }
}

/** The line that names the error: below the test's title, or what says that it is a cause. */
function headerOf(lines: readonly Line[], first: number, low: number): number | null {
  for (let at = first - 1; at >= Math.max(low, first - longestMessage); at -= 1) {
    const text = wholeOf(lines[at]);
    if (causes.test(text)) return at;
    if (heading.test(text)) {
      let below = at + 1;
      while (below < first && wholeOf(lines[below]).trim() === '') below += 1;
      return below < first ? below : null;
    }
  }
  return null;
}

function named(lines: readonly Line[], from: number, first: number): Draft {
  const told = lines.slice(from, first).map(wholeOf);
  const opening = (told[0] ?? '').replace(causes, '').trim();
  const typed = /^([\p{L}_$][\p{L}\p{N}_$.]{0,200})(?:: ([^]*))?$/u.exec(opening);
  const body = [typed ? (typed[2] ?? '') : opening, ...told.slice(1)];
  const diff = body.findIndex((line) => /^\s*- Expected\b/.test(line));
  const message = body
    .slice(0, diff < 0 ? body.length : diff)
    .join('\n')
    .trim();
  return draft('thrown', typed?.[1] ?? null, message || null, null);
}

/** Reads frames with code between them and returns the line behind the last one. */
function readFrames(lines: readonly Line[], first: number, into: PrintedFrame[]): number {
  let end = first;
  for (let at = first; at < lines.length && at - end <= mostCode; at += 1) {
    const text = wholeOf(lines[at]);
    const frame = vitestFrame(text);
    if (frame) {
      into.push(frame);
      end = at + 1;
    } else if (!code.test(text) && !isForeign(lines[at], lines[first])) break;
  }
  return end;
}

/** Where the next cause is named and where its frames begin. */
function nextCause(lines: readonly Line[], from: number): [number, number] | null {
  let at = from;
  while (at < Math.min(lines.length, from + mostCode) && /^\s*$|^\s*\d{0,7}\s*\|/.test(wholeOf(lines[at])))
    at += 1;
  if (!causes.test(wholeOf(lines[at]))) return null;
  for (let next = at + 1; next < Math.min(lines.length, at + longestMessage); next += 1) {
    const text = wholeOf(lines[next]);
    if (vitestFrame(text)) return [at, next];
    if (heading.test(text)) return null;
  }
  return null;
}
