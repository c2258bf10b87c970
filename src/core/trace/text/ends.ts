import { isSource } from './sources';
import {
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
  greater,
  hash,
  isBlank,
  isDigit,
  isLetter,
  isLetterOrDigit,
  open,
  openBracket,
  plus,
  quote,
  slash,
  tilde,
} from './letters';

/*
 * How lines of traces end. Each is asked of a line from `from` whose last own character, of its kind, is at `last`.
 */

/** `file.js:1:2`, `in file.cs:line 12`, `a.R#3`, `+0x18`. */
export function endsInNumber(text: string, last: number, from: number): boolean {
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

/** `(file.js:1:2)`, `(A.hs:7:16-20)`, `(most recent call last)`, or the call that a frame is. */
export function endsInParenthesis(text: string, last: number, from: number): boolean {
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

/** `Stack trace:`, `goroutine 1 [running]:`, `(from HasCallStack):`. */
export function endsInColon(text: string, last: number, from: number): boolean {
  const before = text.charCodeAt(last - 1);
  // `goroutine 1 [running]:`, `(most recent call last):`, `(from HasCallStack):`
  if (before === closeBracket) return true;
  if (before === close) return text[last - 2] === 't' || text[last - 2] === 'k';
  if (isDigit(before)) return endsInNumber(text, last - 1, from);
  return isLetter(before) && titles.some((title) => text.startsWith(title, last - title.length));
}

/** `…, in read`, `:16 in main:A`, `a.py:9: KeyError`, `ledger.dart 7:5  Ledger.read`, `+0x1af`. */
export function endsInWord(text: string, last: number, from: number): boolean {
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

/** ``in `read'``, `in function 'read'`. */
export function endsInQuote(text: string, last: number, from: number): boolean {
  let at = last - 1;
  while (at > from && at > last - most && text.charCodeAt(at) !== quote && text.charCodeAt(at) !== backtick)
    at -= 1;
  return text.charCodeAt(at - 1) === blank && quoted.test(text.slice(Math.max(from, at - 10), at));
}

/** `~[shop.jar:1.0]`, `[opt]`, `./shop(read+0x1f) [0x55d0]`, Monolog's `[stacktrace]`. */
export function endsInBracket(text: string, last: number, from: number): boolean {
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
export function endsInBrace(text: string, last: number, from: number): boolean {
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
