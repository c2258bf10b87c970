import { withoutFences } from '../post/prose';
import { visible } from './visible';

/**
 * Somebody else's Markdown as Markdown that any renderer may show: no HTML, no picture is loaded (a picture becomes a
 * link to it), no link leads anywhere but to http(s), no program draws from code, and what cannot be seen is spelled
 * out. Where it is not certain that something is code, it is treated as text. Linear in the text's length.
 */
export function plainMarkdown(markdown: string): string {
  const text = visible(withoutHiddenLines(markdown.replace(/\r\n?/g, '\n')));
  const whole = text.split('\n').map(withoutProgram).join('\n');
  return disarmed(whole, surelyCode(whole));
}

/**
 * The text with blanks for what is code beyond doubt; offsets are those of the text. Of code spans those count that
 * stand in a paragraph where every run of backticks finds its pair in its own line, and where nothing else could take
 * one: no address, no cell of a table, no backslash before it.
 */
function surelyCode(text: string): string {
  const fenced = withoutFences(text).split('\n');
  const lines: string[] = [];
  let block: string[] = [];
  const close = (): void => {
    const spans = block.some((line) => /:\/\/|\]\(|\]:|www\.|mailto:|\||\\`/i.test(line))
      ? [null]
      : block.map(withoutSpans);
    const all = spans.filter((line) => line !== null);
    lines.push(...(all.length === block.length ? all : block));
    block = [];
  };
  for (const line of fenced) {
    block.push(line);
    if (line.trim() === '') close();
  }
  close();
  return lines.join('\n');
}

/** The line with blanks for its code spans; null when a run of backticks in it has no pair. */
function withoutSpans(line: string): string | null {
  let out = '';
  let from = 0;
  for (;;) {
    const open = line.indexOf('`', from);
    if (open < 0) return out + line.slice(from);
    const run = /^`+/.exec(line.slice(open))?.[0] ?? '`';
    let close = open + run.length;
    do {
      close = line.indexOf(run, close);
      if (close < 0) return null;
      const end = close + run.length;
      if (line.charAt(close - 1) !== '`' && line.charAt(end) !== '`') break;
      while (line.charAt(close) === '`') close++;
    } while (close < line.length);
    if (close >= line.length) return null;
    out += line.slice(from, open) + ' '.repeat(close + run.length - open);
    from = close + run.length;
  }
}

/** Baton's own comments are for Baton: alone on a line they go, as GitHub shows them to nobody. */
function withoutHiddenLines(markdown: string): string {
  return markdown
    .replace(/^[ \t]{0,3}<!-- baton:[a-z]{1,10} [A-Za-z0-9_-]{1,64} -->[ \t]{0,3}$/gm, '')
    .replace(/ ?<!-- b:[0-9a-z]{1,20} -->$/gm, '');
}

/** `text` with what is live in it made harmless; characters that are blank in `prose` only are code and stay. */
function disarmed(text: string, prose: string): string {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (prose.charAt(at) !== character) {
      out += character;
      continue;
    }
    if (character === '<') out += '&lt;';
    else if (character === '!' && prose.charAt(at + 1) === '[') out += '🖼';
    else if (character === ']' && (prose.charAt(at + 1) === '(' || prose.charAt(at + 1) === ':')) {
      out += leadsToWeb(text, at + 2) ? character : '\\]';
    } else out += character;
  }
  return out;
}

function leadsToWeb(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return /^https?:\/\//i.test(text.slice(at, at + 8));
}

const languages = /^(?!(?:mermaid|math|geojson|topojson|stl|dot|plantuml)$)[a-z+#]{1,15}$/;

/** A line that may open code which a renderer runs instead of showing it, such as a diagram: the language goes. */
function withoutProgram(line: string): string {
  const fence = /^[\s>\-*+.)\d]*(?:`{3,}|~{3,})/.exec(line)?.[0];
  if (fence === undefined) return line;
  const language = line.slice(fence.length).trim();
  return language === '' || languages.test(language) ? line : `${fence}text`;
}
