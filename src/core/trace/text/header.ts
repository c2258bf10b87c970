import { closeBracket, colon, dot, isBlank, isLetter, isLetterOrDigit, open, openBracket } from './letters';
import { behind, wholeOf, type Line } from './prefix';

/** The line that names an error: its type, what follows the colon, and where in the line the type begins. */
export interface Header {
  readonly type: string | null;
  readonly message: string | null;
  readonly column: number;
}

/** How the names of errors end, by their last letters. */
const endings = new Map<number, readonly string[]>();
for (const word of [
  'Error',
  'Exception',
  'Throwable',
  'Fault',
  'Failure',
  'Warning',
  'Interrupt',
  'Rejection',
  'Abort',
  'Exit',
  'NotFound',
  'Timeout',
  'Panic',
]) {
  const last = word.charCodeAt(word.length - 1);
  endings.set(last, [...(endings.get(last) ?? []), word]);
}

/** Whether the word that ends at `to` ends as the names of errors do. */
function endsLikeError(text: string, to: number): boolean {
  const those = endings.get(text.charCodeAt(to - 1));
  return those !== undefined && those.some((ending) => text.startsWith(ending, to - ending.length));
}

const identifier = /^[\p{L}_$][\p{L}\p{N}_$.<>`+-]*$/u;
const qualified = /^(?:[\p{Ll}_][\p{L}\p{N}_$]*\.)+\p{Lu}[\p{L}\p{N}_$.+]*$/u;

/** Whether a word can be the name of an error class: `TypeError`, `java.lang.Throwable`, `shop.ledger.Missing`. */
export function isErrorName(word: string): boolean {
  return (
    mayBeErrorName(word, 0, word.length) &&
    (endsLikeError(word, word.length) || qualified.test(word)) &&
    identifier.test(word) &&
    // A thread dump's, and no error.
    word !== 'java.lang.Thread.State'
  );
}

/** A cheap first look at the word [from, to): a name has no sign in front, and tells an error, or a class in modules. */
function mayBeErrorName(text: string, from: number, to: number): boolean {
  if (to - from > 300 || to - from <= 2) return false;
  const first = text.charCodeAt(from);
  if (!isLetter(first) && first !== 95 && first !== 36) return false;
  return endsLikeError(text, to) || mayBeQualified(text, from, to);
}

/** A cheap first look: a capital stands behind a dot. */
function mayBeQualified(text: string, from: number, to: number): boolean {
  for (let at = from + 1; at < to - 1; at += 1) {
    if (text.charCodeAt(at) !== dot) continue;
    const next = text.charCodeAt(at + 1);
    if (isLetter(next) && !(next >= 97 && next <= 122)) return true;
  }
  return false;
}

/** React's error, whose name has a blank in it. */
const invariant = 'Invariant Violation:';

/**
 * Finds `Type: message` (or `Type [CODE]: message`, or `Type` alone) in a line, anywhere behind what a logger put
 * in front. Null when no word of the line is named like an error.
 */
export function headerIn(text: string): Header | null {
  const limit = Math.min(text.length, 600);
  let at = 0;
  while (at < limit) {
    while (at < limit && isBlank(text.charCodeAt(at))) at += 1;
    if (at >= limit) return null;
    let end = at;
    while (
      end < text.length &&
      end - at <= 302 &&
      !isBlank(text.charCodeAt(end)) &&
      text.charCodeAt(end) !== colon
    )
      end += 1;
    const opened = text.charCodeAt(at) === openBracket ? 1 : 0;
    const header = headerAt(text, at + opened, end);
    if (header) return opened ? closed(header) : inModules(header, text);
    // On to the next word; a colon glued to the next word (`ERROR:root:ValueError: x`) separates words as well.
    while (end < limit && text[end] === ':') end += 1;
    at = Math.max(end, at + 1);
  }
  return null;
}

/** A class with the modules that it is in: `ActionView::Template::Error`. */
function inModules(found: Header, text: string): Header {
  let column = found.column;
  while (column > 2 && text.charCodeAt(column - 1) === colon && text.charCodeAt(column - 2) === colon) {
    let start = column - 2;
    while (start > 0 && (isLetterOrDigit(text.charCodeAt(start - 1)) || text[start - 1] === '_')) start -= 1;
    if (start === column - 2) break;
    column = start;
  }
  if (column === found.column) return found;
  return { ...found, type: text.slice(column, found.column) + (found.type ?? ''), column };
}

/** The header whose name is the word [column, end). */
function headerAt(text: string, column: number, end: number): Header | null {
  if (text.startsWith(invariant, column))
    return header(invariant.slice(0, -1), text.slice(column + invariant.length), column);
  if (end === text.length) {
    const last = text.charCodeAt(end - 1) === closeBracket ? end - 1 : end;
    if (!mayBeErrorName(text, column, last) || !isErrorName(text.slice(column, last))) return null;
    return leads(text.slice(0, column)) ? header(text.slice(column, end), '', column) : null;
  }
  const next = text.charCodeAt(end + 1);
  if (text.charCodeAt(end) === colon) {
    // `java.lang.Error::new` and `http://…` are no headers.
    if ((end + 1 < text.length && !isBlank(next)) || !mayBeErrorName(text, column, end)) return null;
    const word = text.slice(column, end);
    return isErrorName(word) ? header(word, text.slice(end + 1), column) : null;
  }
  // ` [CODE]`, ` (cause)`
  if ((next !== openBracket && next !== open) || !mayBeErrorName(text, column, end)) return null;
  const word = text.slice(column, end);
  const code = /^ (?:\[[A-Z]\w{0,100}\]|\([\w.]{1,80}\))(?:: |:?$)/.exec(text.slice(end, end + 120));
  if (code && isErrorName(word)) return header(word, text.slice(end + code[0].length), column);
  return null;
}

