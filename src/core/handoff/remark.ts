/** What begins a comment, by the end of a file's name; in files of other kinds any of these signs may. */
const families: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /\.(?:[cm]?[jt]sx?|java|kts?|swift|go|rs|c|h|cc|cpp|cxx|hpp|hh|cs|dart|scala|groovy|gradle|proto|zig|s?css|less|php|jsonc)$/i,
    ['//', '/*', '#!'],
  ],
  [
    /\.(?:py|rb|sh|bash|zsh|fish|ps1|ya?ml|toml|pl|pm|r|jl|tf|cmake|mk|nix|exs?)$|(?:^|\/)(?:Dockerfile|Makefile|\.\w+ignore)$/i,
    ['#'],
  ],
  [/\.(?:sql|lua|hs|elm|ad[abs])$/i, ['--', '/*', '{-']],
  [/\.(?:lisp|el|clj[cs]?|scm|asm|ini)$/i, [';', '#']],
  [/\.(?:tex|sty|erl|hrl|m)$/i, ['%', '//', '/*']],
  [/\.(?:vue|svelte|astro)$/i, ['<!--', '//', '/*']],
  [/\.(?:html?|xml|svg|xaml)$/i, ['<!--', '//', '/*']],
];
const prose = /\.(?:md|mdx|markdown|txt|rst|adoc|org)$|(?:^|\/)(?:README|NOTES|TODO)$/i;
const anySign = ['//', '/*', '#', '--', ';', '%', '<!--'];

const longest = 2_000;
const words = /\b(?:BLOCKED(?=:)|FIXME\b|TODO\b)/;

export interface Remark {
  readonly word: string;
  readonly text: string;
  readonly owner: string | null;
}

/**
 * The remark (`TODO`, `FIXME`, `BLOCKED:`) with which a comment in a line of a file begins, or a line of prose; null where
 * the word is only mentioned, or stands in a string.
 */
export function remarkIn(line: string, path: string): Remark | null {
  const shown = line.slice(0, longest);
  const found = words.exec(shown);
  if (!found) return null;
  const start = isProse(path) ? proseStart(shown) : commentStart(shown, signsOf(path));
  if (start === null || start > found.index || shown.slice(start, found.index).trim() !== '') return null;
  const rest = shown.slice(found.index + found[0].length);
  const named = /^\(@?([^()\s]{1,60})\)/.exec(rest);
  const text = rest
    .slice(named?.[0].length ?? 0)
    .replace(/(?:\*\/|-->|-\})\s{0,9}$/, '')
    .replace(/^[:\s]{1,9}/, '')
    .trim();
  return text === '' ? null : { word: found[0], text, owner: named?.[1] ?? null };
}

/** Whether a file holds text that is written for people. */
export function isProse(path: string): boolean {
  return prose.test(path);
}

function signsOf(path: string): readonly string[] {
  return families.find(([files]) => files.test(path))?.[1] ?? anySign;
}

/** Past what begins an item of a list, a quotation or a hidden comment. */
function proseStart(line: string): number {
  return (
    /^\s{0,200}(?:(?:[-*+>]|\d{1,9}[.)]|<!--)\s{0,9}){0,3}(?:\[[ xX]\]\s{0,9})?/.exec(line)?.[0].length ?? 0
  );
}

/**
 * Where the text of a line's comment begins: after a sign that is in no string, or at the line's own beginning where it
 * may go on with a comment that began above. Null where the line is code alone.
 */
function commentStart(line: string, signs: readonly string[]): number | null {
  const first = line.search(/\S/);
  if (first < 0) return null;
  const goesOn = /^(?:\*(?!\/)|"""|''')\s{0,9}/.exec(line.slice(first));
  if (goesOn) return first + goesOn[0].length;
  if (words.exec(line)?.index === first) return first;
  let quote = '';
  for (let at = first; at < line.length; at++) {
    const character = line[at] ?? '';
    if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
      continue;
    }
    const sign = signs.find((each) => line.startsWith(each, at));
    if (sign !== undefined) return at + signEnd(line.slice(at), sign);
    if (character === '"' || character === '`' || (character === "'" && isQuote(line, at))) quote = character;
  }
  return null;
}

/** A sign may be repeated (`///`, `##`, `/**`). */
function signEnd(text: string, sign: string): number {
  let end = sign.length;
  const last = sign.at(-1);
  while (text[end] === last || text[end] === '!') end++;
  return end;
}

/** An apostrophe within a word or behind one is none: `don't`, `'a` (a lifetime), `f'` (a prime). */
function isQuote(line: string, at: number): boolean {
  return !/[\w)]/.test(line[at - 1] ?? '') && line.indexOf("'", at + 1) > 0;
}
