import type { PrintedFrame } from '../../report/model';
import { draft, splitLocation, type Found, type Recogniser } from '../text/found';
import { headerAbove } from '../text/header';
import { behind, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** Stacks of SpiderMonkey and JavaScriptCore: `name@file:line:column`, one a line, the error's name above or nowhere. */
export const gecko: Recogniser = {
  marks: mark.atSign,
  anchors: (text) => text.includes('@') && geckoFrame(text) !== null,
  read,
};

const location =
  /^(?:https?|file|webpack(?:-internal)?|resource|chrome|moz-extension|safari-web-extension|app|capacitor):\/\/\S+(?: line \d{1,9} > (?:eval|Function|injectedScript))*$|^[\w./@-]{1,300}\.(?:m|c)?[jt]sx?(?: line \d{1,9} > (?:eval|Function))*$/;

function geckoFrame(text: string): PrintedFrame | null {
  const line = text.trim();
  const at = line.indexOf('@');
  if (at < 0) return null;
  const name = line.slice(0, at);
  // A function's name may have marks of its own (`async*run`, `a/b<`), and JavaScriptCore says "global code".
  if (!/^(?:[\p{L}\p{N}_$.*/<>[\]~ -]{0,200})$/u.test(name)) return null;
  const place = splitLocation(line.slice(at + 1));
  if (!place || place.column === null || !location.test(place.file)) return null;
  const called = name.replace(/^async\*/, '');
  return { function: called === '' ? null : called, ...place };
}

function read(lines: readonly Line[], first: number, low: number): Found | null {
  const named = headerAbove(lines, first, Math.max(low, first - 10));
  const prefix = named ? (lines[named.line]?.text ?? '').slice(0, named.column) : '';
  const error = draft('thrown', named?.type ?? null, named?.message ?? null, null);
  let end = first;
  for (; end < lines.length; end += 1) {
    const text = behind(prefix, lines[end]?.text ?? '');
    const frame = geckoFrame(text);
    if (frame) error.frames.push(frame);
    else if (!/@?\[native code\]\s*$|^\s*eval code@\s*$/.test(text)) break;
  }
  if (!named && error.frames.length < 2) return null;
  return { trace: { language: 'javascript', errors: [error] }, start: named?.line ?? first, end };
}
