import { endsInBox } from './box';
import { isSource } from './sources';
import {
  backslash,
  backtick,
  beforeDigits,
  beforeWord,
  blank,
  close,
  closeBrace,
  closeBracket,
  colon,
  comma,
  dash,
  dot,
  doubleQuote,
  escape,
  greater,
  hash,
  isBlank,
  isDigit,
  isLetter,
  isLetterOrDigit,
  newline,
  open,
  openBrace,
  openBracket,
  plus,
  quote,
  slash,
  tab,
  tilde,
} from './letters';

/**
 * The first look at the line [from, to): can it be part of a trace? Frames are told by how they end, because anything
 * may stand in front of them. Every trace has lines that pass; of a log's own lines hardly one does.
 */
export function mayBelong(text: string, from: number, to: number): boolean {
  const first = text.charCodeAt(from);
  if ((first === blank || first === tab) && indentedAt(text, from, to)) return true;
  // pytest's errors.
  if (first === 69 && isBlank(text.charCodeAt(from + 1)) && isBlank(text.charCodeAt(from + 2))) return true;
  let last = to - 1;
  let code = text.charCodeAt(last);
  if (isBehind(code)) {
    last = lastOf(text, from, last);
    code = text.charCodeAt(last);
  }
  if (last < from) return false;
  if (isDigit(code)) return endsInNumber(text, last, from);
  if (code === close) return endsInParenthesis(text, last, from);
  if (code === colon) return endsInColon(text, last, from);
  if (isLetter(code) || code === greater || code === 63 || code === 95)
    return endsInWord(text, last, from) || endsInBox(text, last, from);
  if (code === quote) return endsInQuote(text, last, from);
  if (code === closeBracket) return endsInBracket(text, last, from);
  if (code === closeBrace) return endsInBrace(text, last, from);
  // Perl's sentences: `… at a.pl line 3.`
  return code === dot && isDigit(text.charCodeAt(last - 1)) && endsInNumber(text, last - 1, from);
}

function indentedAt(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === 97 && text.charCodeAt(at + 1) === 116 && text.charCodeAt(at + 2) === blank;
}

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

function endsInNumber(text: string, last: number, from: number): boolean {
  const before = beforeDigits(text, last);
  if (before < from) return false;
  const code = text.charCodeAt(before);
  if (code === colon) return isPlace(text, before, from);
  // `line 12`, `:Zeile 12`, `:行 12`
  if (code === blank) return isLineWord(text, before - 1, from);
  // R's `a.R#3`; Elixir's `lib/shop.ex:7: Shop.read/1`
  if (code === hash) return isLetter(text.charCodeAt(before - 1));
  if (code === slash) return endsInWord(text, before, from);
  return endsInOffset(text, before, from);
}

/** The word for a line, in the languages that .NET speaks: behind a colon, or alone in Perl and Erlang. */
function isLineWord(text: string, last: number, from: number): boolean {
  const code = text.charCodeAt(last);
  // line, Zeile, ligne · línea, linha, строка · wiersz
  if (code !== 101 && code !== 97 && code !== 122 && code <= 127) return false;
  let at = last;
  while (at >= from && at > last - 12 && isLetter(text.charCodeAt(at))) at -= 1;
  return text.charCodeAt(at) === colon || (last - at === 4 && text.startsWith('line', at + 1));
}

/** Go's `+0x18`. */
function endsInOffset(text: string, last: number, from: number): boolean {
  const before = beforeWord(text, last, 20);
  return (
    before >= from &&
    text.charCodeAt(before + 1) === plus &&
    text.charCodeAt(before + 2) === 48 &&
    text.charCodeAt(before + 3) === 120
  );
}

/** Whether what stands before `:12` (the colon is at `end`) can be a file, or a file and a line. */
function isPlace(text: string, end: number, from: number): boolean {
  const before = beforeDigits(text, end - 1);
  if (before < from) return false;
  let code = text.charCodeAt(before);
  if (before < end - 1 && code === colon) {
    // Two numbers: a line and a column, unless the word is of digits alone, as a time is.
    let at = before - 1;
    while (at >= from && (isDigit(text.charCodeAt(at)) || text.charCodeAt(at) === dot)) at -= 1;
    code = text.charCodeAt(at);
    return at >= from && code !== colon && (at < before - 1 ? isLetter(code) || code > 44 : !isBlank(code));
  }
  // One number: what is before it ends like a file (`.java`, `<stdin>`), not like a host.
  if (code === greater || code === close || code === closeBracket) return true;
  let at = end - 1;
  while (at >= from && at > end - 8 && isLetterOrDigit(text.charCodeAt(at))) at -= 1;
  return text.charCodeAt(at) === dot && isSource(text.slice(at + 1, end));
}

function endsInParenthesis(text: string, last: number, from: number): boolean {
  const inside = text.charCodeAt(last - 1);
  if (isDigit(inside)) {
    let before = beforeDigits(text, last - 2);
    let code = text.charCodeAt(before);
    // GHC's `(A.hs:7:16-20)`
    if (code === dash) {
      before = beforeDigits(text, before - 1);
      code = text.charCodeAt(before);
    }
    if (code === colon) return isPlace(text, before, from) || endsInCall(text, last, from);
    if (code === blank) return isLineWord(text, before - 1, from);
    return endsInCall(text, last, from);
  }
  return text.startsWith('call last', last - 9) || endsInCall(text, last, from);
}

const most = 300;

