import type { PrintedFrame } from '../../report/model';
import { draft, indentOf, toNumber, type Draft, type Found, type Recogniser } from '../text/found';
import { isErrorName } from '../text/header';
import { close, isBlank } from '../text/letters';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';
import { jvmCall } from './jvmFrame';

/** JUnit's console: the error behind `=>`, and frames without their `at`. */
export const junit: Recogniser = {
  marks: mark.arrow | mark.closed,
  anchors: (text) => (text.includes('=> ') && /^\s*=> [\p{L}_]/u.test(text)) || callIn(text) !== null,
  read: (lines, at) => readConsole(lines, at) ?? readCalls(lines, at),
};

/** Gradle's short reports: an error's class and one place, below the test that failed. */
export const gradle: Recogniser = {
  marks: mark.numbered,
  anchors: (text) => text.includes(' at ') && named.test(text) && brief.test(text),
  read: readBrief,
};

const opening = /^\s*(?:=> |(Caused by|Suppressed): )([\p{L}_$][\p{L}\p{N}_$.]{0,300})(?:: (.*))?$/u;
const longestMessage = 80;

function readConsole(lines: readonly Line[], first: number): Found | null {
  const errors: Draft[] = [];
  let at = first;
  for (;;) {
    const opened = opening.exec(wholeOf(lines[at]));
    if (!opened || (errors.length > 0 && opened[1] === undefined)) break;
    const message = [opened[3] ?? ''];
    let next = at + 1;
    while (next < Math.min(lines.length, at + longestMessage) && !callOf(lines[next])) {
      message.push(wholeOf(lines[next]).trim());
      next += 1;
    }
    const error = draft('thrown', opened[2] ?? null, message.join('\n').trim() || null, null);
    if (errors.length > 0) {
      error.relation = opened[1] === 'Suppressed' ? 'suppressed' : 'cause';
      error.parent = errors.length - 1;
    }
    at = framesFrom(lines, next, error.frames);
    if (error.frames.length === 0) break;
    errors.push(error);
  }
  return errors.length === 0 ? null : { trace: { language: 'java', errors }, start: first, end: at };
}

/** Calls whose error was cut off: one alone may be prose. */
function readCalls(lines: readonly Line[], first: number): Found | null {
  const error = draft('thrown', null, null, null);
  const end = framesFrom(lines, first, error.frames);
  if (error.frames.length < 2) return null;
  return { trace: { language: 'java', errors: [error] }, start: first, end };
}

function framesFrom(lines: readonly Line[], from: number, into: PrintedFrame[]): number {
  let at = from;
  for (; at < lines.length; at += 1) {
    const frame = callOf(lines[at]);
    if (frame) into.push(frame);
    else if (!/^\s*\[\.\.\.\]\s*$/.test(lines[at]?.text ?? '')) break;
  }
  return at;
}

/** A cheap first look: no blank stands between a call's first letter and its parenthesis. */
function mayBeCall(line: string, open: number): boolean {
  let at = indentOf(line);
  while (at < open && !isBlank(line.charCodeAt(at))) at += 1;
  return at === open;
}

const callOf = (line: Line | undefined): PrintedFrame | null => callIn(line?.text ?? '');

function callIn(line: string): PrintedFrame | null {
  const open = line.indexOf('(');
  if (open < 3 || !mayBeCall(line, open)) return null;
  let end = line.length;
  while (isBlank(line.charCodeAt(end - 1))) end -= 1;
  const from = indentOf(line);
  return line.charCodeAt(end - 1) === close && !line.startsWith('at ', from) ? jvmCall(line, from) : null;
}

const brief =
  /^\s*(?:Caused by: )?([\p{L}_$][\p{L}\p{N}_$.]{0,300}) at ([\p{L}\p{N}_$-]{1,200}\.(?:java|kts?|groovy|scala)):(\d{1,9})$/u;
/** What few lines end with: asked first. */
const named = /\.(?:java|kts?|groovy|scala):\d{1,9}$/;
const languages: Readonly<Record<string, string>> = { java: 'java', groovy: 'groovy', scala: 'scala' };

function readBrief(lines: readonly Line[], first: number): Found | null {
  if (!/ FAILED$/.test(wholeOf(lines[first - 1]).trimEnd())) return null;
  const errors: Draft[] = [];
  let at = first;
  for (let indent = -1; at < lines.length; at += 1) {
    const text = wholeOf(lines[at]);
    const found = brief.exec(text);
    if (!found || indentOf(text) <= indent || !isErrorName(found[1] ?? '')) break;
    indent = indentOf(text);
    const parent = errors.length === 0 ? null : errors.length - 1;
    const error = draft(parent === null ? 'thrown' : 'cause', found[1] ?? null, null, parent);
    error.frames = [{ function: null, file: found[2] ?? '', line: toNumber(found[3]), column: null }];
    errors.push(error);
  }
  const file = errors[0]?.frames[0]?.file ?? '';
  const language = languages[file.slice(file.lastIndexOf('.') + 1)] ?? 'kotlin';
  return errors.length === 0 ? null : { trace: { language, errors }, start: first, end: at };
}
