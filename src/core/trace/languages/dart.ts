import type { PrintedFrame } from '../../report/model';
import { draft, splitLocation, type Found, type Recogniser } from '../text/found';
import { mostBetween } from '../text/listed';
import { behind, wholeOf, type Line } from '../text/prefix';
import { headerIn } from '../text/header';
import { mark } from '../text/marks';

/** Dart and Flutter: numbered frames whose places are `package:`, `dart:` or `file:` URIs. */
export const dart: Recogniser = {
  marks: mark.hash,
  anchors: (text) => text.includes('#') && /#\d{1,3} {2,}/.test(text),
  read,
};

/** Where Flutter leaves its own calls out, the first that is left has another number than 0. */
const announced = /^When the exception was thrown, this was the stack:\s*$/;

/** `#0      Ledger.read (package:shop/ledger.dart:7:5)`. */
export function dartFrame(text: string): PrintedFrame | null {
  const found =
    /^\s*#\d{1,6} {1,8}(\S.{0,500}?) \(((?:package|dart|file|http|https|org-dartlang-\w+):[^()]{1,800})\)$/.exec(
      text,
    );
  if (!found) return null;
  const where = found[2] ?? '';
  return {
    function: found[1] ?? null,
    ...(splitLocation(where) ?? { file: where, line: null, column: null }),
  };
}

const thrown =
  /^(?:.*\bUnhandled [Ee]xception:|The following (.{1,200}?) (?:was thrown|object was thrown)\b.*:)\s*(.*)$/;

function read(lines: readonly Line[], at: number, low: number): Found | null {
  const text = lines[at]?.text ?? '';
  const number = text.search(/#\d{1,3} {2,}/);
  const prefix = text.slice(0, number);
  const above = at > low ? behind(prefix, lines[at - 1]?.text ?? '') : '';
  if (!text.startsWith('#0 ', number) && !announced.test(above)) return null;
  const { frames, end } = framesFrom(lines, at, prefix);
  if (frames.length === 0) return null;
  const { type, message, start } = headerOf(lines, at, low, prefix);
  return {
    trace: { language: 'dart', errors: [{ ...draft('thrown', type, message, null), frames }] },
    start,
    end,
  };
}

/** A call whose place had no room in its line: it is in the next. */
const called = /^\s*#\d{1,6} {2,8}\S[^()]{0,500}$/;
const between = /^\s*(?:<asynchronous suspension>|\.{3,})\s*$/;

function framesFrom(lines: readonly Line[], from: number, prefix: string) {
  const frames: PrintedFrame[] = [];
  let end = from;
  for (let at = from; at < lines.length && at - end <= mostBetween; at += 1) {
    const text = behind(prefix, lines[at]?.text ?? '');
    const place = called.test(text) ? behind(prefix, lines[at + 1]?.text ?? '').trim() : '';
    const frame = dartFrame(place === '' ? text : `${text.trimEnd()} ${place}`);
    if (frame) {
      frames.push(frame);
      if (place !== '') at += 1;
      end = at + 1;
    } else if (!between.test(text)) break;
  }
  return { frames, end };
}

function headerOf(lines: readonly Line[], first: number, low: number, prefix: string) {
  for (let at = first - 1; at >= Math.max(low, first - 40); at -= 1) {
    const found = thrown.exec(behind(prefix, wholeOf(lines[at])));
    if (!found) continue;
    const body = [found[2] ?? '', ...lines.slice(at + 1, first).map((line) => behind(prefix, wholeOf(line)))];
    const blank = body.findIndex(
      (line, index) => index > 0 && line.trim() === '' && body[index - 1]?.trim() !== '',
    );
    const message = (found[1] !== undefined && blank > 0 ? body.slice(0, blank) : body).join('\n').trim();
    if (found[1] !== undefined) return { type: found[1], message: message || null, start: at };
    return { ...named(message), start: at };
  }
  const above = first > low ? behind(prefix, wholeOf(lines[first - 1])) : '';
  const header = headerIn(above);
  return header
    ? { type: header.type, message: header.message, start: first - 1 }
    : { type: null, message: null, start: first };
}

/** A message that may begin with the name of an error, apart from it. */
export function named(message: string): { readonly type: string | null; readonly message: string | null } {
  const header = headerIn(message.split('\n')[0] ?? '');
  if (header?.column !== 0 || header.type === null) return { type: null, message: message || null };
  return { type: header.type, message: message.slice(header.type.length).replace(/^:/, '').trim() || null };
}