/** `at Shop.Ledger.Read(String id)`, in whichever language .NET says `at`; Java's `at a.b.C.d(Unknown Source)`. */
function endsInCall(text: string, last: number, from: number): boolean {
  let at = last - 1;
  while (at > from && at > last - most && text.charCodeAt(at) !== open) at -= 1;
  if (text.charCodeAt(at) !== open) return false;
  const name = at - 1;
  if (name < from) return false;
  if (isBlank(text.charCodeAt(name)))
    return isType(text, at + 1, last) ? hasRubyPlace(text, from, at) : isFailedTest(text, from, last);
  const before = beforeWord(text, name, most);
  if (before < from || text.charCodeAt(before) !== blank) return false;
  const word = beforeWord(text, before - 1, 4);
  return word < before - 1 && (word < from || isBlank(text.charCodeAt(word)));
}

/** A name that begins with a capital and has no blanks: a class. */
function isType(text: string, from: number, to: number): boolean {
  const capital = text.charCodeAt(from);
  return capital >= 65 && capital <= 90 && beforeWord(text, to, to - from + 1) < from;
}

/** Ruby's ``a.rb:1:in `read': no row (KeyError)``. */
function hasRubyPlace(text: string, from: number, to: number): boolean {
  const line = text.slice(from, Math.min(to, from + 1_000));
  return line.includes(':in `') || line.includes(":in '");
}

/** go test's `--- FAIL: TestRead (0.00s)`: what failed stands below it. */
function isFailedTest(text: string, from: number, last: number): boolean {
  if (text.charCodeAt(last - 1) !== 115 || !isDigit(text.charCodeAt(last - 2))) return false;
  return text.slice(from, Math.min(last, from + 1_000)).includes('--- FAIL: ');
}

const titles: readonly string[] = ['trace', 'traceback', 'crashed', 'race'];

function endsInColon(text: string, last: number, from: number): boolean {
  const before = text.charCodeAt(last - 1);
  // `goroutine 1 [running]:`, `(most recent call last):`, `(from HasCallStack):`
  if (before === closeBracket) return true;
  if (before === close) return text[last - 2] === 't' || text[last - 2] === 'k';
  if (isDigit(before)) return endsInNumber(text, last - 1, from);
  return isLetter(before) && titles.some((title) => text.startsWith(title, last - title.length));
}

/** `…, in read`, `:16 in main:A`, `a.py:9: KeyError`, `ledger.dart 7:5  Ledger.read`, `+0x1af`. */
function endsInWord(text: string, last: number, from: number): boolean {
  let before = beforeWord(text, last, most);
  if (before < from + 3) return false;
  if (text.charCodeAt(before + 1) === plus) return endsInOffset(text, last, from);
  if (!isBlank(text.charCodeAt(before))) return false;
  before -= 1;
  let code = text.charCodeAt(before);
  if (code === colon) return isDigit(text.charCodeAt(before - 1));
  if (code === 110 && text.charCodeAt(before - 1) === 105) {
    const joint = text.charCodeAt(before - 3);
    return (
      isBlank(text.charCodeAt(before - 2)) &&
      (joint === comma || joint === colon || isDigit(joint) || isArity(text, before - 3, from))
    );
  }
  if (code === 110) return text.startsWith('function', before - 7);
  // gcc's undefined behaviour without a type: `division by zero`.
  if (code === 121) return text.startsWith('zero', last - 3);
  while (isBlank(code) && before > from) code = text.charCodeAt((before -= 1));
  return isDigit(code) && text.charCodeAt(before + 2) === blank && isColumn(text, before);
}

function isArity(text: string, last: number, from: number): boolean {
  return last > from && isDigit(text.charCodeAt(last)) && text.charCodeAt(last - 1) === slash;
}

function isColumn(text: string, last: number): boolean {
  const before = beforeDigits(text, last);
  return text.charCodeAt(before) === colon && isDigit(text.charCodeAt(before - 1));
}

const quoted = /(?:\b(?:in|function|method|field|upvalue|local|global|type)|[:?]) $/;

function endsInQuote(text: string, last: number, from: number): boolean {
  let at = last - 1;
  while (at > from && at > last - most && text.charCodeAt(at) !== quote && text.charCodeAt(at) !== backtick)
    at -= 1;
  return text.charCodeAt(at - 1) === blank && quoted.test(text.slice(Math.max(from, at - 10), at));
}

/** `~[shop.jar:1.0]`, `[opt]`, `./shop(read+0x1f) [0x55d0]`, Monolog's `[stacktrace]`. */
function endsInBracket(text: string, last: number, from: number): boolean {
  let at = last - 1;
  while (at > from && at > last - most && text.charCodeAt(at) !== openBracket) at -= 1;
  const before = text.charCodeAt(at - 1);
  // glibc's `./shop(read+0x1f)[0x55d0]`.
  if (before === tilde || (before === close && text.startsWith('0x', at + 1))) return true;
  if (text.startsWith('stacktrace', at + 1)) return true;
  // Monolog's `{…} []`.
  if (at === last - 1 && before === blank && text.charCodeAt(at - 2) === closeBrace)
    return isLogged(text, from, at);
  return before === blank && (text.charCodeAt(at - 2) === close || isDigit(text.charCodeAt(at - 2)));
}

/** A line of Monolog's with an exception in it. */
function isLogged(text: string, from: number, to: number): boolean {
  return text.slice(from, Math.min(to, from + 100_000)).includes('[object] (');
}

/** Erlang's `{line,7}]}`, PHP's `{main}` and Monolog's `:7)"}`. */
function endsInBrace(text: string, last: number, from: number): boolean {
  const before = text.charCodeAt(last - 1);
  if (before === doubleQuote)
    return (
      text.charCodeAt(last - 2) === close && isDigit(text.charCodeAt(last - 3)) && isLogged(text, from, last)
    );
  if (before === 110) return text.startsWith('{main', last - 5);
  return (
    before === closeBracket && text.charCodeAt(last - 2) === closeBrace && isDigit(text.charCodeAt(last - 3))
  );
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
