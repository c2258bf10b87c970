import { endsInBox } from './box';
import {
  endsInBrace,
  endsInBracket,
  endsInColon,
  endsInNumber,
  endsInParenthesis,
  endsInQuote,
  endsInWord,
} from './ends';
import {
  backslash,
  blank,
  close,
  closeBrace,
  closeBracket,
  colon,
  comma,
  dot,
  escape,
  greater,
  isBlank,
  isDigit,
  isLetter,
  isLetterOrDigit,
  newline,
  openBrace,
  openBracket,
  quote,
  slash,
  tab,
} from './letters';

/** What a line's last character can be the end of. */
const tail = {
  none: 0,
  behind: 1,
  number: 2,
  parenthesis: 3,
  title: 4,
  word: 5,
  quotation: 6,
  bracket: 7,
  brace: 8,
  sentence: 9,
} as const;

/** For each character of ASCII, what it can be the end of: one look instead of ten comparisons, at every line of a log. */
const tails = Uint8Array.from({ length: 128 }, (_, code) => {
  if (isBehind(code)) return tail.behind;
  if (isDigit(code)) return tail.number;
  if (code === close) return tail.parenthesis;
  if (code === colon) return tail.title;
  if (isLetter(code) || code === greater || code === 63 || code === 95) return tail.word;
  if (code === quote) return tail.quotation;
  if (code === closeBracket) return tail.bracket;
  if (code === closeBrace) return tail.brace;
  return code === dot ? tail.sentence : tail.none;
});

/**
 * The first look at the line [from, to): can it be part of a trace? Frames are told by how they end, because anything
 * may stand in front of them. Every trace has lines that pass; of a log's own lines hardly one does.
 */
export function mayBelong(text: string, from: number, to: number): boolean {
  const first = text.charCodeAt(from);
  if (first <= blank) {
    if ((first === blank || first === tab) && indentedAt(text, from, to)) return true;
  } else if (first === 69 && isBlank(text.charCodeAt(from + 1)) && isBlank(text.charCodeAt(from + 2))) {
    // pytest's errors.
    return true;
  } else if ((first === slash || isLetter(first)) && beginsInSwift(text, from, to)) return true;
  const code = text.charCodeAt(to - 1);
  const end = code < 128 ? (tails[code] as number) : tail.word;
  if (end === tail.none || to <= from) return false;
  // The two that logs' own lines end with most often.
  if (end === tail.brace) return endsInBrace(text, to - 1, from);
  if (end === tail.parenthesis) return endsInParenthesis(text, to - 1, from);
  return mayEnd(text, from, to - 1, end);
}

/** Whether the line from `from` to its last character can be part of a trace by how it ends. */
function mayEnd(text: string, from: number, last: number, end: number): boolean {
  switch (end) {
    case tail.behind: {
      const own = lastOf(text, from, last);
      if (own < from) return false;
      const code = text.charCodeAt(own);
      if (code === 109) return endsInWord(text, own, from);
      const before = code < 128 ? (tails[code] as number) : tail.word;
      return before !== tail.behind && mayEnd(text, from, own, before);
    }
    case tail.number:
      return endsInNumber(text, last, from);
    case tail.parenthesis:
      return endsInParenthesis(text, last, from);
    case tail.title:
      return endsInColon(text, last, from);
    case tail.word:
      return endsInWord(text, last, from) || endsInBox(text, last, from);
    case tail.quotation:
      return endsInQuote(text, last, from);
    case tail.bracket:
      return endsInBracket(text, last, from);
    case tail.brace:
      return endsInBrace(text, last, from);
    case tail.sentence:
      // Perl's sentences: `… at a.pl line 3.`
      return isDigit(text.charCodeAt(last - 1)) && endsInNumber(text, last - 1, from);
    default:
      return false;
  }
}

function indentedAt(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === 97 && text.charCodeAt(at + 1) === 116 && text.charCodeAt(at + 2) === blank;
}

/** Swift's `Shop/Ledger.swift:12: Fatal error: no row`: any message may end the line, so that its beginning must tell. */
function beginsInSwift(text: string, from: number, to: number): boolean {
  const last = Math.min(to, from + longestPath);
  let at = from;
  while (at < last && (isLetterOrDigit(text.charCodeAt(at)) || text.charCodeAt(at) === underscore)) at += 1;
  const code = text.charCodeAt(at);
  return (code === slash || code === dot) && text.slice(from, last).includes('.swift:');
}

const longestPath = 400;
const underscore = 95;

/** What Node, JSON and colours put behind a frame. */
function isBehind(code: number): boolean {
  return code <= blank || code === comma || code === openBrace || code === backslash || code === 109;
}

/** The last character of a line that is its own. */
function lastOf(text: string, from: number, to: number): number {
  for (let at = to; at >= from; at -= 1) {
    const code = text.charCodeAt(at);
    if (!isBehind(code)) return at;
    if (code !== 109) continue;
    const start = escapeAt(text, at);
    if (start < 0) return at;
    at = start;
  }
  return -1;
}

/** Where the escape that ends with the `m` at `at` begins; −1 when it is a letter. */
function escapeAt(text: string, at: number): number {
  let start = at - 1;
  while (start >= 0 && start > at - 12 && (isDigit(text.charCodeAt(start)) || text[start] === ';'))
    start -= 1;
  return text.charCodeAt(start) === openBracket && text.charCodeAt(start - 1) === escape ? start - 1 : -1;
}

/**
 * Whether the `#` at `at` numbers a frame: `#0 `, `#12: `, boost's ` 1# `; or is a line break as syslog writes it.
 */
export function numbersFrame(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  const before = at === 0 ? newline : text.charCodeAt(at - 1);
  if (next === blank) return isDigit(before);
  if (!isDigit(next)) return false;
  if (next === 48 && text.startsWith('012', at + 1)) return true;
  if (!isBlank(before) && before !== newline) return false;
  let end = at + 2;
  while (isDigit(text.charCodeAt(end))) end += 1;
  const code = text.charCodeAt(end);
  return isBlank(code) || (code === colon && isBlank(text.charCodeAt(end + 1)));
}
