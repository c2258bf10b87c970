import { isBlank, isDigit, tab } from './letters';

/** What a line has that only some languages' traces have: one pass over it says which readers need not be asked. */
export const mark = {
  /** Its first word is `at`. */
  at: 1 << 0,
  /** Its first word is as short as `at` is in any language. */
  short: 1 << 1,
  /** It begins with pytest's `E`. */
  pytest: 1 << 2,
  hash: 1 << 3,
  atSign: 1 << 4,
  /** A letter that is not ASCII's. */
  foreign: 1 << 5,
  /** A quote or a backtick. */
  tick: 1 << 6,
  star: 1 << 7,
  /** ` in`. */
  inside: 1 << 8,
  /** It ends with a colon. */
  title: 1 << 9,
  /** It ends with a parenthesis. */
  closed: 1 << 10,
  /** It ends with a digit, or with a digit and a dot. */
  numbered: 1 << 11,
  /** It ends with a bracket. */
  bracketed: 1 << 12,
  brace: 1 << 13,
  /** It begins with a digit. */
  ordinal: 1 << 14,
  // Pairs of letters, of words that few lines have.
  /** `panic`, `goroutine`, `fatal error`. */
  panic: 1 << 15,
  /** `panicked`, `backtrace`. */
  backtrace: 1 << 16,
  /** `Sanitizer`, `runtime error`, `0x`, `#0`. */
  sanitizer: 1 << 17,
  /** `0x`. */
  address: 1 << 18,
  /** `Thread`. */
  thread: 1 << 19,
  /** `Traceback`, `File`. */
  traceback: 1 << 20,
  /** `.ex`, `.erl`. */
  elixir: 1 << 21,
  /** `.hs`. */
  haskell: 1 << 22,
  /** It ends with a dash. */
  dashed: 1 << 23,
  /** `exception`. */
  exception: 1 << 24,
  /** `=>`. */
  arrow: 1 << 25,
  /** `.go`. */
  go: 1 << 26,
  /** `.d`. */
  dart: 1 << 27,
  /** `.s`. */
  swift: 1 << 28,
} as const;

/** For a letter and the one before it, by 128 times that one's code: their marks. */
const pairs = new Uint32Array(128 * 128);
for (const [value, ...letters] of [
  [mark.hash, '#'],
  [mark.atSign, '@'],
  [mark.tick, "'", '`'],
  [mark.star, '*'],
  [mark.inside, ' i'],
  [mark.brace, '{'],
  [mark.panic, 'ic', 'go', 'fa'],
  [mark.backtrace, 'ck'],
  [mark.sanitizer, 'ze', 'ru', '0x', '#0'],
  [mark.address, '0x'],
  [mark.thread, 'hr'],
  [mark.traceback, 'Tr', 'Fi'],
  [mark.elixir, '.e'],
  [mark.haskell, '.h'],
  [mark.exception, 'xc'],
  [mark.arrow, '=>'],
  [mark.go, '.g'],
  [mark.dart, '.d'],
  [mark.swift, '.s'],
] as const)
  for (const each of letters)
    for (let before = 0; before < 128; before += 1) {
      if (each.length === 2 && before !== each.charCodeAt(0)) continue;
      const place = before * 128 + each.charCodeAt(each.length - 1);
      pairs[place] = (pairs[place] as number) | value;
    }

const ends = new Uint32Array(128);
for (const [letter, value] of [
  [':', mark.title],
  [')', mark.closed],
  [']', mark.bracketed],
  ['-', mark.dashed],
] as const)
  ends[letter.charCodeAt(0)] = value;

/** The marks of a line; 0 for an empty one. */
export function marksOf(text: string): number {
  return marksIn(text, 0, text.length);
}

/** The marks of the line [start, end). */
export function marksIn(text: string, start: number, end: number): number {
  let from = start;
  while (from < end && isBlank(text.charCodeAt(from))) from += 1;
  if (from === end) return 0;
  let to = end;
  while (isBlank(text.charCodeAt(to - 1))) to -= 1;
  let found = 0;
  let before = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    found |= code < 128 ? (pairs[before * 128 + code] as number) : mark.foreign;
    before = code & 127;
  }
  return found | beginning(text, from, end) | ending(text, to);
}

function beginning(text: string, from: number, end: number): number {
  const first = text.charCodeAt(from);
  if (first === 69 && isBlankBefore(text, from + 1, end)) return mark.pytest;
  if (first === 97 && text.charCodeAt(from + 1) === 116 && isBlankBefore(text, from + 2, end))
    return mark.at | mark.short;
  const ordinal = isDigit(first) ? mark.ordinal : 0;
  const isShort =
    isBlankBefore(text, from + 1, end) ||
    isBlankBefore(text, from + 2, end) ||
    isBlankBefore(text, from + 3, end);
  return isShort && text.charCodeAt(from + 1) >= tab ? ordinal | mark.short : ordinal;
}

function isBlankBefore(text: string, at: number, end: number): boolean {
  return at < end && isBlank(text.charCodeAt(at));
}

function ending(text: string, to: number): number {
  const last = text.charCodeAt(to - 1);
  if (last >= 128) return 0;
  if (isDigit(last) || (last === 46 && isDigit(text.charCodeAt(to - 2)))) return mark.numbered;
  return ends[last] as number;
}
