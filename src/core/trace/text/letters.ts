/** Character codes that lines are looked at by: one comparison each, and no text is copied. */
export const tab = 9;
export const newline = 10;
export const carriageReturn = 13;
export const escape = 27;
export const blank = 32;
export const doubleQuote = 34;
export const hash = 35;
export const quote = 39;
export const open = 40;
export const close = 41;
export const plus = 43;
export const comma = 44;
export const dash = 45;
export const dot = 46;
export const slash = 47;
export const colon = 58;
export const less = 60;
export const greater = 62;
export const openBracket = 91;
export const backslash = 92;
export const closeBracket = 93;
export const backtick = 96;
export const openBrace = 123;
export const bar = 124;
export const closeBrace = 125;
export const tilde = 126;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isBlank(code: number): boolean {
  return code === blank || code === tab;
}

/** A letter of any alphabet, near enough: what is not ASCII counts as one. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 127;
}

export function isLetterOrDigit(code: number): boolean {
  return isLetter(code) || isDigit(code);
}

/** Whether a text has nothing but white space: what trimming would tell, without a copy. */
export function isEmpty(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) return text.trim() === '';
    if (code !== blank && (code < tab || code > carriageReturn)) return false;
  }
  return true;
}

/** The position before the digits that end at `last`; `last` itself when there is none. */
export function beforeDigits(text: string, last: number): number {
  let at = last;
  while (at >= 0 && isDigit(text.charCodeAt(at))) at -= 1;
  return at;
}

/** The position before the characters that end at `last` and are no blanks, at most `most` of them. */
export function beforeWord(text: string, last: number, most: number): number {
  const lowest = Math.max(-1, last - most);
  let at = last;
  while (at > lowest && !isBlank(text.charCodeAt(at)) && text.charCodeAt(at) !== newline) at -= 1;
  return at;
}
