import { draft, toNumber, type Found, type Recogniser } from '../text/found';
import { mark } from '../text/marks';
import { wholeOf, type Line } from '../text/prefix';
import { swift } from './swift';

/** Errors of Swift that are told in one line, with their place: what stopped a program, and what failed in XCTest. */
export const swiftLine: Recogniser = {
  marks: mark.swift,
  anchors: (text) => text.includes('.swift') && (text.includes('rror: ') || text.includes(' failed')),
  read,
};

const path = String.raw`((?:(?:[A-Za-z]:[\\/]|\/(?!\/))[^:"'\`]{1,800}|[^\s:"'\`/][^\s:"'\`]{0,800})\.swift)`;
const kind = '([Ff]atal error|[Pp]recondition failed|[Aa]ssertion failed)';
const placed = new RegExp(`^\\s*${path}:(\\d{1,9}): ${kind}(?:: (.*))?$`);
/** As Swift up to 5.3 said it. */
const older = new RegExp(`^\\s*${kind}(?:: (.*))?: file ${path}, line (\\d{1,9})$`);
/** `-[Suite test]` on Apple's systems, `Suite.test` elsewhere. */
const failed = new RegExp(
  `^\\s*${path}:(\\d{1,9}): error: (?:-\\[(\\S{1,300}) ([^\\]]{1,300})\\]|([\\w.]{1,500})) : (.+)$`,
);
/** How far below a backtrace may be, which is read with what stands above it. */
const reach = 30;

function read(lines: readonly Line[], at: number): Found | null {
  const text = wholeOf(lines[at]);
  if (text.length > 10_000) return null;
  const test = failed.exec(text);
  if (test) {
    const name = test[5] ?? `${test[3]}.${test[4]}`;
    return found(at, null, (test[6] ?? '').replace(/ -\s*$/, ''), name, test[1], test[2]);
  }
  const stop = placed.exec(text);
  const old = stop ? null : older.exec(text);
  if ((!stop && !old) || crashedBelow(lines, at)) return null;
  return stop
    ? found(at, stop[3] ?? null, stop[4], null, stop[1], stop[2])
    : found(at, old?.[1] ?? null, old?.[2], null, old?.[3], old?.[4]);
}

function found(
  at: number,
  type: string | null,
  message: string | undefined,
  name: string | null,
  file = '',
  line = '',
): Found {
  const frames = [{ function: name, file, line: toNumber(line), column: null }];
  const errors = [{ ...draft('thrown', type, message?.trim() || null, null), frames }];
  return { trace: { language: 'swift', errors }, start: at, end: at + 1 };
}

function crashedBelow(lines: readonly Line[], at: number): boolean {
  return lines.slice(at + 1, at + reach).some(({ text }) => swift.anchors(text));
}
