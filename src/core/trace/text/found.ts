import type { PrintedFrame, PrintedTrace, Relation } from '../../report/model';
import { beforeDigits, colon, isDigit } from './letters';
import type { Line } from './prefix';

/** A trace and the lines [start, end) that it takes. */
export interface Found {
  readonly trace: PrintedTrace;
  readonly start: number;
  readonly end: number;
}

/** Reads the traces of one language or dialect. */
export interface Recogniser {
  /** What a line must have at least one of, for `anchors` to be asked. */
  readonly marks: number;
  /** A cheap test: may a trace be found by looking at this line? */
  anchors(text: string): boolean;
  /** Reads the trace that the line at `at` is part of; lines before `low` belong to others. Null when it is none. */
  read(lines: readonly Line[], at: number, low: number, marks: number): Found | null;
}

/** An error while it is being read. */
export interface Draft {
  relation: Relation;
  type: string | null;
  message: string | null;
  parent: number | null;
  frames: PrintedFrame[];
}

export function draft(
  relation: Relation,
  type: string | null,
  message: string | null,
  parent: number | null,
): Draft {
  return { relation, type, message, parent, frames: [] };
}

/** The number of blanks that a line begins with; a tab counts as one. */
export function indentOf(text: string): number {
  let at = 0;
  while (at < text.length && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at;
}

/** Parses digits; null for anything else. */
export function toNumber(digits: string | undefined): number | null {
  return digits === undefined ? null : numberAt(digits, 0, digits.length);
}

/** The number that the digits [from, to) are; null when they are not only digits, none, or more than a line has. */
export function numberAt(text: string, from: number, to: number): number | null {
  if (to <= from || to - from > 9) return null;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) return null;
    value = value * 10 + code - 48;
  }
  return value;
}

/** Splits `file:line:column` or `file:line` from its right end. Null when there is no line. */
export function splitLocation(
  text: string,
): { readonly file: string; readonly line: number; readonly column: number | null } | null {
  const last = beforeDigits(text, text.length - 1);
  const final = numberAt(text, last + 1, text.length);
  if (last <= 0 || final === null || text.charCodeAt(last) !== colon) return null;
  const before = beforeDigits(text, last - 1);
  const middle = before > 0 && text.charCodeAt(before) === colon ? numberAt(text, before + 1, last) : null;
  if (middle === null) return { file: text.slice(0, last), line: final, column: null };
  return { file: text.slice(0, before), line: middle, column: final };
}