/** What may stand before an error that prints nothing but its type. */
function leads(before: string): boolean {
  const lead = before.trim();
  return lead === '' || /(?:[:>\]"-]|\b(?:Uncaught|exception\.|thread))$/i.test(lead);
}

function header(type: string, rest: string, column: number): Header {
  const message = rest.trim();
  return { type, message: message === '' ? null : message, column };
}

/** Node prints an error without a stack as `[Error: message]`. */
function closed({ type, message, column }: Header): Header {
  const end = message?.lastIndexOf(']') ?? -1;
  return {
    type: type?.replace(/\]$/, '') ?? null,
    message: message === null ? null : end < 0 ? message : message.slice(0, end),
    column,
  };
}

/** How far above its first frame the line that names an error is looked for: messages can be long. */
const reach = 80;

/**
 * The header that belongs to frames beginning at `first`: the nearest line above (not before `low`) that names an
 * error, and everything between as the rest of its message.
 */
export function headerAbove(
  lines: readonly Line[],
  first: number,
  low: number,
): (Header & { readonly line: number }) | null {
  const lowest = Math.max(low, first - reach);
  for (let at = first - 1; at >= lowest; at -= 1) {
    const text = wholeOf(lines[at]);
    const found = headerIn(text);
    if (!found) continue;
    const prefix = text.slice(0, found.column);
    const message = continued(found.message, lines, at + 1, first, prefix);
    return { type: found.type, message, column: found.column, line: at };
  }
  return null;
}

/** A message with the lines [from, to) that continue it, without the `prefix` that its first line had. */
export function continued(
  message: string | null,
  lines: readonly Line[],
  from: number,
  to: number,
  prefix: string,
): string | null {
  if (from >= to) return message === '' ? null : (message?.trim() ?? null);
  const more = lines.slice(from, to).map((line) => outdented(prefix, wholeOf(line)));
  const whole = [message ?? '', ...more].join('\n').trim();
  return whole === '' ? null : whole;
}

/** A line without the prefix that the first one had, or at least without its indentation. */
function outdented(prefix: string, line: string): string {
  const rest = behind(prefix, line);
  if (rest !== line) return rest;
  let at = 0;
  while (at < prefix.length && isBlank(prefix.charCodeAt(at)) && isBlank(line.charCodeAt(at))) at += 1;
  return line.slice(at);
}
