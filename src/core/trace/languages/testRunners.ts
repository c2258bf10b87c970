import { headerIn, type Header } from '../text/header';
import type { Line } from '../text/prefix';

type Placed = Header & { readonly line: number };

/** A message without what test runners and runtimes print between it and the frames: code, carets, a diff. */
export function messageOf(message: string | null): string | null {
  if (message === null || !message.includes('\n')) return message;
  let lines = message.split('\n');
  if (message.includes('+ expected - actual')) {
    const diff = lines.findIndex((line) => /^\s*\+ expected - actual\s*$/.test(line));
    if (diff > 0) lines = lines.slice(0, diff);
  }
  // Jasmine's heading of the frames.
  if (lines.at(-1)?.trim() === 'Stack:') lines.pop();
  if (message.includes(' |') && /^\s*>\s*\d+ \|/m.test(message)) {
    while (lines.length > 0 && /^\s*(?:>?\s*\d+ \||\|\s*\^|$)/.test(lines.at(-1) ?? '')) lines.pop();
  } else if (
    lines.length > 2 &&
    /^\s+[\^~]+\s*$/.test(lines.at(-1) ?? '') &&
    /^\s/.test(lines.at(-2) ?? '')
  ) {
    // Deno shows the line of code, too.
    lines.splice(-2);
  }
  return lines.join('\n').trim() || null;
}

/** The warning that Node made of a rejection nobody handled is not the error. */
export function unwrapped<H extends Header>(header: H | null): H | null {
  if (header?.type !== 'UnhandledPromiseRejectionWarning' || header.message === null) return header;
  const inner = headerIn(header.message);
  return inner?.column === 0 ? { ...header, type: inner.type, message: inner.message } : header;
}

/** Where the cause is named that Jest announces on a line of its own, below a blank one. */
export function causeBelow(lines: readonly Line[], at: number): number | null {
  const announced = lines[at]?.text.trim() === '' && /^\s*Cause:$/.test(lines[at + 1]?.text ?? '');
  return announced && at + 2 < lines.length ? at + 2 : null;
}

/** What stands between Jasmine's headings of the message and of the frames. */
function jasmineHeader(lines: readonly Line[], first: number, low: number): Placed | null {
  let end = first - 1;
  if (/^\s*at <Jasmine>$/.test(lines[end]?.text ?? '')) end -= 1;
  if (!/^\s*Stack:$/.test(lines[end]?.text ?? '')) return null;
  for (let at = end - 1; at >= Math.max(low, end - 80); at -= 1) {
    if (!/^\s*Message:$/.test(lines[at]?.text ?? '')) continue;
    const told = lines.slice(at + 1, end).map(({ text }) => text.trim());
    return { type: null, message: told.join('\n').trim() || null, column: 0, line: at };
  }
  return null;
}

/** What Jest prints of a failed expectation, which has no type: the text below the test's title. */
export function testHeader(lines: readonly Line[], first: number, low: number): Placed | null {
  const jasmine = jasmineHeader(lines, first, low);
  if (jasmine) return jasmine;
  for (let at = first - 1; at >= Math.max(low, first - 80); at -= 1) {
    const text = lines[at]?.text ?? '';
    if (!text.includes('\u25cf ') || !/^\s*\u25cf .{1,400}$/.test(text)) continue;
    const body = lines.slice(at + 1, first).map(({ text }) => text.replace(/^ {4}/, ''));
    const message = messageOf(body.join('\n'));
    return message === null ? null : { type: null, message, column: 0, line: at };
  }
  return null;
}
